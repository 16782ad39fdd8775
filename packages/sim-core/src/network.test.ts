import { describe, expect, it } from "vitest";
import { analog, HIGH_Z, pull, strong } from "./net.js";
import { Network } from "./network.js";

/** A network of `nets` wires, each with `pins` pins named "net.pin". */
function network(nets: number, pins = 2) {
  const net = new Network(nets);
  const pin = Array.from({ length: nets }, (_, n) =>
    Array.from({ length: pins }, (__, p) => net.addPin(n, `${n}.${p}`)),
  );
  return { net, pin };
}

describe("a wire", () => {
  it("floats when nothing drives it, and an input then keeps what it read last", () => {
    const { net, pin } = network(1);
    net.start();
    expect(net.state(0).level).toBe(3);
    net.setDrive(pin[0]![0]!, strong(3.3));
    net.setDrive(pin[0]![0]!, HIGH_Z);
    expect(net.state(0).level).toBe(3);
    expect(net.input(0)).toBe(1);
  });

  it("follows the strong driver against a pull", () => {
    const { net, pin } = network(1);
    net.start();
    net.setDrive(pin[0]![0]!, pull(3.3));
    expect(net.state(0).level).toBe(1);
    net.setDrive(pin[0]![1]!, strong(0));
    expect(net.state(0).level).toBe(0);
  });

  it("is X, and reported once with its pins, while two outputs fight", () => {
    const { net, pin } = network(1);
    const reports: string[][] = [];
    net.onContention = (_, pins) => reports.push([...pins]);
    net.start();
    net.setDrive(pin[0]![0]!, strong(3.3));
    net.setDrive(pin[0]![1]!, strong(0));
    expect(net.state(0).level).toBe(2);
    net.setDrive(pin[0]![1]!, strong(0));
    expect(reports).toEqual([["0.0", "0.1"]]);
    net.setDrive(pin[0]![1]!, HIGH_Z);
    expect(net.state(0).level).toBe(1);
  });

  it("is told of when it has the same voltage from another resistance", () => {
    const { net, pin } = network(2);
    net.start();
    net.setDrive(pin[0]![0]!, pull(0));
    const changed: number[] = [];
    net.onChange = (wire) => changed.push(wire);
    net.setDrive(pin[0]![0]!, strong(0));
    net.setDrive(pin[0]![0]!, strong(0));
    expect(changed).toEqual([0]);
    const link = net.addLink(pin[0]![1]!, pin[1]![0]!);
    net.start();
    changed.length = 0;
    net.setLink(link, 1000);
    net.setLink(link, 100);
    expect(changed).toEqual([0, 1, 0, 1]);
  });

  it("keeps its level between the thresholds", () => {
    const { net, pin } = network(1);
    net.start();
    net.setDrive(pin[0]![0]!, strong(3.3));
    net.setDrive(pin[0]![0]!, analog(1.4, 100));
    expect(net.state(0).level).toBe(2);
    expect(net.input(0)).toBe(1);
  });
});

describe("links between wires", () => {
  it("divide voltages as resistors do", () => {
    const { net, pin } = network(3);
    const upper = net.addLink(pin[0]![1]!, pin[1]![0]!);
    const lower = net.addLink(pin[1]![1]!, pin[2]![0]!);
    net.start();
    net.setDrive(pin[0]![0]!, analog(3, 1));
    net.setDrive(pin[2]![1]!, analog(0, 1));
    net.setLink(upper, 2000);
    net.setLink(lower, 1000);
    expect(net.state(1).volts).toBeCloseTo(1, 2);
    expect(net.thevenin(1).ohms).toBeCloseTo(667, 0);
  });

  it("join a button's wire to ground while the contact is closed", () => {
    const { net, pin } = network(2);
    net.addPin(1, "gnd", 0);
    const contact = net.addLink(pin[0]![1]!, pin[1]![0]!);
    net.start();
    net.setDrive(pin[0]![0]!, pull(3.3));
    expect(net.state(0).level).toBe(1);
    net.setLink(contact, 0.05);
    expect(net.state(0).level).toBe(0);
    net.setLink(contact, Infinity);
    expect(net.state(0).level).toBe(1);
  });

  it("carry a pulse train as one value to where it moves the voltage", () => {
    const { net, pin } = network(2);
    const resistor = net.addLink(pin[0]![1]!, pin[1]![0]!);
    net.setLink(resistor, 220);
    net.start();
    const pwm = { periodNs: 1e6, highNs: 2.5e5, startNs: 0 };
    net.setDrive(pin[0]![0]!, { volts: 3.3, ohms: 40, pwm });
    expect(net.state(1)).toMatchObject({ pwm, level: 1 });
    expect(net.state(1).volts).toBeCloseTo(3.3, 3);
  });

  it("report every wire that a change reaches, and no other", () => {
    const { net, pin } = network(3);
    const link = net.addLink(pin[0]![0]!, pin[1]![0]!);
    net.setLink(link, 100);
    net.start();
    const changed: number[] = [];
    net.onChange = (wire) => changed.push(wire);
    net.setDrive(pin[0]![1]!, strong(3.3));
    net.setDrive(pin[0]![1]!, strong(3.3));
    expect(changed).toEqual([0, 1]);
  });
});

