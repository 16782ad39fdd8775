import { describe, expect, it } from "vitest";
import { always, becomes, implies, ms, s, simulate, within } from "tickless/testing";
import "tickless/testing/vitest";
import { example, messageOf, ran } from "./support.js";

const blink = simulate(example("01-blink")).run(s(2));
const led = blink.pin("GP15");
const counter = simulate(example("03-button-debounce-asyncio"), { seed: 7 }).run(ms(100));
counter.part("btn1").press({ for: ms(80) });
counter.run(ms(120));
const presses = counter.track("btn1.pressed").edges({ kind: "rising" });

/** What all messages end with: the tasks at the failing time, and the run. */
const tasksOf = (time: string): string => `
tasks at ${time}:
  t1 main           waiting for gather  main.py:37  await asyncio.gather(count_presses(button), blink(led))
  t2 count_presses  waiting for sleep   main.py:14  await asyncio.sleep_ms(POLL_MS)
  t3 blink          waiting for sleep   main.py:30  await asyncio.sleep_ms(250)

${counter.title}`;

describe("toHaveEdges", () => {
  it("counts edges", () => {
    expect(led).toHaveEdges(4);
    expect(led).toHaveEdges(2, { kind: "falling" });
    expect(led).toHaveEdges(1, { from: ms(400), to: ms(600) });
    expect(led).not.toHaveEdges(5);
  });

  it("compares their times", () => {
    expect(led).toHaveEdges([0, ms(500), s(1), ms(1500)], { tolerance: ms(1) });
    expect(led).toHaveEdges([ms(500), ms(1500)], { kind: "falling", tolerance: ms(1) });
    expect(led).toHaveEdges(led.edges().map(({ time }) => time));
    expect(led).toHaveEdges([], { from: ms(100), to: ms(400) });
    expect(led).not.toHaveEdges([0, ms(500), s(1), ms(1503)], { tolerance: ms(1) });
    expect(led).not.toHaveEdges([0, ms(500), s(1)], { tolerance: ms(1) });
    expect(led).not.toHaveEdges([0, ms(500), s(1), ms(1500), s(2)], { tolerance: ms(1) });
  });

  it("says which edge is wrong, and shows it", () => {
    expect(messageOf(() => expect(led).toHaveEdges(2, { to: ms(1200) }))).toMatch(
      /^expected pico\.GP15 to have 2 edges from 0 ns to 1\.200000 s\nat 1\.0\d+ s: it has 3 edges: 29\.000 µs, 500\.\d+ ms, 1\.0\d+ s\n/,
    );
    expect(messageOf(() => expect(led).toHaveEdges([0, ms(500), ms(1100)], { tolerance: ms(1) }))).toMatch(
      /^at 1\.0\d+ s: edge 3 is at 1\.0\d+ s, not at 1\.100000 s\n\npico\.GP15 {2}_{32}\/‾{31}\n {11}950\.\d+ ms {22}\^ 1\.0\d+ s /m,
    );
    expect(messageOf(() => expect(led).toHaveEdges([0], { to: ms(600), tolerance: ms(1) }))).toContain("one too many");
    expect(messageOf(() => expect(led).toHaveEdges([0, 5], { to: ms(100), tolerance: ms(1) }))).toContain(
      "at 5 ns: edge 2 is missing",
    );
    expect(messageOf(() => expect(led).not.toHaveEdges(4))).toContain("expected pico.GP15 not to have 4 edges");
  });
});

