/** Resistive networks: node voltages by nodal analysis. Most clusters are small (a resistor joins two wires), and elimination is dense. */

/** A resistance between two nodes; a node of -1 is a fixed voltage `volts` instead. */
export interface Branch {
  readonly a: number;
  readonly b: number;
  readonly volts: number;
  readonly ohms: number;
}

/** Leakage to ground of each node, so that a node that nothing drives has a voltage: 1 teraohm. */
export const LEAKAGE_SIEMENS = 1e-12;
/** Contact and wire resistance, so that nothing is infinitely conductive. */
export const MIN_OHMS = 0.01;

/** Voltages of `count` nodes with `branches` and a current injected into node `inject` (amperes; for Thevenin resistances). */
export function nodeVoltages(count: number, branches: readonly Branch[], inject = -1, amperes = 0): Float64Array {
  const width = count + 1;
  const m = new Float64Array(count * width);
  const add = (row: number, column: number, value: number): void => {
    m[row * width + column] = (m[row * width + column] as number) + value;
  };
  for (let i = 0; i < count; i++) add(i, i, LEAKAGE_SIEMENS);
  for (const { a, b, volts, ohms } of branches) {
    if (!Number.isFinite(ohms)) continue;
    const siemens = 1 / Math.max(ohms, MIN_OHMS);
    add(a, a, siemens);
    if (b < 0) add(a, count, siemens * volts);
    else {
      add(b, b, siemens);
      add(a, b, -siemens);
      add(b, a, -siemens);
    }
  }
  if (inject >= 0) add(inject, count, amperes);
  return eliminate(m, count, width);
}

/** From this many nodes on it pays to look which columns a row has. */
const SPARSE_FROM = 16;

/** Gauss-Jordan on a diagonally dominant matrix: no pivoting needed. */
function eliminate(m: Float64Array, count: number, width: number): Float64Array {
  const columns = new Int32Array(width);
  for (let pivot = 0; pivot < count; pivot++) {
    const scale = m[pivot * width + pivot] as number;
    // A column that the pivot's row does not have changes nothing in any other row.
    let used = 0;
    for (let column = pivot; column < width; column++) {
      if (count < SPARSE_FROM || m[pivot * width + column] !== 0) columns[used++] = column;
    }
    for (let row = 0; row < count; row++) {
      if (row === pivot) continue;
      const factor = (m[row * width + pivot] as number) / scale;
      if (factor === 0) continue;
      for (let i = 0; i < used; i++) {
        const column = columns[i] as number;
        m[row * width + column] = (m[row * width + column] as number) - factor * (m[pivot * width + column] as number);
      }
    }
  }
  return Float64Array.from(
    { length: count },
    (_, i) => (m[i * width + count] as number) / (m[i * width + i] as number),
  );
}
