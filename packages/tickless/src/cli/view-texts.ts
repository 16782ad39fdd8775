/** What the viewer opens: a project's texts, by their path in the folder. */
export interface ProjectTexts {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  /** What else the board's file system has, as base64url: files that are no text, or long. */
  readonly binary?: Readonly<Record<string, string>>;
}

/** Longer ones are data; an editor is no place for them. Captures that are played are text however long they are. */
export const MAX_FILE_BYTES = 1 << 20;

/** Undefined: it is not text. */
export function textOf(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
