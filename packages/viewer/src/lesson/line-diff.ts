/** A line of a difference: taken out, put in, or the same. */
export interface DiffLine {
  readonly kind: "out" | "in" | "same";
  readonly text: string;
}

/** What makes the second text of the first, line by line; equal lines at both ends are left out. */
export function lineDiff(before: string, after: string): readonly DiffLine[] {
  const [a, b] = [linesOf(before), linesOf(after)];
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start++;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - start && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  return compared(a.slice(start, a.length - tail), b.slice(start, b.length - tail));
}

/** A line break at the end begins no line. */
const linesOf = (text: string): string[] => text.replace(/\n$/, "").split("\n");

/** An empty line weighs so little against others that none of them is given up for it. */
const weightOf = (line: string): number => (line === "" ? 1 : 1000);

/** By a common subsequence of most weight; what goes out stands before what comes in. */
function compared(a: readonly string[], b: readonly string[]): readonly DiffLine[] {
  const common = a.map(() => new Uint32Array(b.length + 1));
  common.push(new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const [row, below] = [common[i]!, common[i + 1]!];
      row[j] = a[i] === b[j] ? below[j + 1]! + weightOf(a[i]!) : Math.max(below[j]!, row[j + 1]!);
    }
  }
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push({ kind: "same", text: a[i++]! });
      j++;
    } else if (i < a.length && (j === b.length || common[i + 1]![j]! >= common[i]![j + 1]!)) {
      lines.push({ kind: "out", text: a[i++]! });
    } else lines.push({ kind: "in", text: b[j++]! });
  }
  return outBeforeIn(withoutLoneBlanks(lines));
}

/** An empty line that stays between lines that change says nothing: it changes with them. */
function withoutLoneBlanks(lines: readonly DiffLine[]): DiffLine[] {
  return lines.flatMap((line, index) => {
    const lone =
      line.kind === "same" &&
      line.text === "" &&
      ![lines[index - 1], lines[index + 1]].some((next) => next?.kind === "same");
    return lone ? (["out", "in"] as const).map((kind) => ({ kind, text: "" })) : line;
  });
}

function outBeforeIn(lines: readonly DiffLine[]): DiffLine[] {
  const sorted: DiffLine[] = [];
  for (let index = 0; index < lines.length;) {
    const next = lines.findIndex(({ kind }, at) => at >= index && kind === "same");
    const end = next < 0 ? lines.length : next;
    const run = lines.slice(index, end);
    for (const way of ["out", "in"]) sorted.push(...run.filter(({ kind }) => kind === way));
    if (next >= 0) sorted.push(lines[next]!);
    index = end + 1;
  }
  return sorted;
}
