import { ms } from "@tickless/sim-core";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createSession } from "../src/app/create-session.js";
import type { Session } from "../src/app/session.js";
import { Guide } from "../src/lesson/guide.js";
import { HandClock, inProcess } from "./support/in-process.js";

const MAIN = `import time
from machine import Pin

led = Pin(15, Pin.OUT)
for _ in range(5):
    led.toggle()
    time.sleep_ms(100)
`;
const LESSON = `# Blinking

Text.

## On

\`\`\`step
at: { edge: rising, of: pico.GP15, number: 2 }
show: [heap, pico.GP15]
code: { from: "for _", to: "sleep" }
tab: serial
\`\`\`

## Slower

\`\`\`step
at: { edge: rising, of: pico.GP15, number: 2 }
edit: { find: sleep_ms(100), replace: sleep_ms(150) }
\`\`\`

## Never

\`\`\`step
at: { serial: nothing prints this }
\`\`\`
`;
const PROJECT = { name: "p", files: { "main.py": MAIN, "lesson.md": LESSON, "tickless.yaml": "duration: 1s\n" } };

const sessions: Session[] = [];
afterEach(() => {
  sessions.splice(0).forEach((session) => session.dispose());
  vi.unstubAllGlobals();
});

async function opened(): Promise<{ session: Session; guide: Guide; entered: number[] }> {
  vi.stubGlobal("innerWidth", 1280);
  vi.stubGlobal("window", globalThis);
  vi.stubGlobal("cancelAnimationFrame", () => undefined);
  const session = createSession({ embed: false, startWorkers: inProcess().start, clock: new HandClock() });
  sessions.push(session);
  session.look.reducedMotion.value = true;
  await session.open(PROJECT, { at: 0 });
  const entered: number[] = [];
  return { session, guide: new Guide(session, 0, (number) => entered.push(number)), entered };
}

/** Within the cost of some bytecodes. */
const near = (time: number) => Math.round(time / ms(1));

describe("a step of a lesson", () => {
  it("goes to its moment, and shows its lanes, its passage and its panel", async () => {
    const { session, guide, entered } = await opened();
    await guide.enter(1);
    expect(entered).toEqual([1]);
    expect(near(session.time.cursor.value)).toBe(200);
    expect(session.time.live.value).toBe(false);
    expect(session.run.lanes.value.filter(({ stands }) => stands).map(({ id, shown }) => [id, shown])).toEqual([
      ["pico.GP15", true],
      ["pico.heap", true],
    ]);
    expect(session.look.passage.value).toEqual({ path: "main.py", first: 5, last: 7 });
    expect(session.look.tab.value).toBe("serial");
  });

  it("ends what runs live, and waits for the whole run", async () => {
    const { session, guide } = await opened();
    await session.open(PROJECT);
    await guide.enter(1);
    expect(session.time.live.value).toBe(false);
    expect(session.run.status.value?.state).toBe("ended");
  });

  it("leaves the reader alone until it is entered or shown again", async () => {
    const { session, guide } = await opened();
    await guide.enter(1);
    session.seek(ms(50));
    session.edit("main.py", `${MAIN}# mine\n`);
    await session.rerun();
    expect(session.time.cursor.value).toBe(ms(50));
    await guide.show();
    expect(near(session.time.cursor.value)).toBe(200);
  });

  it("makes its change and takes it back, each time as a new run with the one before under it", async () => {
    const { session, guide } = await opened();
    await guide.enter(2);
    expect([guide.standing().own, guide.states.value]).toEqual([0, ["open"]]);
    await guide.make(0);
    expect(guide.states.value).toEqual(["made"]);
    expect(session.run.ghost.value).toBe(true);
    expect(near(session.time.cursor.value)).toBe(300);
    await guide.replace(guide.without(0)!);
    expect(near(session.time.cursor.value)).toBe(200);
    expect(session.project.project.value.files["main.py"]).toBe(MAIN);
  });

  it("knows which changes it is about, and what does not happen", async () => {
    const { guide } = await opened();
    await guide.enter(3);
    expect([guide.standing().missing, guide.absent.value]).toEqual([[0], true]);
    await guide.make(0);
    expect(guide.standing()).toEqual({ own: undefined, missing: [], ahead: [], apart: [] });
    await guide.enter(1);
    expect([guide.standing().ahead, guide.absent.value]).toEqual([[0], false]);
  });

  it("goes back to the program of the lesson, whatever was edited", async () => {
    const { session, guide } = await opened();
    session.edit("main.py", 'print("another")\n');
    await guide.enter(3);
    expect(guide.standing().apart).toEqual([0]);
    await guide.replace(guide.ownProgram()!);
    expect(session.project.project.value.files["main.py"]).toBe(MAIN.replace("100", "150"));
  });

  it("is one of those that there are", async () => {
    const { guide, entered } = await opened();
    guide.turnTo(-1);
    await guide.enter(99);
    guide.turnTo(1);
    expect([entered, guide.number.value]).toEqual([[3], 3]);
  });
});

it("a lesson that is wrong is a problem of the project, until it is put right", async () => {
  const { session, guide } = await opened();
  session.edit("lesson.md", LESSON.replace("edge: rising", "edge: up"));
  expect([guide.lesson.value, session.project.mistakes.value[0]?.file]).toEqual([undefined, "lesson.md"]);
  session.edit("lesson.md", LESSON);
  expect([guide.lesson.value?.title, session.project.mistakes.value]).toEqual(["Blinking", []]);
});
