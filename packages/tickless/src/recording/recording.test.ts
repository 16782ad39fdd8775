import { Recorder, Trace, Track } from "@tickless/sim-core";
import * as fc from "fast-check";
import { strToU8, unzipSync, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { crc32 } from "./crc32.js";
import { packTrack, Room, unpackTrack } from "./columns.js";
import {
  FORMAT_VERSION,
  checkFingerprint,
  readRecording,
  RecordingError,
  writeRecording,
  type RecordingHead,
} from "./recording.js";

const head: RecordingHead = {
  program: "tickless 0.1.0",
  engine: "MicroPython",
  name: "blink",
  main: "/main.py",
  seed: 7,
  end: 2e9,
  until: 2e9,
  ended: "limit",
  options: { scenario: "none" },
  inputs: [{ kind: "control", time: 5, part: "btn1", control: "pressed", value: 1 }],
};
const files = { "main.py": strToU8("print('ä')\n"), "lib/x.py": new Uint8Array(0) };

/** A recording with a track of every kind of column. */
function recorded() {
  let now = 0;
  const recorder = new Recorder(() => now);
  const level = recorder.track("pico.GP1", "digital");
  const i2c = recorder.track("pico.i2c0", "i2c");
  const fault = recorder.track("pico.faults", "fault");
  recorder.track("pico.heap", "heap");
  for (now = 0; now < 1000; now += 10) {
    level.write((now / 10) & 1);
    if (now % 50 === 0) i2c.write(9.5, 0x3c, 0, 0, 2, Uint8Array.of(now & 255, 1));
    if (now % 300 === 0) fault.write("nack", `at ${now} µs`);
  }
  return recorder.trace;
}

const written = (): Uint8Array => writeRecording(head, files, recorded());

/** The file with one of its entries changed. */
function changed(name: string, change: (bytes: Uint8Array) => Uint8Array): Uint8Array {
  const entries = unzipSync(written());
  return zipSync({ ...entries, [name]: change(entries[name] ?? new Uint8Array(0)) });
}

/** Where in the bytes these begin. */
function findBytes(bytes: Uint8Array, wanted: Uint8Array): number {
  return Buffer.from(bytes).indexOf(wanted);
}

const manifest = (change: (text: string) => string): Uint8Array =>
  changed("manifest.json", (bytes) => strToU8(change(new TextDecoder().decode(bytes))));

const complaint = (bytes: Uint8Array): string => {
  try {
    checkFingerprint(readRecording(bytes));
  } catch (error) {
    if (error instanceof RecordingError) return error.message;
    throw error;
  }
  return "";
};

describe("a recording's file", () => {
  it("gives back all that went into it", () => {
    const { manifest, files: back, trace } = readRecording(written());
    expect(manifest).toMatchObject(head);
    expect({ ...back }).toEqual(files);
    expect(trace.fingerprint()).toBe(recorded().fingerprint());
    expect(trace.get("pico.faults")?.value(1, 1)).toBe("at 300 µs");
    expect(trace.get("pico.i2c0")?.sequence(1)).toBe(recorded().get("pico.i2c0")?.sequence(1));
  });

  it("is the same bytes for the same run", () => {
    expect(written()).toEqual(written());
  });

  it("is refused, or read as it was, whatever happens to its bytes", () => {
    const whole = written();
    const fingerprint = recorded().fingerprint();
    const read = readRecording(whole);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const damaged = whole.slice();
        damaged[at] = (damaged[at] as number) ^ flip;
        if (complaint(damaged) !== "") return;
        const { manifest, files, trace } = readRecording(damaged);
        expect([manifest, files, trace.fingerprint()]).toEqual([read.manifest, read.files, fingerprint]);
      }),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(fc.nat(whole.length - 1), (length) => {
        expect(complaint(whole.slice(0, length))).not.toBe("");
      }),
    );
  });

  it("says what is wrong with it", () => {
    expect(complaint(strToU8("not a zip"))).toContain("not a recording");
    expect(complaint(zipSync({ "a.txt": strToU8("a") }))).toBe("manifest.json is missing");
    expect(complaint(manifest(() => "{}"))).toBe("its manifest is not that of a recording");
    const ofVersion = (version: number) =>
      complaint(manifest((text) => text.replace(`"version": ${FORMAT_VERSION}`, `"version": ${version}`)));
    expect(ofVersion(FORMAT_VERSION + 1)).toContain("a newer version wrote it");
    expect(ofVersion(FORMAT_VERSION - 1)).toContain("an older version wrote it, record it anew");
    expect(complaint(manifest((text) => text.replace('"seed": 7', '"seed": -7')))).toContain(
      "its manifest is damaged: seed",
    );
    expect(complaint(changed("tracks/0.bin", (bytes) => bytes.subarray(1)))).toMatch(/^the track .+ is damaged: /);
    const other = changed("project/main.py", () => strToU8("pass"));
    expect(complaint(other)).toBe("");
    const stored = zipSync(unzipSync(written()), { level: 0 });
    stored[findBytes(stored, strToU8("print('ä')"))] = 80;
    expect(complaint(stored)).toBe("project/main.py is damaged");
    expect(complaint(manifest((text) => text.replaceAll('"rows": 100', '"rows": 99')))).toContain(
      "100 rows instead of 99",
    );
  });

  it("says it in one line that commands no terminal", () => {
    for (const name of ["lib/\\u001b[31mx.py", "lib/\\n"]) {
      const message = complaint(manifest((text) => text.replace('"lib/x.py"', `"${name}"`)));
      expect(message).toMatch(/^\P{Cc}+$/u);
    }
    expect(complaint(manifest((text) => text.replace("MicroPython", "\\u001b[31m")))).toContain(
      "expected a line of text",
    );
    expect(complaint(manifest((text) => text.replace("tracks/1.bin", "x".repeat(10_000)))).length).toBeLessThan(600);
  });

  it("has no paths that leave the project", () => {
    for (const path of ["../x.py", "/etc/passwd", "a/../../b", "a\\\\b", "C:x", "a//b", ""]) {
      const tricked = manifest((text) => text.replace('"lib/x.py"', `"${path}"`));
      const entries = unzipSync(tricked);
      expect(
        complaint(zipSync({ ...entries, [`project/${path.replace("\\\\", "\\")}`]: new Uint8Array(0) })),
      ).toContain("is not a path inside a project");
    }
  });

  it("gets no more memory than a recording needs", () => {
    const bomb = written();
    const view = new DataView(bomb.buffer);
    // Its directory says that the first file, once inflated, has 2 GiB (APPNOTE.TXT 4.3.12: the size is at 24).
    let entry = 0;
    while (view.getUint32(entry, true) !== 0x02014b50) entry++;
    view.setUint32(entry + 24, 2 ** 31, true);
    expect(complaint(bomb)).toBe("it has more than 512 MiB");
  });

  it("is refused when little of it would be far more in memory, in one track or in several", () => {
    const { "manifest.json": json = new Uint8Array(0), ...entries } = unzipSync(written());
    const value = JSON.parse(new TextDecoder().decode(json)) as { tracks: object[] };
    /** With tracks that consist of so many empty texts: times, sequence numbers and lengths are zeros. */
    const withTexts = (...counts: readonly number[]): Uint8Array => {
      const tracks = counts.map((rows, n) => ({ name: `x.${n}`, kind: "text", rows, file: `x${n}` }));
      const manifest = strToU8(JSON.stringify({ ...value, tracks: [...value.tracks, ...tracks] }));
      const texts = counts.map((rows, n) => {
        const bytes = new Uint8Array(4 + 3 * rows);
        bytes.set([0x80 | (rows & 127), 0x80 | ((rows >> 7) & 127), 0x80 | ((rows >> 14) & 127), rows >> 21]);
        return [`x${n}`, bytes] as const;
      });
      return zipSync({ ...entries, "manifest.json": manifest, ...Object.fromEntries(texts) }, { level: 1 });
    };
    const refused = "is damaged: with it there are too many texts, transfers and long pauses for a file";
    expect(complaint(withTexts(2 ** 23 + 1))).toBe(`the track x.0 ${refused}`);
    expect(complaint(withTexts(300_000, 2 ** 23 - 300_000))).toBe(`the track x.1 ${refused}`);
    expect(complaint(withTexts(1000, 1000))).toContain("its fingerprint");
  });

  it("is not written when it could not be read again", () => {
    const [offsets, sequences, columns] = [new Uint32Array(1), new Float64Array(1), [new Uint8Array(1)]];
    const track = new Track("pico.GP1", "digital");
    for (let n = 0; n <= 2 ** 21; n++) track.adopt({ base: n * 2 ** 32, rows: 1, offsets, sequences, columns });
    const trace = new Trace();
    trace.add(track);
    expect(() => writeRecording(head, files, trace)).toThrow(/^the track pico.GP1 is too much: /);
  });

  it("is not taken in by files that share their bytes", () => {
    // All entries are made to point to the data of the first (APPNOTE.TXT 4.3.12).
    const data = new Uint8Array(2 ** 20);
    const names = Array.from({ length: 400 }, (_, i) => [`n${i}`, i === 0 ? data : new Uint8Array(0)] as const);
    const bomb = zipSync(Object.fromEntries(names), { level: 0 });
    const view = new DataView(bomb.buffer);
    for (let at = data.length; at < bomb.length - 46; at++) {
      if (view.getUint32(at, true) !== 0x02014b50) continue;
      view.setUint32(at + 20, data.length, true);
      view.setUint32(at + 24, data.length, true);
      view.setUint32(at + 16, crc32(data), true);
      view.setUint32(at + 42, 0, true);
    }
    expect(complaint(bomb)).toBe("its directory is damaged");
  });

  it("has each of its files once", () => {
    const twice = manifest((text) => text.replaceAll('"tracks/1.bin"', '"tracks/0.bin"'));
    expect(complaint(twice)).toBe("tracks/0.bin is missing");
    for (const name of ["constructor", "__proto__", "tracks/99.bin"]) {
      expect(complaint(manifest((text) => text.replace("tracks/0.bin", name)))).toBe(`${name} is missing`);
    }
  });
});

