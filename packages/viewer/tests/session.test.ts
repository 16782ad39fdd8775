import { ms, s } from "@tickless/sim-core";
import { afterEach, describe, expect, it } from "vitest";
import { createSession } from "../src/app/create-session.js";
import type { Session } from "../src/app/session.js";
import { exampleFiles, HandClock, inProcess, until, type InProcess } from "./support/in-process.js";

interface Bench {
  readonly session: Session;
  readonly clock: HandClock;
  readonly workers: InProcess;
}

const sessions: Session[] = [];
afterEach(() => sessions.splice(0).forEach((session) => session.dispose()));

function bench(): Bench {
  const clock = new HandClock();
  const workers = inProcess();
  const session = createSession({ embed: false, startWorkers: workers.start, clock });
  sessions.push(session);
  return { session, clock, workers };
}

/** Until what was started has come to its end. */
const ready = ({ run }: Session) =>
  until(() => {
    const { status, end, starting } = run;
    return !starting.value && status.value?.state !== "running" && end.value >= (status.value?.now ?? Infinity);
  });

async function openedAt(at: number, name = "01-blink"): Promise<Bench> {
  const made = bench();
  await made.session.open(exampleFiles(name), { at });
  await ready(made.session);
  return made;
}

const level = (session: Session, track: string): number | undefined => {
  const index = session.run.tracks.value.findIndex(({ name }) => name === track);
  return session.time.state.value?.values[index];
};

const LED = "pico.GP15";

describe("opening a project", () => {
  it("runs it live from 0: the cursor is at the end of a recording that grows", async () => {
    const { session } = bench();
    await session.open(exampleFiles("01-blink"));
    expect(session.time.live.value).toBe(true);
    await until(() => session.run.end.value > ms(50));
    expect(session.time.cursor.value).toBe(session.run.end.value);
    session.pause();
    await until(() => session.run.status.value?.state === "paused");
    const end = session.run.end.value;
    expect([session.time.live.value, end < s(2)]).toEqual([false, true]);
  });

  it("at a time runs it to its whole length, with the cursor there", async () => {
    const { session } = await openedAt(s(1.2));
    const { run, time, project } = session;
    expect([time.live.value, time.cursor.value, run.end.value]).toEqual([false, s(1.2), run.status.value?.now]);
    expect(run.status.value?.fingerprint).toMatch(/^[0-9a-f]{32}$/);
    expect(time.view.value).toEqual({ start: 0, end: run.end.value });
    expect([project.problems.value, project.seed.value]).toEqual([[], 1]);
    await until(() => time.state.value?.time === s(1.2));
    expect(level(session, LED)).toBe(1);
    session.seek(s(0.7));
    await until(() => time.state.value?.time === s(0.7));
    expect(level(session, LED)).toBe(0);
  });

  it("tells what is wrong with its wiring, and runs it all the same", async () => {
    const { session } = bench();
    const wire = (from: string, to: string) => [from, to, "green", []];
    const diagram = {
      version: 1,
      parts: [
        { id: "pico", type: "board-pi-pico", attrs: {} },
        { id: "led1", type: "wokwi-led", left: 200, attrs: {} },
      ],
      connections: [wire("pico:GP2", "led1:A"), wire("led1:C", "pico:GND.1")],
    };
    const files = { "main.py": "", "diagram.json": JSON.stringify(diagram) };
    await session.open({ name: "burning", files }, { at: ms(10) });
    const { problems, findings } = session.project;
    expect(problems.value).toEqual([]);
    expect(findings.value).toMatchObject([{ rule: "led-without-resistor", part: "led1", pin: "A" }]);
    await session.open(exampleFiles("01-blink"), { at: ms(10) });
    expect(findings.value).toEqual([]);
  });

  it("that cannot be built tells why, and shows nothing of what was open before", async () => {
    const { session } = await openedAt(ms(100));
    await session.open({ name: "wrong", files: { "main.py": "", "tickless.yaml": "seed: x\n" } });
    expect(session.project.problems.value).toMatchObject([{ severity: "error", file: "tickless.yaml", line: 1 }]);
    expect([session.run.starting.value, session.run.tracks.value, session.run.board.value]).toEqual([
      false,
      [],
      undefined,
    ]);
  });
});

