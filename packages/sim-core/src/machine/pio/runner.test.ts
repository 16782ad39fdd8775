import fc from "fast-check";
import { expect, test } from "vitest";
import { Outcome, Processor } from "./processor.js";
import { pass, passUntilAfter, Runner } from "./runner.js";
import { blockAfterReset, configOf, copyOf, type BlockState } from "./state.js";

const AROUND = { inputsAt: () => 0b1010, settledFrom: 0, pauseCycles: 375 };
/** Long enough for loops to be skipped, short enough to be gone through step by step. */
const CYCLES = 3000;

const word = fc.oneof(
  fc.nat(0xffff),
  // Loops that count down, with what is compared and copied in them; waits.
  fc.constantFrom(
    0x0041,
    0x0080,
    0x00a0,
    0x0020,
    0x0060,
    0xe03f,
    0xe05f,
    0xa022,
    0xa041,
    0xa0c1,
    0x8000,
    0x80a0,
    0x4021,
    0x6021,
  ),
);
const situation = fc.record({
  memory: fc.array(word, { minLength: 1, maxLength: 6 }),
  wrapTop: fc.nat(5),
  divider: fc.oneof(fc.constant(256), fc.integer({ min: 256, max: 1500 })),
  shiftctrl: fc.nat(0xffffffff),
  x: fc.oneof(fc.nat(300), fc.nat(0xffffffff)),
  y: fc.oneof(fc.nat(300), fc.nat(0xffffffff)),
  tx: fc.array(fc.nat(0xffffffff), { maxLength: 4 }),
  flags: fc.nat(255),
});

type Situation = typeof situation extends fc.Arbitrary<infer T> ? T : never;

function blockOf({ memory, wrapTop, divider, shiftctrl, x, y, tx, flags }: Situation): BlockState {
  const block = blockAfterReset();
  memory.forEach((code, at) => (block.memory[at] = code));
  block.flags = flags;
  const config = { ...configOf(wrapTop << 12, shiftctrl), inBase: 0 };
  Object.assign(block.machines[0]!, { on: true, config, divider, x, y, tx: [...tx], reads: 0xffffffff });
  return block;
}

/** Each cycle by itself, up to the first in which something would be seen. */
function stepByStep(block: BlockState, until: number): number {
  const processor = new Processor();
  let m = block.machines[0]!;
  while (m.at <= until) {
    const before = copyOf(m);
    processor.clear();
    const outcome = processor.step(block, 0, m, AROUND.inputsAt());
    const { flagsSet, flagsClear } = processor.effects;
    if ((flagsSet & ~block.flags) !== 0 || (flagsClear & block.flags) !== 0) {
      m = block.machines[0] = before;
      return m.at;
    }
    pass(m, outcome === Outcome.Done ? 1 + processor.delay : 1);
  }
  return Infinity;
}

test("law: what is skipped is what would have happened", () => {
  fc.assert(
    fc.property(situation, fc.array(fc.nat(CYCLES), { maxLength: 3 }), (given, stops) => {
      const slow = blockOf(given);
      const seen = stepByStep(slow, CYCLES);
      const fast = blockOf(given);
      const runner = new Runner(AROUND);
      const m = fast.machines[0]!;
      const results = [...stops.sort((a, b) => a - b), CYCLES].map((until) => runner.run(fast, 0, m, until));
      expect(results.at(-1)).toBe(seen);
      passUntilAfter(slow.machines[0]!, seen < Infinity ? -1 : CYCLES);
      expect(m).toEqual(slow.machines[0]);
    }),
    { numRuns: 2000 },
  );
});

test("law: running ahead stops where something is seen, and nowhere before", () => {
  fc.assert(
    fc.property(situation, (given) => {
      const seen = stepByStep(blockOf(given), CYCLES);
      const block = blockOf(given);
      const ahead = new Runner(AROUND).run(block, 0, copyOf(block.machines[0]!), Infinity);
      if (seen < Infinity) expect(ahead).toBe(seen);
      else expect(ahead).toBeGreaterThan(CYCLES);
    }),
    { numRuns: 2000 },
  );
});
