import { ms, s } from "@tickless/sim-core";
import { describe, expect, it } from "vitest";
import { Pace } from "./sim-pace.js";

describe("the pace of virtual time", () => {
  it("is the host's times the speed", () => {
    expect(new Pace(1, 100, s(5)).target(350)).toBe(s(5) + ms(250));
    expect(new Pace(0.001, 0, 0).target(10)).toBe(10_000);
    expect(new Pace(Infinity, 0, 0).target(0)).toBe(Infinity);
  });

  it("lets go of what a slow host cannot catch up with, and catches up with a hiccup", () => {
    const pace = new Pace(2, 0, 0);
    pace.reached(1030, s(2));
    expect(pace.target(1030)).toBe(ms(2060));
    pace.reached(2000, s(2));
    expect(pace.target(2000)).toBe(s(2));
    expect(pace.target(2010)).toBe(s(2) + ms(20));
  });

  it("tells the rate of the last second", () => {
    const pace = new Pace(Infinity, 0, 0);
    expect(pace.rate(0, 0)).toBe(0);
    for (let host = 100; host <= 2000; host += 100) pace.rate(host, ms(host * 5));
    for (let host = 2100; host <= 4000; host += 100) pace.rate(host, ms(10_000 + (host - 2000) * 20));
    expect(pace.rate(4000, ms(50_000))).toBeCloseTo(20);
  });
});
