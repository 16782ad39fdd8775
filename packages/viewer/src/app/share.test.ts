import fc from "fast-check";
import { deflateSync } from "fflate";
import { describe, expect, it } from "vitest";
import type { Input } from "../protocol/project.js";
import { checksum, fromBase64Url, inflateAtMost, toBase64Url } from "./bytes.js";
import { isSafePath } from "./project-files.js";
import { MAX_LINK, packShare, unpackShare, type Shared } from "./share.js";

const time = fc.integer({ min: 0, max: 1e15 });
const path = fc.stringMatching(/^[a-z]{1,8}(\/[a-z]{1,8})?\.(py|ts|json)$/);
const input: fc.Arbitrary<Input> = fc.oneof(
  fc.record({
    time,
    kind: fc.constant("control" as const),
    part: fc.string(),
    control: fc.string(),
    value: fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  }),
  fc.record({
    time,
    kind: fc.constant("pin" as const),
    part: fc.string(),
    pin: fc.string(),
    value: fc.constantFrom(0 as const, 1 as const, "z" as const),
  }),
  fc.record({ time, kind: fc.constant("serial" as const), text: fc.string({ unit: "grapheme" }) }),
);
const shared: fc.Arbitrary<Shared> = fc.record({
  project: fc.record({
    name: fc.string({ unit: "grapheme" }),
    files: fc.dictionary(path, fc.string({ unit: "grapheme" }), { minKeys: 1, maxKeys: 5, noNullPrototype: true }),
    binary: fc.dictionary(fc.constantFrom("a.bin", "data/b.png"), fc.uint8Array({ maxLength: 40 }), {
      minKeys: 1,
      noNullPrototype: true,
    }),
  }),
  seed: fc.nat(),
  inputs: fc.array(input, { maxLength: 5 }),
  cursor: fc.option(time, { nil: undefined }),
  view: fc.option(
    fc.tuple(time, fc.integer({ min: 1, max: 1e9 })).map(([start, length]) => ({ start, end: start + length })),
    { nil: undefined },
  ),
});

const SMALL: Shared = {
  project: { name: "blink", files: { "main.py": "print('é')\n" } },
  seed: 1,
  inputs: [],
  cursor: undefined,
  view: undefined,
};

const packed = (value: Shared): string => {
  const result = packShare(value);
  if (!result.ok) throw new Error(result.message);
  return result.value;
};

/** A link with this JSON in it, made without asking whether it makes sense. */
function forged(json: string): string {
  const data = deflateSync(new TextEncoder().encode(json));
  const bytes = new Uint8Array(data.length + 4);
  new DataView(bytes.buffer).setUint32(0, checksum(data));
  bytes.set(data, 4);
  return `1.${toBase64Url(bytes)}`;
}

describe("a share link", () => {
  it("brings back project, seed, inputs, cursor and view", () => {
    fc.assert(
      fc.property(shared, (value) => {
        expect(unpackShare(packed(value))).toEqual({ ok: true, value });
      }),
    );
  });

  it("takes a view that lies between nanoseconds", () => {
    const view = { start: -13_439_623.4, end: 43_148_264.6 };
    expect(unpackShare(packed({ ...SMALL, view }))).toMatchObject({
      ok: true,
      value: { view: { start: 0, end: 43_148_265 } },
    });
  });

  it("consists of letters that an address takes as they are", () => {
    fc.assert(fc.property(shared, (value) => void expect(packed(value)).toMatch(/^1\.[\w-]+$/)));
  });

  it("tells that it is damaged when any letter was changed, taken out or lost at the end", () => {
    const text = packed(SMALL);
    const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    fc.assert(
      fc.property(fc.integer({ min: 2, max: text.length - 1 }), fc.constantFrom(...letters, ""), (at, letter) => {
        const changed = text.slice(0, at) + letter + text.slice(at + 1);
        fc.pre(changed !== text);
        expect(unpackShare(changed).ok).toBe(false);
        expect(unpackShare(text.slice(0, at)).ok).toBe(false);
      }),
    );
  });

  it("never throws, whatever it is", () => {
    fc.assert(fc.property(fc.string(), (text) => void expect(unpackShare(text).ok).toBe(false)));
    fc.assert(fc.property(fc.json(), (json) => void unpackShare(forged(json))));
  });

  it("refuses what makes no sense, although it is whole", () => {
    const base = { name: "x", files: { "main.py": "" }, seed: 1, inputs: [] };
    expect(unpackShare(forged(JSON.stringify(base))).ok).toBe(true);
    const wrong = [
      { ...base, files: {} },
      { ...base, files: { "../main.py": "" } },
      { ...base, files: { "main.py": 1 } },
      { ...base, seed: "1" },
      { ...base, inputs: [{ time: 1, kind: "control", part: "b" }] },
      { ...base, cursor: -1 },
      { ...base, view: [2, 1] },
    ];
    for (const value of wrong) expect(unpackShare(forged(JSON.stringify(value)))).toMatchObject({ ok: false });
  });

  it("says so when it comes from a newer Tickless", () => {
    expect(unpackShare("2.AAAA")).toMatchObject({ ok: false, message: expect.stringContaining("newer") as string });
  });

  it("is not made when it would be too long, with a way out", () => {
    let seed = 1;
    const letter = (): string => String.fromCharCode(33 + ((seed = (seed * 48271) % 2147483647) % 8191));
    const noise = Array.from({ length: MAX_LINK }, letter).join("");
    const project = { name: "big", files: { "main.py": noise } };
    expect(packShare({ ...SMALL, project })).toMatchObject({
      ok: false,
      message: expect.stringContaining("zip") as string,
    });
  });
});

describe("base64 for addresses", () => {
  it("brings back any bytes", () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes)));
  });

  it("has one way to write each byte string", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\w-]*$/), (text) => {
        const bytes = fromBase64Url(text);
        if (bytes) expect(toBase64Url(bytes)).toBe(text);
      }),
    );
  });
});

describe("unpacking", () => {
  it("stops at the limit", () => {
    const bomb = deflateSync(new Uint8Array(1 << 20));
    expect(inflateAtMost(bomb, 1 << 20)).toHaveLength(1 << 20);
    expect(inflateAtMost(bomb, (1 << 20) - 1)).toBeUndefined();
  });

  it("tells bytes that end too early from whole ones", () => {
    const bytes = deflateSync(new TextEncoder().encode("something that is longer than nothing"));
    expect(inflateAtMost(bytes.subarray(0, -3), 1000)).toBeUndefined();
  });
});

describe("paths of a project", () => {
  it("lead nowhere else", () => {
    for (const path of ["main.py", "lib/x.py", "a b.txt", "..."]) expect(isSafePath(path)).toBe(true);
    for (const path of ["", "/main.py", "../x", "a/../x", "./x", "a//b", "a\\b", "a/", "__proto__"]) {
      expect(isSafePath(path)).toBe(false);
    }
  });
});
