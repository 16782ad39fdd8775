/** The keys of the infrared remote: for its model and for who draws it. */

export interface RemoteKey {
  /** Its control is `key-<name>`. */
  readonly name: string;
  /** The command that it sends. */
  readonly command: number;
  /** From the top left, 3 to a row. */
  readonly row: number;
  readonly column: number;
  /** On a keyboard, as `KeyboardEvent.key`. */
  readonly shortcut: string;
}

const ROWS: readonly (readonly (readonly [name: string, command: number, shortcut: string] | undefined)[])[] = [
  [["power", 162, "o"], undefined, ["menu", 226, "m"]],
  [
    ["test", 34, "t"],
    ["plus", 2, "+"],
    ["back", 194, "b"],
  ],
  [
    ["previous", 224, "ArrowLeft"],
    ["play", 168, "p"],
    ["next", 144, "ArrowRight"],
  ],
  [
    ["0", 104, "0"],
    ["minus", 152, "-"],
    ["c", 176, "c"],
  ],
  [
    ["1", 48, "1"],
    ["2", 24, "2"],
    ["3", 122, "3"],
  ],
  [
    ["4", 16, "4"],
    ["5", 56, "5"],
    ["6", 90, "6"],
  ],
  [
    ["7", 66, "7"],
    ["8", 74, "8"],
    ["9", 82, "9"],
  ],
];

export const REMOTE_KEYS: readonly RemoteKey[] = ROWS.flatMap((keys, row) =>
  keys.flatMap((key, column) => (key ? [{ name: key[0], command: key[1], shortcut: key[2], row, column }] : [])),
);