describe("editing", () => {
  it("runs again after a pause, cursor kept, with the run before as the ghost", async () => {
    const { session, clock } = await openedAt(s(1.2));
    const { run } = session.run.status.value!;
    const board = session.run.board.value;
    const code = session.project.project.value.files["main.py"]!;
    session.edit("main.py", code.replace("500", "50"));
    session.edit("main.py", code.replace("500", "125"));
    clock.pass(149);
    expect(session.run.starting.value).toBe(false);
    clock.pass(1);
    expect([session.run.starting.value, session.run.board.value]).toEqual([true, board]);
    await until(() => session.run.status.value!.run > run);
    await ready(session);
    expect(session.run.status.value?.run).toBe(run + 1);
    expect([session.time.cursor.value, session.run.ghost.value]).toEqual([s(1.2), true]);
    expect(session.project.original.value.files["main.py"]).toBe(code);
  });

  it("that breaks the program does not lose the place", async () => {
    const { session, clock } = await openedAt(s(1.2));
    const code = session.project.project.value.files["main.py"]!;
    const rerun = async (text: string) => {
      const { run } = session.run.status.value!;
      session.edit("main.py", text);
      clock.pass(150);
      await until(() => session.run.status.value!.run > run);
      await ready(session);
    };
    await rerun("1 / 0\n");
    expect(session.run.status.value?.end).toMatchObject({ kind: "exception", file: "main.py", line: 1 });
    expect(session.time.cursor.value).toBe(session.run.end.value);
    await rerun(code);
    expect(session.time.cursor.value).toBe(s(1.2));
  });

  it("that breaks the project keeps the run that is shown", async () => {
    const { session, clock } = await openedAt(ms(100));
    const { end, tracks } = session.run;
    const [before, shown] = [end.value, tracks.value];
    session.edit("diagram.json", "{");
    clock.pass(150);
    await until(() => session.project.problems.value.length > 0);
    expect([session.run.starting.value, end.value, tracks.value]).toEqual([false, before, shown]);
  });

  it("notes does not run anything again", async () => {
    const { session, clock } = await openedAt(0);
    session.addFile("README.md", "# x\n");
    clock.pass(1000);
    expect([session.run.starting.value, session.look.file.value.path]).toEqual([false, "README.md"]);
  });

  it("live goes on where it was", async () => {
    const { session, clock } = bench();
    await session.open(exampleFiles("01-blink"));
    await until(() => session.run.end.value > ms(50));
    const { run } = session.run.status.value!;
    session.edit("main.py", `${session.project.project.value.files["main.py"]}\n`);
    clock.pass(150);
    await until(() => (session.run.status.value?.run ?? 0) > run && session.run.end.value > s(10) + ms(1));
    expect([session.time.live.value, session.time.cursor.value]).toEqual([true, session.run.end.value]);
  });

  it("an attribute edits the diagram, and the seed is another run", async () => {
    const { session, clock } = await openedAt(0, "02-button-polling");
    const { fingerprint, run } = session.run.status.value!;
    session.setAttribute("btn1", "bounce", "0");
    expect(session.project.project.value.files["diagram.json"]).toContain('"bounce": "0"');
    clock.pass(150);
    await until(() => session.run.status.value!.run > run);
    await ready(session);
    expect(session.run.status.value!.fingerprint).not.toBe(fingerprint);
    session.setSeed(7);
    await until(() => session.run.status.value!.run > run + 1);
    await ready(session);
    expect([session.run.status.value!.seed, session.project.seed.value]).toEqual([7, 7]);
  });
});

describe("a control", () => {
  const example = "03-button-debounce-asyncio";

  it("moved live is an input at that time, and the same inputs give the same run", async () => {
    const { session } = bench();
    await session.open(exampleFiles(example));
    await until(() => session.run.end.value > ms(20));
    session.setControl("btn1", "pressed", 1);
    await until(() => session.project.inputs.value.length === 1);
    session.setControl("btn1", "pressed", 0);
    await until(() => session.project.inputs.value.length === 2);
    const [press, release] = session.project.inputs.value;
    expect(press).toMatchObject({ kind: "control", part: "btn1", control: "pressed", value: 1 });
    expect(press!.time).toBeLessThanOrEqual(release!.time);
    session.pause();
    await until(() => session.run.status.value?.state === "paused");
    await session.rerun();
    await ready(session);
    const { fingerprint } = session.run.status.value!;
    await session.rerun();
    await ready(session);
    expect(session.run.status.value!.fingerprint).toBe(fingerprint);
    expect(session.project.inputs.value).toEqual([press, release]);
  });

  it("moved while looking back offers another run, with a whole press at that moment", async () => {
    const { session } = await openedAt(ms(200), example);
    session.setControl("btn1", "pressed", 1);
    session.setControl("btn1", "pressed", 0);
    expect(session.forkOffer.value).toEqual({
      input: { kind: "control", part: "btn1", control: "pressed", value: 1, time: ms(200) },
      text: "btn1 pressed",
    });
    session.dismissFork();
    expect(session.forkOffer.value).toBeUndefined();
    session.sendSerial("hello\r\n");
    expect(session.forkOffer.value?.text).toBe("type hello");
    session.setControl("btn1", "pressed", 1);
    await session.acceptFork();
    await ready(session);
    expect(session.project.inputs.value.map(({ time }) => time)).toEqual([ms(200), ms(300)]);
    expect(session.time.cursor.value).toBe(ms(200));
    await until(() => session.time.state.value?.time === ms(200));
    expect(level(session, "btn1.pressed")).toBe(1);
  });
});