describe("wires that carry the same", () => {
  it("are those that small enough resistances join, by the shortest way, supplies not among them", () => {
    const { net, pin } = network(5);
    net.addPin(4, "supply", 3.3);
    const links = [
      [0, 1],
      [1, 2],
      [0, 2],
      [2, 3],
      [1, 4],
    ].map(([a, b]) => net.addLink(pin[a!]![0]!, pin[b!]![0]!));
    net.start();
    expect(net.joined(0, 1000)).toEqual([0]);
    [100, 100, 950, 800, 1].forEach((ohms, i) => net.setLink(links[i]!, ohms));
    expect(net.joined(0, 1000)).toEqual([0, 1, 2, 3]);
    expect(net.joined(0, 999)).toEqual([0, 1, 2]);
    expect(net.joined(3, 900)).toEqual([1, 2, 3]);
    net.setLink(links[1]!, Infinity);
    expect(net.joined(0, 1000)).toEqual([0, 1, 2]);
  });
});

describe("a supply", () => {
  it("that falls takes with it what is pulled up to it, and belongs to snapshots", () => {
    const { net, pin } = network(3);
    net.addPin(0, "supply", 3.3);
    const link = net.addLink(pin[0]![0]!, pin[1]![0]!);
    net.setLink(link, 4700);
    net.start();
    const volts = () => [0, 1, 2].map((wire) => net.state(wire).volts);
    const before = net.snapshot();
    expect(volts()).toEqual([3.3, expect.closeTo(3.3), 0]);
    const changed: number[] = [];
    net.onChange = (wire) => changed.push(wire);
    net.setSupply(0, 0);
    net.setSupply(0, 0);
    expect(volts()).toEqual([0, expect.closeTo(0), 0]);
    expect([changed, net.thevenin(0).volts]).toEqual([[0, 1], 0]);
    net.restore(before);
    expect(volts()).toEqual([3.3, expect.closeTo(3.3), 0]);
    net.setDrive(pin[1]![1]!, HIGH_Z);
    expect(net.state(1).level).toBe(1);
  });
});

describe("a chain of resistors", () => {
  /** `count` wires, one behind the other by `ohms` each, and the pins at its ends. */
  const chain = (count: number, ohms: number) => {
    const { net, pin } = network(count);
    for (let i = 1; i < count; i++) net.setLink(net.addLink(pin[i - 1]![1]!, pin[i]![0]!), ohms);
    net.start();
    return { net, first: pin[0]![0]!, last: pin[count - 1]![1]! };
  };

  it("divides a voltage evenly, however long it is", () => {
    const count = 400;
    const { net, first, last } = chain(count, 1000);
    net.setDrive(first, strong(3.3, 1));
    net.setDrive(last, strong(0, 1));
    for (const wire of [0, 1, 133, 250, count - 1]) {
      expect(net.state(wire).volts).toBeCloseTo(3.3 * (1 - wire / (count - 1)), 4);
    }
  });

  it("floats as a whole while nothing drives it, and follows what drives one end", () => {
    const { net, first } = chain(60, 1e6);
    const levels = () => new Set(Array.from({ length: 60 }, (_, wire) => net.state(wire).level));
    expect(levels()).toEqual(new Set([3]));
    net.setDrive(first, strong(3.3));
    expect(levels()).toEqual(new Set([1]));
  });

  it("floats from where the way to a driver is too long, unless there are others", () => {
    const { net, pin } = network(2, 4);
    const links = [0, 1, 2].map((n) => net.addLink(pin[0]![n]!, pin[1]![n]!));
    net.start();
    net.setDrive(pin[0]![3]!, strong(3.3));
    net.setLink(links[0]!, 1.5e9);
    expect(net.state(1).level).toBe(3);
    net.setLink(links[1]!, 1.5e9);
    expect(net.state(1).level).toBe(1);
  });
});

describe("a network's snapshot", () => {
  it("brings back drives, links, levels and what inputs hold", () => {
    const { net, pin } = network(2);
    const link = net.addLink(pin[0]![1]!, pin[1]![0]!);
    net.start();
    net.setDrive(pin[0]![0]!, strong(3.3));
    net.setLink(link, 10);
    const before = structuredClone(net.snapshot());
    net.setDrive(pin[0]![0]!, strong(0));
    net.setLink(link, Infinity);
    net.restore(before);
    expect(net.snapshot()).toEqual(before);
    expect(net.state(1).level).toBe(1);
    net.setDrive(pin[0]![0]!, strong(0));
    expect(net.state(1).level).toBe(0);
  });
});
