import { describe, expect, it } from "vitest";
import { diagram, folder, tickless } from "./support/cli.js";

/* Tests in Python on the board: unittest as CPython has it, and what the module tickless can break and says. */

const DIAGRAM = diagram(
  [
    ["b", "wokwi-pushbutton"],
    ["oled", "board-ssd1306"],
  ],
  [
    ["b:1.l", "pico:GP14"],
    ["b:2.l", "pico:GND.1"],
    ["oled:SDA", "pico:GP4"],
    ["oled:SCL", "pico:GP5"],
    ["oled:VCC", "pico:3V3"],
    ["oled:GND", "pico:GND.2"],
  ],
);

async function run(program: string): Promise<string> {
  const cwd = folder({ "main.py": "", "diagram.json": DIAGRAM, "test_it.py": program });
  return (await tickless(cwd, ["test"])).stdout;
}

describe("unittest", () => {
  it("has a module's set-up and tear-down", async () => {
    const out = await run(`import unittest
done = []
def setUpModule(): done.append("set up")
def tearDownModule():
    assert done == ["set up", "class", "function"], done
class T(unittest.TestCase):
    def test_it(self): done.append("class")
def test_function():
    assert done[0] == "set up", done
    done.append("function")
`);
    expect(out).toContain("2 tests");
    expect(out).toContain("tests  2 passed (2)");
  });

  it("fails all tests of a module that cannot be set up, and the last of one that cannot be torn down", async () => {
    const tests = "def test_a(): pass\ndef test_b(): pass\n";
    const broken = await run(`def setUpModule(): raise OSError(5)\n${tests}`);
    expect(broken).toContain("tests  2 errors (2)");
    expect(broken).toContain("test_it.py:1: OSError: [Errno 5] EIO");
    expect(await run(`def tearDownModule(): raise OSError(5)\n${tests}`)).toContain("tests  1 error, 1 passed (2)");
  });

  it("compares sequences of different types, and looks for what must not match", async () => {
    const out = await run(`import unittest
class T(unittest.TestCase):
    def test_sequences(self):
        self.assertSequenceEqual([1, 2], (1, 2))
        with self.assertRaises(AssertionError):
            self.assertSequenceEqual([1, 2], (2, 1))
        with self.assertRaises(AssertionError):
            self.assertSequenceEqual([1], (1,), seq_type=list)
    def test_patterns(self):
        self.assertNotRegex("abc", "z")
        with self.assertRaises(AssertionError):
            self.assertNotRegex("abc", "b")
`);
    expect(out).toContain("tests  2 passed (2)");
  });
});

describe("the module tickless", () => {
  it("breaks parts and heals them", async () => {
    const out = await run(`import unittest
from machine import I2C, Pin
from tickless import part, pin
i2c = I2C(0)
class T(unittest.TestCase):
    def test_no_answer(self):
        part("oled").fault("nack")
        with self.assertRaises(OSError) as raised:
            i2c.writeto(60, b"\\x00")
        self.assertEqual(raised.exception.errno, 5)
        part("oled").heal("nack")
        self.assertEqual(i2c.writeto(60, b"\\x00"), 1)
    def test_contact(self):
        button = Pin(14, Pin.IN, Pin.PULL_UP)
        part("b").fault("flaky", 0.5)
        part("b").fault("stuck-closed", ms=10)
        self.assertEqual(pin("GP14").edges(5), 1)  # closed all the time, until it was healed
        self.assertEqual(part("b").get("flaky"), 0.5)
        part("b").heal()
        self.assertEqual((part("b").get("flaky"), part("b").get("stuck-closed")), (0, 0))
        self.assertEqual(button.value(), 1)
`);
    expect(out).toContain("tests  2 passed (2)");
  });

  it.each([
    [`part("B1")`, "ValueError: there is no part 'B1' (did you mean 'b'?)"],
    [`part("oled").fault("nak")`, "ValueError: part 'oled' has no fault 'nak' (did you mean 'nack'?)"],
    [`part("b").heal("flakey")`, "ValueError: part 'b' has no fault 'flakey' (did you mean 'flaky'?)"],
    [`part("b").get("presed")`, "ValueError: there is no output or control of b 'presed' (did you mean 'pressed'?)"],
    [`serial.send(5)`, "TypeError: send: a str is wanted"],
  ])("says what is wrong with %s", async (call, message) => {
    const out = await run(`from tickless import part, serial\ndef test_it():\n    ${call}\n`);
    expect(out).toContain(`test_it.py:3: ${message}`);
  });
});

it("a file that is no Python is told with its line", async () => {
  expect(await run("import unittest\ndef test_x(:\n    pass\n")).toMatch(/ {2}test_it\.py:2: at .*: SyntaxError/);
});