describe("toMatchWave", () => {
  it("compares levels with letters", () => {
    expect(led).toMatchWave("hlhl", ms(500));
    expect(led).toMatchWave("h.l.h.l.", ms(250));
    expect(led).toMatchWave("h|h|", ms(500));
    expect(led).toMatchWave("lh", ms(500), { from: ms(500) });
    expect(led).not.toMatchWave("hlhh", ms(500));
  });

  it("knows undefined and floating wires", () => {
    const pin = ran(
      "p = Pin(3, Pin.OUT, value=1)\nsleep_ms(10)\nPin(3, Pin.IN)\nsleep_ms(10)\nPin(3, Pin.OUT, value=0)",
    ).pin("GP3");
    expect(pin).toMatchWave("hzl", ms(10));
    expect(pin).not.toMatchWave("hxl", ms(10));
  });

  it("sees a glitch in the middle of a letter", () => {
    const pin = ran("p = Pin(3, Pin.OUT, value=0)\nsleep_ms(15)\np.on()\nsleep_us(1)\np.off()").pin("GP3");
    expect(messageOf(() => expect(pin).toMatchWave("l.", ms(10), { tolerance: 0 }))).toContain(
      'at 15.000 ms: it is 1, not 0 (in letter 2, ".")',
    );
  });

  it("bears changes that come a little early or late, but no more", () => {
    expect(led).toMatchWave("hl", ms(480), { tolerance: ms(30) });
    expect(led).not.toMatchWave("hl", ms(480), { tolerance: ms(10) });
  });

  it("says which letter is wrong, and shows the wave", () => {
    const message = messageOf(() => expect(led).toMatchWave("hllh", ms(500)));
    expect(message).toMatch(
      /^expected pico\.GP15 to match "hllh", 500\.000 ms a letter from 0 ns\nat 1\.000067 s: it is 1, not 0 \(in letter 3, "l"\)\n/,
    );
    expect(message).toMatch(/^pico\.GP15 {2}\/‾+\\_+\/‾+\\_+$/m);
  });

  it("does not take just anything for a wave", () => {
    expect(() => expect(led).toMatchWave("hq", ms(500))).toThrow('"q" is no letter of a wave');
    expect(() => expect(led).toMatchWave(".h", ms(500))).toThrow("nothing yet that");
    expect(() => expect(led).toMatchWave("hlhlh", ms(500))).toThrow("nothing is recorded yet of 2.450000 s");
  });
});

describe("toHaveDuty and toHaveFrequency", () => {
  const pwm = ran("p = PWM(Pin(2), freq=1000, duty_u16=16384)").pin("GP2");

  it("measure", () => {
    expect(led).toHaveDuty(0.5);
    expect(pwm).toHaveDuty(0.25, { from: ms(10), to: ms(20), tolerance: 0.001 });
    expect(pwm).toHaveFrequency(1000, { tolerance: 0.0001 });
    expect(pwm).not.toHaveFrequency(1020);
    expect(pwm).not.toHaveDuty(0.27);
  });

  it("say what they measured, and show it", () => {
    expect(messageOf(() => expect(led).toHaveDuty(0.4, { from: s(1), to: s(2) }))).toMatch(
      /^expected pico\.GP15 to be high for 40 % ± 1 % of the time from 1\.000000 s to 2\.000000 s\nat 2\.000000 s: it was for \d+(\.\d+)? %\n/,
    );
    const message = messageOf(() => expect(pwm).toHaveFrequency(500));
    expect(message).toContain("it has 1000 Hz, a period of 999.998 µs");
    expect(message).toMatch(/\/‾+\\_+\/‾+\\_+\/‾+\\/);
    expect(messageOf(() => expect(pwm).toHaveFrequency(1, { to: 5 }))).toContain("it has less than two rising edges");
  });
});

describe("toStay", () => {
  it("looks at all the time", () => {
    expect(led).toStay(1, { from: ms(1), to: ms(499) });
    expect(led).not.toStay(1);
  });

  it("says when it did not, and shows it", () => {
    const message = messageOf(() => expect(counter.pin("GP15")).toStay(1, { from: ms(10) }));
    expect(message).toMatch(
      /^expected pico\.GP15 to stay 1 from 10\.000 ms to 300\.000 ms\nat 250\.\d+ ms: it became 0, 240\.\d+ ms after the beginning\n/,
    );
    expect(message).toContain("\n  t3 blink          running             main.py:29  led.toggle()\n");
    expect(messageOf(() => expect(led).toStay(0, { from: ms(10) }))).toContain("it was 1, 0 ns after the beginning");
  });
});

describe("toPrint", () => {
  it("looks at all that was printed, or at some time", () => {
    expect(counter).toPrint("presses: 1\n");
    expect(counter.serial).toPrint(/^presses: \d$/m);
    expect(counter).not.toPrint("presses", { to: ms(100) });
    expect(counter).not.toPrint("ready", { from: ms(100) });
  });

  it("says what was printed", () => {
    expect(messageOf(() => expect(counter).toPrint("presses: 2"))).toBe(
      'expected the program to print "presses: 2" from 0 ns to 300.000 ms\nat 300.000 ms: it printed\n  ready\n  presses: 1\n' +
        tasksOf("300.000 ms"),
    );
    expect(messageOf(() => expect(counter).toPrint(/x/, { from: ms(299) }))).toContain(
      "expected the program to print /x/ from 299.000 ms to 300.000 ms\nat 300.000 ms: it printed nothing\n",
    );
  });
});

