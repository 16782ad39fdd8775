import { didYouMean, type Problem } from "@tickless/sim-core";

/*
 * `wokwi.toml` (https://docs.wokwi.com/vscode/project-config): read for what it says that is not done here. It is about how a firmware
 * image is loaded; a project's own .py files are run instead.
 */

export const WOKWI_TOML = "wokwi.toml";

/** What each key that is known comes to; undefined: nothing to say. */
const KEYS: Readonly<Record<string, Readonly<Record<string, ((value: string) => string) | undefined>>>> = {
  wokwi: {
    version: undefined,
    firmware: (value) => `${value} is not run: the project's own programs are`,
    elf: undefined,
    vcdFile: (value) => `${value} is not written by itself; 'tickless run --vcd ${value}' does`,
    gdbServerPort: () => "there is no GDB server",
    rfc2217ServerPort: () => "there is no serial server",
  },
  chip: {
    name: (value) => `custom chips are not run: a chip-${value} does nothing`,
    binary: undefined,
  },
  "net.forward": { from: () => "networks are not simulated", to: undefined },
};

const SECTION = /^\[\[?\s*([\w.-]+)\s*\]\]?$/;
const PAIR = /^([\w-]+|"[\w-]+")\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'#[{]+))$/;

/** A note for each thing in the file that has no effect. */
export function readWokwiToml(text: string, file: string): Problem[] {
  const notes: Problem[] = [];
  let section = "";
  for (const [index, raw] of text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .entries()) {
    const warn = (message: string, hint: { hint?: string } = {}): void =>
      void notes.push({ severity: "warning", file, line: index + 1, message, ...hint });
    const line = withoutComment(raw).trim();
    if (line === "") continue;
    const header = SECTION.exec(line)?.[1];
    if (header !== undefined) {
      section = header;
      if (!Object.hasOwn(KEYS, header))
        warn(`'${header}' is unknown and ignored`, didYouMean(header, Object.keys(KEYS)));
      continue;
    }
    const pair = PAIR.exec(line);
    if (!pair) warn("this is not understood and ignored", { hint: 'write for example firmware = "main.uf2"' });
    else note(section, pair, warn);
  }
  return notes;
}

function note(
  section: string,
  [, name = "", ...values]: readonly (string | undefined)[],
  warn: (message: string, hint?: { hint?: string }) => void,
): void {
  const keys = Object.hasOwn(KEYS, section) ? KEYS[section] : undefined;
  if (!keys) return;
  const key = name.replaceAll('"', "");
  if (!Object.hasOwn(keys, key)) return warn(`'${key}' is unknown and ignored`, didYouMean(key, Object.keys(keys)));
  const message = keys[key]?.(values.find((value) => value !== undefined) ?? "");
  if (message !== undefined) warn(message);
}

/** Up to a "#" that is in no text. */
function withoutComment(line: string): string {
  const texts = /^(?:[^"'#]|"[^"]*"|'[^']*')*/.exec(line);
  return texts ? texts[0] : line;
}
