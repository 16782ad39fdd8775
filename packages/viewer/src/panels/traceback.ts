/* Places in the text of a traceback, as MicroPython and the TypeScript scheduler print them. */

/** A piece of text; `link`: it names a line of a file of the project. */
export interface TextPiece {
  readonly text: string;
  readonly link?: { readonly path: string; readonly line: number };
}

const PLACE = /File "([^"\n]+)", line (\d+)|\b([\w./-]+\.ts):(\d+)(?::\d+)?/g;

/** The text cut where it names a line of one of these files. `root`: the folder of the project that is the board's file system. */
export function linkify(text: string, isFile: (path: string) => boolean, root = ""): TextPiece[] {
  const pieces: TextPiece[] = [];
  let end = 0;
  for (const match of text.matchAll(PLACE)) {
    const frame = frameOf(match, isFile, root);
    if (!frame) continue;
    if (match.index > end) pieces.push({ text: text.slice(end, match.index) });
    pieces.push({ text: match[0], link: frame });
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end) });
  return pieces;
}

function frameOf(match: RegExpMatchArray, isFile: (path: string) => boolean, root: string): TextPiece["link"] {
  const path = root + (match[1] ?? match[3] ?? "").replace(/^(\.?\/)+/, "");
  const line = Number(match[2] ?? match[4]);
  return line > 0 && isFile(path) ? { path, line } : undefined;
}
