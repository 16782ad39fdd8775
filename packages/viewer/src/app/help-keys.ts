/** A piece of the help: a key, or words between keys. */
export interface KeyPiece {
  readonly text: string;
  readonly key: boolean;
}

const NAMED = /^(Space|Home|End|Esc|Tab|Shift|Ctrl|Alt|Delete|Enter|[^\s])$/u;

/** "Shift+← / Shift+→" cut into keys and the words between them. */
export function keyPieces(text: string): KeyPiece[] {
  return text
    .split(/( \/ | or | on | then |, (?=[A-Z]))/)
    .flatMap((piece, index) => (index % 2 === 1 ? [piece] : piece.split(/(?<=\S)(\+)(?=\S)/)))
    .filter((piece) => piece !== "")
    .map((piece) => ({ text: piece, key: NAMED.test(piece) && piece !== "+" }));
}