describe("toRespond", () => {
  it("wants an effect after each cause, in time", () => {
    expect(counter).toRespond(presses, counter.serial.matching("presses"), { within: ms(40) });
    expect(counter).not.toRespond(presses, counter.serial.matching("presses"), { within: ms(10) });
    expect(counter).not.toRespond(presses, [], { within: ms(40) });
    expect(counter).toRespond([ms(290)], [], { within: ms(40) });
    expect(counter).toRespond([5, 7], [7], { within: 2 });
  });

  it("says which cause had none, and shows it", () => {
    const message = messageOf(() =>
      expect(counter).toRespond(presses, counter.pin("GP15").edges(), { within: ms(40) }),
    );
    expect(message).toMatch(
      /^expected an effect within 40\.000 ms to follow every cause\nat 100\.000 ms: cause 1 of 1 had its effect after 150\.\d+ ms\n/,
    );
    expect(message).toMatch(/^btn1\.pressed {2}_{32}\/‾+\\$/m);
    expect(message).toMatch(/^pico\.GP15 {5}‾{64}$/m);
    expect(message.endsWith(tasksOf("100.000 ms"))).toBe(true);
    expect(() => expect(counter).toRespond([], [], { within: 1 })).toThrow("there is no cause");
  });
});

describe("toHold", () => {
  const claim = (time: number) =>
    always(
      implies(
        becomes((now) => now.number("btn1.pressed") === 1),
        within(time, (now) => now.printed.includes("1")),
      ),
    );

  it("wants a claim to hold", () => {
    expect(counter).toHold(claim(ms(40)));
    expect(counter).not.toHold(claim(ms(10)));
  });

  it("says when it is sure that it does not", () => {
    const message = messageOf(() => expect(counter).toHold(claim(ms(10))));
    expect(message).toMatch(/^expected the recording to satisfy always \(\(becomes /);
    expect(message).toContain(
      '\nat 110.000 ms: (now) => now.printed.includes("1") did not come to hold within 10.000 ms after 100.000 ms\n',
    );
    expect(message).toMatch(/^btn1\.pressed {2}_+\/‾+$/m);
  });
});

describe("toHaveFingerprint", () => {
  it("compares all that was recorded", () => {
    const again = simulate(example("01-blink")).run(s(2));
    expect(again).toHaveFingerprint(blink.fingerprint);
    expect(again.run(s(1))).not.toHaveFingerprint(blink.fingerprint);
  });

  it("says what it is", () => {
    const wrong = "0".repeat(32);
    expect(messageOf(() => expect(blink).toHaveFingerprint(wrong))).toBe(
      `expected the recording to have the fingerprint ${wrong}\nat 2.000000 s: it has ${blink.fingerprint}\n\n` +
        `the program at 2.000000 s:\n  main.py:14  sleep_ms(500)\n\n${blink.title}`,
    );
  });
});

describe("toShow", () => {
  const oled = simulate(example("04-fade-and-scroll")).run(s(1)).part("oled1");
  const picture = oled.display().bitmap();

  it("compares pictures", () => {
    expect(oled).toShow(picture);
    expect(oled.display()).toShow(`\n  ${picture.replaceAll("\n", "\n  ")}\n`);
    expect(oled).not.toShow(picture.replace("#", "."));
  });

  it("takes the picture from the snapshot file", () => {
    expect(oled).toShow();
  });

  it("says which pixels differ", () => {
    const rows = picture.split("\n");
    rows[16] = `..${rows[16]!.slice(2)}`;
    rows[20] = `${rows[20]!.slice(0, -1)}#`;
    expect(messageOf(() => expect(oled).toShow(rows.join("\n")))).toContain(
      `expected oled1 to show the picture\nat 1.000000 s: 3 pixels differ\n  (+ is lit and should not be, - should be lit)\n` +
        `  16 ++${"#".repeat(126)}\n  20 ${".".repeat(127)}-\n`,
    );
    expect(() => expect(oled).toShow("###")).toThrow("the picture must be 64 lines of 128 characters");
  });
});
