import { Recorder } from "@tickless/sim-core";
import * as fc from "fast-check";
import { strToU8, unzipSync, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { readRecording, RecordingError, writeRecording, type RecordingHead } from "./recording.js";

const head: RecordingHead = {
  program: "tickless 0.1.0",
  engine: "MicroPython",
  name: "blink",
  main: "/main.py",
  seed: 7,
  end: 2e9,
  ended: "limit",
  options: {},
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

const manifest = (change: (text: string) => string): Uint8Array =>
  changed("manifest.json", (bytes) => strToU8(change(new TextDecoder().decode(bytes))));

const complaint = (bytes: Uint8Array): string => {
  try {
    readRecording(bytes);
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
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const damaged = whole.slice();
        damaged[at] = (damaged[at] as number) ^ flip;
        if (complaint(damaged) === "") expect(readRecording(damaged).trace.fingerprint()).toBe(fingerprint);
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
    expect(complaint(manifest((text) => text.replace('"version": 1', '"version": 2')))).toContain(
      "a newer version wrote it",
    );
    expect(complaint(manifest((text) => text.replace('"seed": 7', '"seed": -7')))).toContain(
      "its manifest is damaged: seed",
    );
    expect(complaint(changed("tracks/0.bin", (bytes) => bytes.subarray(1)))).toContain("its checksum differs");
    expect(complaint(changed("project/main.py", () => strToU8("pass")))).toContain("project/main.py is damaged");
    expect(complaint(manifest((text) => text.replaceAll('"rows": 100', '"rows": 99')))).toContain(
      "100 rows instead of 99",
    );
  });

  it("has no paths that leave the project", () => {
    for (const path of ["../x.py", "/etc/passwd", "a/../../b", "a\\\\b", "C:x", "a//b", ""]) {
      const tricked = manifest((text) => text.replace('"path": "lib/x.py"', `"path": "${path}"`));
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
    expect(complaint(bomb)).toBe("it has more than 1024 MiB");
  });
});
