import { ms } from "@tickless/sim-core";
import { signal } from "@preact/signals";
import { firmwareFor } from "tickless/cli/firmware";
import { readRecording } from "tickless/recording/recording";
import { Replay } from "tickless/recording/replay";
import { headOf } from "tickless/recording/viewing";
import { strToU8, unzipSync, zipSync } from "fflate";
import { afterEach, describe, expect, it } from "vitest";
import { createSession } from "../src/app/create-session.js";
import { readRecorded, tellWhetherSame } from "../src/app/import-recording.js";
import type { Notice, Recorded } from "../src/app/page-model.js";
import type { Session } from "../src/app/session.js";
import type { Input } from "../src/protocol/project.js";
import { exampleFiles, HandClock, inProcess, until } from "./support/in-process.js";
import { recordingFile } from "./support/recording-file.js";

const EXAMPLE = exampleFiles("03-button-debounce-asyncio");
const inputs: Input[] = [
  { time: ms(50), kind: "control", part: "btn1", control: "pressed", value: 1 },
  { time: ms(140), kind: "control", part: "btn1", control: "pressed", value: 0 },
];

/** The file of a run of the example, played by hand. */
const recordedFile = (): Uint8Array => recordingFile(EXAMPLE, { seed: 7, end: ms(300), inputs });

/** The file with something else in its manifest. */
function changed(change: (manifest: Record<string, unknown>) => void): Uint8Array {
  const entries = unzipSync(recordedFile());
  const manifest = JSON.parse(new TextDecoder().decode(entries["manifest.json"])) as Record<string, unknown>;
  change(manifest);
  return zipSync({ ...entries, "manifest.json": strToU8(JSON.stringify(manifest)) });
}

const sessions: Session[] = [];
afterEach(() => sessions.splice(0).forEach((session) => session.dispose()));

function bench() {
  const session = createSession({ embed: false, startWorkers: inProcess().start, clock: new HandClock() });
  sessions.push(session);
  return { session, notice: signal<Notice | undefined>(undefined) };
}

async function opened(recorded: Recorded) {
  const made = bench();
  tellWhetherSame(made, recorded);
  const { seed, inputs = [], at } = recorded.options;
  await made.session.open(recorded.project, { seed: seed!, inputs, at: at! });
  await until(() => made.notice.value !== undefined, "the notice");
  return made;
}

describe("a recording that is opened", () => {
  it("is its project, run again to its end, and the page says that it is the same", async () => {
    const recorded = await readRecorded(recordedFile());
    expect(recorded.options).toEqual({ seed: 7, inputs, at: ms(300), from: "recording" });
    const { session, notice } = await opened(recorded);
    expect(notice.value).toEqual({
      kind: "info",
      text: "This is the recorded run: everything happened again as it was recorded.",
    });
    expect([session.run.end.value, session.time.cursor.value, session.time.live.value]).toEqual([
      ms(300),
      ms(300),
      false,
    ]);
    expect(session.project.inputs.value).toEqual(inputs);
  });

  it("may be shown at another time, not beyond its end", async () => {
    expect((await readRecorded(recordedFile(), ms(120))).options.at).toBe(ms(120));
    expect((await readRecorded(recordedFile(), ms(900))).options.at).toBe(ms(300));
  });

  it("is told to be another run, and why it may be", async () => {
    const other = await readRecorded(
      changed((manifest) => Object.assign(manifest, { seed: 8, program: "tickless 0.0.9" })),
    );
    const { notice } = await opened(other);
    expect(notice.value?.kind).toBe("error");
    expect(notice.value?.text).toMatch(/^This is not the recorded run: something happened otherwise\. it was made by/);
  });

  it("is not judged by the run of what was open before, nor by that of what was edited", async () => {
    const made = bench();
    await made.session.open(exampleFiles("01-blink"), { at: ms(100) });
    await until(() => Boolean(made.session.run.status.value?.fingerprint), "the first run");
    const recorded = await readRecorded(recordedFile());
    tellWhetherSame(made, recorded);
    const { seed, at } = recorded.options;
    await made.session.open(recorded.project, { seed: seed!, inputs, at: at! });
    await until(() => made.notice.value !== undefined, "the notice");
    expect(made.notice.value?.kind).toBe("info");
    made.notice.value = undefined;
    made.session.edit("main.py", "print(1)\n");
    await made.session.rerun();
    await until(() => made.session.run.status.value?.state !== "running");
    expect(made.notice.value).toBeUndefined();
  });

  it("cannot be opened when it is none", async () => {
    await expect(readRecorded(strToU8("?"))).rejects.toThrow(
      "This recording cannot be opened: it is not a recording, or cut off.",
    );
    const newer = changed((manifest) => (manifest["version"] = 9));
    await expect(readRecorded(newer)).rejects.toThrow(/a newer version wrote it\.$/);
  });
});

describe("a run that is shown", () => {
  it("can be taken away as a recording, which replays", async () => {
    const { session } = bench();
    await session.open(EXAMPLE, { seed: 3, inputs, at: ms(10) });
    await until(() => Boolean(session.run.status.value?.fingerprint), "the run");
    const { name, files } = session.project.project.value;
    const head = headOf({ name, files, seed: session.project.seed.value, inputs, end: 0, ended: "interrupted" });
    const recording = readRecording(await session.store.recorded(head, files));
    expect(recording.manifest.end).toBe(session.run.end.value);
    expect(recording.manifest.fingerprint).toBe(session.run.status.value?.fingerprint);
    const replay = new Replay(recording, { firmware: firmwareFor, clock: () => 0 });
    while (replay.step(1000));
    expect(replay.same).toBe(true);
  });
});