describe("moving through time", () => {
  it("stays inside the recording, and steps from event to event", async () => {
    const { session } = await openedAt(0);
    session.seek(-5);
    expect(session.time.cursor.value).toBe(0);
    session.seek(s(1000));
    expect(session.time.cursor.value).toBe(session.run.end.value);
    session.look.selection.value = { kind: "lane", lane: LED };
    session.seek(ms(10));
    await session.stepEvent(1);
    const first = session.time.cursor.value;
    await session.stepEvent(1);
    expect(session.time.cursor.value - first).toBeGreaterThan(ms(499));
    await session.stepEvent(-1);
    expect(session.time.cursor.value).toBe(first);
  });

  it("plays forwards and backwards at its speed, and stops at the ends", async () => {
    const { session, clock } = await openedAt(s(1));
    session.setSpeed(0.001);
    session.play(1);
    clock.pass(1000);
    expect(session.time.cursor.value).toBeCloseTo(s(1) + ms(1), -6);
    session.setSpeed(1);
    session.play(-1);
    clock.pass(2000);
    expect([session.time.cursor.value, session.time.playing.value]).toEqual([0, 0]);
    session.setSpeed(100);
    session.toggle();
    clock.pass(500);
    expect([session.time.cursor.value, session.time.playing.value]).toEqual([session.run.end.value, 0]);
  });

  it("from the end, the space bar goes live", async () => {
    const { session } = await openedAt(s(1));
    const end = session.run.end.value;
    session.seek(end);
    session.toggle();
    await until(() => session.run.end.value > end);
    expect([session.time.live.value, session.time.cursor.value]).toEqual([true, session.run.end.value]);
    session.toggle();
    expect(session.time.live.value).toBe(false);
  });

  it("runs on to a time as fast as it can", async () => {
    const { session } = await openedAt(0);
    await session.runTo(s(25));
    expect([session.run.end.value, session.run.status.value?.now, session.time.cursor.value]).toEqual([
      s(25),
      s(25),
      0,
    ]);
    await session.runTo(s(5));
    expect(session.run.end.value).toBe(s(25));
  });

  it("shows spans within sensible bounds", async () => {
    const { session } = await openedAt(0);
    const { view } = session.time;
    session.show({ start: ms(10), end: ms(20) });
    expect(view.value).toEqual({ start: ms(10), end: ms(20) });
    session.show({ start: s(-100), end: s(1e6) });
    expect(view.value.end - view.value.start).toBeLessThan(2 * session.run.end.value);
    session.fit();
    expect(view.value).toEqual({ start: 0, end: session.run.end.value });
  });
});

describe("a worker that is gone", () => {
  it("is told, and others take up where it was", async () => {
    const { session, workers } = await openedAt(s(1.2));
    const { fingerprint } = session.run.status.value!;
    workers.fail();
    expect(session.run.failure.value).toEqual({ worker: "simulation", message: "gone" });
    await session.restart();
    await ready(session);
    expect([workers.started(), session.run.failure.value]).toEqual([2, undefined]);
    expect([session.time.cursor.value, session.run.status.value?.fingerprint]).toEqual([s(1.2), fingerprint]);
  });

  it("leaves nobody waiting", async () => {
    const { session, workers } = await openedAt(0);
    const waiting = session.runTo(s(3000));
    workers.fail();
    await waiting;
    expect(session.run.starting.value).toBe(false);
  });
});
