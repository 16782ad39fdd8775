import type { DeviceDefinition } from "@tickless/sim-core";

/** The definitions of a file of packages/devices/src, and what the comment at its head tells. */
export interface PartsOfFile {
  /** "button", "ssd1306/ssd1306" */
  readonly file: string;
  readonly definitions: readonly DeviceDefinition[];
  readonly title: string;
  readonly about: string;
  readonly sections: readonly { readonly name: string; readonly text: string }[];
}

/** `load` gives a file's exports, `read` its text. Throws when a part has no file, or its file does not tell what it should. */
export function readParts(
  files: readonly string[],
  load: (file: string) => Promise<object>,
  read: (file: string) => string,
): Promise<PartsOfFile[]>;

export function readHead(file: string, source: string): Pick<PartsOfFile, "title" | "about" | "sections">;

/** docs/parts.md. `hasPicture` tells of a type name whether there is one. */
export function partsMarkdown(parts: readonly PartsOfFile[], hasPicture: (type: string) => boolean): string;
