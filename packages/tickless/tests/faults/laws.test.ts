import { ms, Random, us, type Nanos, type Simulation } from "@tickless/sim-core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firmwareFor } from "../../src/cli/firmware.js";
import { readRecording } from "../../src/recording/recording.js";
import { Replay } from "../../src/recording/replay.js";
import { board } from "./boards.js";

/* What holds for all faults, whatever they are. */

/** Uses all that the board has. */
const BUSY = `
i2c = I2C(0)
out, back = UART(0), UART(1, rx=Pin(9))
button = Pin(14, Pin.IN, Pin.PULL_UP)
knob = ADC(26)
led = PWM(Pin(16), freq=2000, duty_u16=20000)
async def talk():
    while True:
        out.write(b"hello")
        await asyncio.sleep_ms(4)
        print(back.read(), knob.read_u16() >> 8)
async def draw():
    while True:
        print(tried(lambda: i2c.writeto(60, b"\\x40" + bytes(30))))
        await asyncio.sleep_ms(7)
async def main():
    print(reset_cause())
    asyncio.create_task(talk())
    asyncio.create_task(draw())
    while True:
        print(button.value())
        await asyncio.sleep_ms(3)
asyncio.run(main())
`;

interface Change {
  readonly at: Nanos;
  readonly part: string;
  readonly control: string;
  readonly value: number;
}

const sample: Simulation = board("").simulation;
const controls = sample.board.parts.flatMap(({ id }) =>
  sample.controls(id).map((control) => ({ part: id, ...control })),
);
const faults = controls.filter(({ kind }) => kind === "fault");

/** Faults that come and go within 60 ms, and button presses. */
const changes: fc.Arbitrary<Change[]> = fc
  .array(
    fc
      .constantFrom(...faults, ...controls.filter(({ name }) => name === "pressed"))
      .chain(({ part, name, ...spec }) => {
        const typical = spec.typical ?? spec.max;
        const value = fc.constantFrom(0, typical, typical, typical / 2, spec.max, spec.min);
        return fc.record({ at: fc.nat(60_000).map(us), part: fc.constant(part), control: fc.constant(name), value });
      }),
    { maxLength: 12 },
  )
  .map((list) => list.sort((a, b) => a.at - b.at));

const END = ms(90);

/** A slow clock shows the same for several nanoseconds: a slice that ends on the second of them once went back to the first. */
const SLOWED: Change[] = [
  { at: 39_373_000, part: "pico", control: "clock-drift", value: 5000 },
  { at: 59_990_000, part: "pico", control: "clock-drift", value: -20_000 },
];

function start(list: readonly Change[], record = true): Simulation {
  const { simulation: sim } = board(BUSY, { record });
  for (const { at, part, control, value } of list) {
    const slot = sim.declare("test", () => sim.setControl(part, control, value));
    sim.queue.schedule(slot, at);
  }
  return sim;
}

describe("a run with faults", () => {
  it("is the same however it is cut into slices, and from any snapshot", () => {
    fc.assert(
      fc.property(changes, fc.nat(1000), (list, seed) => {
        const straight = start(list);
        straight.runUntil(END);
        const expected = straight.trace.fingerprint();
        const sim = start(list);
        const random = new Random(seed, "moments");
        const moments = Array.from({ length: 8 }, () => random.int(0, END)).sort((a, b) => a - b);
        const snapshots = moments.map((moment) => (sim.runUntil(moment), sim.snapshot()));
        sim.runUntil(END);
        expect(sim.trace.fingerprint()).toBe(expected);
        for (const snapshot of snapshots.reverse()) {
          sim.restore(snapshot);
          sim.runUntil(END);
          expect(sim.trace.fingerprint()).toBe(expected);
        }
      }),
      { examples: [[SLOWED, 108]], numRuns: 40 },
    );
  }, 60_000);

  it("is replayed from its recording", () => {
    fc.assert(
      fc.property(changes, (list) => {
        const sim = board(BUSY);
        for (const { at, part, control, value } of list)
          sim
            .run(Math.max(0, at - sim.now))
            .part(part)
            .set(control, value);
        const bytes = sim.run(Math.max(0, END - sim.now)).recording();
        const replay = new Replay(readRecording(bytes), { firmware: firmwareFor, clock: () => 0 });
        while (replay.step(1000));
        expect(replay.differences).toEqual([]);
        expect(replay.same).toBe(true);
      }),
      { numRuns: 15 },
    );
  }, 60_000);
});

describe("a fault", () => {
  it("leaves the recording as it was while it was never set", () => {
    const { simulation: sim } = board(BUSY);
    sim.runUntil(END);
    const tracks = faults.map(({ part, name }) => sim.trace.get(`${part}.${name}`)!);
    expect(tracks.map(({ rows }) => rows)).toEqual(tracks.map(() => 0));
  });

  /** Those that change nothing until something uses the part, and the button's until it is pressed. */
  const atOnce = ["power-dip", "sda-low", "scl-low", "clock-drift", "stuck-closed"];
  const quiet = faults.filter(({ name }) => !atOnce.includes(name));

  it("that was set and healed before anything met it leaves the rest of the run unchanged", () => {
    const rowsBut = (sim: Simulation): string[] =>
      sim.trace.tracks
        .filter(({ name }) => !faults.some((fault) => name === `${fault.part}.${fault.name}`))
        .map((track) => {
          const rows = Array.from({ length: track.rows }, (_, row) => {
            return [track.time(row), ...track.columnNames.map((_, column) => String(track.value(row, column)))];
          });
          return `${track.name} ${JSON.stringify(rows)}`;
        });
    const press: Change[] = [
      { at: ms(40), part: "btn1", control: "pressed", value: 1 },
      { at: ms(70), part: "btn1", control: "pressed", value: 0 },
    ];
    const sound = start(press);
    sound.runUntil(END);
    const expected = rowsBut(sound);
    const share = fc.double({ min: 0.01, max: 1, noNaN: true });
    const times = fc.tuple(fc.nat(39_000), fc.nat(39_000)).map((pair) => pair.sort((a, b) => a - b).map(us));
    const law = fc.property(fc.constantFrom(...quiet), times, share, (fault, [from = 0, to = 0], share) => {
      const { part, name: control, min, max } = fault;
      const healed = part === "btn1" ? to : from;
      const value = min + share * (max - min);
      const both = [
        { at: from, part, control, value },
        { at: healed, part, control, value: 0 },
      ];
      const broken = start([...both, ...press]);
      broken.runUntil(END);
      expect(rowsBut(broken)).toEqual(expected);
    });
    fc.assert(law, { numRuns: 40 });
  }, 60_000);
});

it("is 0 when all is sound, has a value that shows it, and says what it does", () => {
  for (const { description, min, max, initial, typical = max } of faults) {
    expect(initial).toBe(0);
    expect(min).toBeLessThanOrEqual(0);
    expect(typical).toBeGreaterThan(0);
    expect(typical).toBeLessThanOrEqual(max);
    expect(description).toMatch(/^[A-Z].*\.$/);
  }
});
