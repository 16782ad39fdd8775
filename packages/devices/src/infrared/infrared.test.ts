import { LEVEL_Z, ms, us } from "@tickless/sim-core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { powered } from "../../tests/powered.js";
import { necFrame } from "./nec.js";
import { REMOTE_KEYS } from "./remote-keys.js";

const room = (volts = "5") => {
  const b = powered("wokwi-ir-receiver", {}, ["DAT"], volts, { ir: "wokwi-ir-remote", other: "wokwi-ir-remote" });
  const press = (name: string, time: number, remote = "ir"): void => {
    b.sim.setControl(remote, `key-${name}`, 1);
    b.sim.runUntil(b.sim.now + time);
    b.sim.setControl(remote, `key-${name}`, 0);
  };
  /** What was received: durations from the first edge on, mark and space in turn. */
  const received = (): number[] => {
    const times = b
      .rows("part.receiving")
      .slice(1)
      .map(([time]) => time);
    return times.slice(1).map((time, index) => time - times[index]!);
  };
  return { ...b, press, received };
};

/** The four bytes of a frame, as a receiver of the NEC protocol has them. */
function decode(durations: readonly number[]): number[] {
  expect(durations.slice(0, 2)).toEqual([ms(9), ms(4.5)]);
  const spaces = durations.slice(3, 67).filter((_, index) => index % 2 === 0);
  const bits = spaces.map((space) => (space > ms(1) ? 1 : 0));
  return [0, 1, 2, 3].map((byte) =>
    bits.slice(8 * byte, 8 * byte + 8).reduce<number>((all, bit, at) => all | (bit << at), 0),
  );
}

test("a frame takes 67.5 ms: address and command with as many ones as zeros", () => {
  const frame = necFrame(0x5a, 0x13);
  expect(frame).toHaveLength(67);
  expect(frame.reduce((sum, duration) => sum + duration, 0)).toBe(ms(67.5) + us(562.5));
});

test("law: a key is received as its command, address 0, each with its inverse", () => {
  fc.assert(
    fc.property(fc.constantFrom(...REMOTE_KEYS), ({ name, command }) => {
      const { press, received, sim } = room();
      press(name, ms(50));
      sim.runUntil(ms(300));
      expect(decode(received())).toEqual([0, 0xff, command, command ^ 0xff]);
      expect(received()).toHaveLength(67);
    }),
  );
});

test("commands are those of Wokwi's remote", () => {
  const of = (wanted: string): number | undefined => REMOTE_KEYS.find(({ name }) => name === wanted)?.command;
  expect(["power", "menu", "play", "0", "9"].map(of)).toEqual([162, 226, 168, 104, 82]);
  expect(new Set(REMOTE_KEYS.map(({ command }) => command)).size).toBe(20);
});

test("held, a repeat code follows every 108 ms", () => {
  const b = room();
  b.press("play", ms(300));
  b.sim.runUntil(ms(600));
  const codes = b.rows("ir.sending").filter(([, command]) => command !== -1);
  expect(codes).toEqual([0, 108, 216].map((at) => [ms(at), 168]));
  expect(b.received().slice(-3)).toEqual([ms(9), ms(2.25), us(562.5)]);
});

test("a key pressed while another is sent comes next, and DAT is low while the carrier is there", () => {
  const b = room();
  b.press("1", ms(5));
  expect(b.probe("DAT").level).toBe(0);
  b.press("2", ms(5));
  b.sim.runUntil(ms(400));
  expect(b.rows("ir.sending").map(([, command]) => command)).toEqual([-1, 48, -1, 24, -1]);
  expect(b.probe("DAT").level).toBe(1);
});

test("two remotes at once are one light", () => {
  const b = room();
  b.sim.setControl("ir", "key-1", 1);
  b.sim.runUntil(ms(4));
  b.sim.setControl("other", "key-1", 1);
  b.sim.runUntil(ms(13.1));
  // The second one's leader goes on into the first one's pause.
  expect(b.received()).toEqual([ms(13)]);
});

test("without supply DAT lets go and nothing is received", () => {
  const b = room("1.5");
  b.press("1", ms(100));
  expect(b.probe("DAT").level).toBe(LEVEL_Z);
  expect(b.rows("part.receiving")).toEqual([[0, 0]]);
});