describe("a track's bytes", () => {
  const digital = (rows: readonly (readonly [time: number, sequence: number, level: number])[]): Track => {
    const track = new Track("a.b", "digital");
    for (const [time, sequence, level] of rows) track.append(time, sequence, [level]);
    return track;
  };
  const rowsOf = (track: Track) =>
    Array.from({ length: track.rows }, (_, row) => [track.time(row), track.sequence(row), track.value(row)]);

  it("are the same rows again, however far apart", () => {
    const gap = fc.oneof(fc.nat(300), fc.nat(2 ** 31 - 1), fc.constantFrom(0, 127, 128, 2 ** 31, 2 ** 32, 2 ** 40));
    const row = fc.record({ gap, steps: gap, level: fc.nat(4) });
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        let [time, sequence] = [0, 0];
        const all = rows.map(({ gap, steps, level }) => [(time += gap), (sequence += steps), level] as const);
        const back = unpackTrack("a.b", "digital", packTrack(digital(all)));
        expect(rowsOf(back)).toEqual(all);
        for (const [at] of all) expect(back.rowAt(at)).toBe(digital(all).rowAt(at));
        back.append(time + 1, sequence + 1, [3]);
        expect(rowsOf(back).at(-1)).toEqual([time + 1, sequence + 1, 3]);
      }),
    );
  });

  it("are few: an edge takes less than six, and many are read at once", () => {
    const many = 300_000;
    const track = digital(Array.from({ length: many }, (_, i) => [i * 1_500_000, i * 3, i & 1] as const));
    const bytes = packTrack(track);
    expect(bytes.length / many).toBeLessThan(6);
    const back = unpackTrack("a.b", "digital", bytes);
    expect(back.chunks.length).toBeGreaterThan(4);
    expect([back.time(many - 1), back.sequence(many - 1), back.value(70_000)]).toEqual([
      (many - 1) * 1_500_000,
      (many - 1) * 3,
      0,
    ]);
  });

  it("that claim too much are refused before memory is given to them", () => {
    const huge = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f];
    expect(() => unpackTrack("a.b", "digital", Uint8Array.from(huge))).toThrow("it is cut off");
    expect(() => unpackTrack("a.b", "digital", Uint8Array.from([...huge, 0xff, 0xff]))).toThrow(RangeError);
    expect(() => unpackTrack("a.b", "digital", new Uint8Array(0))).toThrow("it is cut off");
  });

  it("that would be a chunk for each row are refused", () => {
    const apart = packTrack(digital(Array.from({ length: 100 }, (_, i) => [i * 2 ** 32, i, i & 1] as const)));
    const together = packTrack(digital(Array.from({ length: 100 }, (_, i) => [i * 2 ** 16, i, i & 1] as const)));
    const room = new Room(450);
    unpackTrack("a.b", "digital", apart, room);
    unpackTrack("a.b", "digital", together, room);
    expect(() => unpackTrack("a.b", "digital", apart, room)).toThrow(/^with it there are too many/);
  });
});
