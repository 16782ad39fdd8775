import { ms, s, type Nanos } from "@tickless/sim-core";
import { describe, expect, it } from "vitest";
import { loadRuntime } from "../src/cli/runtime.js";
import { readProject } from "../src/project.js";
import { micropython } from "../src/runner/firmware.js";
import { runProject } from "../src/runner/run.js";

const firmware = micropython(loadRuntime());

/** Runs a program on a bare Pico. */
function run(code: string, until: Nanos = s(10), options: { heapBytes?: number; cpuTime?: boolean } = {}) {
  const files = new Map([["/main.py", new TextEncoder().encode(code)]]);
  let printed = "";
  const onSerial = (bytes: Uint8Array): void => void (printed += new TextDecoder().decode(bytes));
  const project = readProject({ name: "test", files, main: "/main.py" });
  const { result } = runProject(project, { firmware, clock: () => 0, until, onSerial, ...options });
  return { ...result, printed };
}

describe("a program that never waits", () => {
  it("ends at the limit, having run the bytecodes that fit", () => {
    const result = run("while True: pass\n", s(2));
    expect(result).toMatchObject({ end: "limit", virtualNs: s(2) });
    // One bytecode takes a microsecond of a Pico's time.
    expect(result.bytecodes).toBeGreaterThan(1_900_000);
    expect(result.bytecodes).toBeLessThan(2_100_000);
  });

  it("ends at the limit when it polls a pin", () => {
    const code = "from machine import Pin\npin = Pin(15, Pin.IN, Pin.PULL_DOWN)\nwhile not pin.value(): pass\n";
    expect(run(code, s(1))).toMatchObject({ end: "limit", virtualNs: s(1) });
  });

  it("ends at the limit when computing takes no time", () => {
    expect(run("while True: pass\n", s(1), { cpuTime: false })).toMatchObject({ end: "limit", virtualNs: s(1) });
  });

  it("ends at the limit when it prints for ever and that takes no time", () => {
    expect(run("while True: print('x')\n", ms(50), { cpuTime: false })).toMatchObject({
      end: "limit",
      virtualNs: ms(50),
    });
  });

  it("sees time pass while it polls the clock, also when computing takes no time", () => {
    const code =
      "import time\nt = time.ticks_ms()\nwhile time.ticks_diff(time.ticks_ms(), t) < 50: pass\nprint('ok')\n";
    for (const cpuTime of [true, false]) expect(run(code, s(1), { cpuTime }).printed).toBe("ok\n");
  });
});

describe("memory", () => {
  it("runs out at the size of the device's heap, with a full traceback", () => {
    const fill = "def fill():\n    big = []\n    while True:\n        big.append(bytes(1000))\nfill()\n";
    const { end, exception, printed } = run(fill);
    expect({ end, exception }).toEqual({ end: "exception", exception: "MemoryError" });
    expect(printed).toMatch(
      /^Traceback .*\n {2}File "main.py", line 5, in <module>\n {2}File "main.py", line 4, in fill\n/,
    );
    expect(printed).toMatch(/MemoryError: memory allocation failed, allocating \d+ bytes\n$/);
  });

  it("holds what a device of that size holds: nearly 233 KB on a Pico, less in a smaller heap", () => {
    const count =
      "n = 0\nkeep = []\ntry:\n while True:\n  keep.append(bytes(1000))\n  n += 1\nexcept MemoryError: print(n)\n";
    const blocks = Number(run(count).printed);
    expect(blocks).toBeGreaterThan(200);
    expect(blocks).toBeLessThan(233);
    const small = Number(run(count, s(10), { heapBytes: 64 * 1024 }).printed);
    expect(small).toBeGreaterThan(50);
    expect(small).toBeLessThan(66);
  });

  it("tells how much of it was ever in use, also before a reset and when nothing was collected", () => {
    const peak = (code: string): number => run(code).heapPeak;
    expect(peak("x = 1\n")).toBeLessThan(5000);
    const some = "x = bytearray(50000)\n";
    for (const code of [some, `import gc\n${some}gc.collect()\ndel x\ngc.collect()\n`]) {
      expect(peak(code)).toBeGreaterThan(49_000);
      expect(peak(code)).toBeLessThan(55_000);
    }
    const reset =
      "import machine\nif machine.reset_cause() == machine.PWRON_RESET:\n x = bytearray(50000)\n machine.reset()\n";
    expect(peak(reset)).toBeGreaterThan(49_000);
  });

  it("is the same after an hour of garbage", () => {
    const code = `import gc, time
def work():
    for i in range(60):
        for j in range(20): x = [str(j + i)] * 20
        time.sleep(60)
free = [0] * 5
for hour in range(5):
    work()
    gc.collect()
    free[hour] = gc.mem_free()
print(time.ticks_ms(), free[2] - free[4])
`;
    const { printed, end } = run(code, s(19_000));
    expect(end).toBe("finished");
    const [time, lost] = printed.split(" ").map(Number) as [number, number];
    expect(time).toBeGreaterThan(5 * 3_600_000);
    expect(lost).toBe(0);
  });

  it("is garbage collected at any allocation, also deep inside C code", () => {
    const code = `data = [str((i * 7919) % 1000) for i in range(300)]
for k in range(30): result = sorted(data, key=lambda v: (len([v] * 8), int(v)))[:5]
print(result)
`;
    expect(run(code, s(60), { heapBytes: 48 * 1024 }).printed).toBe("['0', '3', '6', '9', '12']\n");
  });
});

describe("the interpreter's bounds", () => {
  it("deep recursion is a RuntimeError", () => {
    const { exception, printed } = run("def f(n): return f(n + 1)\nf(0)\n");
    expect(exception).toBe("RuntimeError");
    expect(printed).toMatch(/RuntimeError: maximum recursion depth exceeded\n$/);
  });

  it.each(["js", "jsffi"])("import %s finds nothing", (name) => {
    expect(run(`import ${name}\n`).printed).toMatch(`ImportError: no module named '${name}'\n`);
  });

  it("the host's files are out of reach", () => {
    expect(run("import os\nprint(os.listdir('/'))\nopen('/etc/hostname')\n").printed).toMatch(
      /^\['main.py'\]\n[^]*OSError: \[Errno 2\] ENOENT\n$/,
    );
  });
});

describe("an address at which there is no memory", () => {
  const fault = (access: string) => run(`import machine, uctypes\n\nprint("before")\n${access}\nprint("after")\n`);
  const WHERE = "main.py:4: an address was used at which there is no memory (by uctypes, machine.mem or a pointer)";

  it.each([
    ["read through a bytearray", "uctypes.bytearray_at(0xd0000000, 4)[0]"],
    ["written through a bytearray", "uctypes.bytearray_at(0xd0000000, 4)[0] = 1"],
    ["read through a structure", "uctypes.struct(0x40014000, {'a': uctypes.UINT32}).a"],
  ])("%s ends the run with one message that names the line", (_, access) => {
    const result = fault(access);
    expect(result).toMatchObject({ end: "exception", exception: "memory fault", printed: "before\n" });
    expect(result.faults.map(({ message }) => message)).toEqual([WHERE]);
    expect(result.bytecodes).toBeGreaterThan(0);
    expect(result.bytecodes).toBeLessThan(200);
  });

  it("handed to the machine does so too", () => {
    const { faults, end } = fault("machine.SPI(0).write(uctypes.bytearray_at(0xd0000000, 4))");
    expect(end).toBe("exception");
    expect(faults.map(({ message }) => message)).toEqual(["main.py:4: there is no memory at 0xd0000000, 4 bytes"]);
  });

  it("leaves the board to its watchdog, as the chip does", () => {
    const code = "import machine, uctypes\nprint(machine.reset_cause())\nmachine.WDT(timeout=100)\n";
    const { printed, end } = run(`${code}uctypes.bytearray_at(0xd0000000, 4)[0]\n`);
    expect({ printed, end }).toEqual({ printed: "1\n", end: "exception" });
  });
});

describe("resets", () => {
  it("start the program anew, with its files", () => {
    const code = `import machine, os
print(machine.reset_cause() == machine.PWRON_RESET, os.listdir())
if "seen" not in os.listdir():
    open("seen", "w").close()
    machine.reset()
`;
    expect(run(code).printed).toBe("True ['main.py']\nFalse ['main.py', 'seen']\n");
  });

  it("do not count bytecodes twice", () => {
    const loop = "for i in range(10000): pass\n";
    const once = run(loop).bytecodes;
    const twice = run(`import machine\nif machine.reset_cause() == 1:\n  ${loop}  machine.reset()\n`).bytecodes;
    expect(twice / once).toBeCloseTo(1, 1);
  });

  it("that follow each other without end are a reset loop", () => {
    expect(run("import machine\nmachine.reset()\n").end).toBe("reset-loop");
    expect(run("import machine\nmachine.deepsleep(1)\n", s(1)).end).toBe("limit");
  });

  it("come from the watchdog when nobody feeds it", () => {
    const code = "import machine\nprint(machine.reset_cause())\nmachine.WDT(timeout=1000)\nwhile True: pass\n";
    expect(run(code, ms(2500)).printed).toBe("1\n3\n3\n");
  });
});

describe("the end of a program", () => {
  it("is the end of the run, unless an interrupt or a timer is armed", () => {
    expect(run("print(1)\n")).toMatchObject({ end: "finished", printed: "1\n" });
    const timer = "from machine import Timer\nt = Timer(period=300, callback=lambda t: print('tick'))\n";
    expect(run(timer, s(1))).toMatchObject({ end: "limit", printed: "tick\ntick\ntick\n" });
    const pin = "from machine import Pin\nPin(2).irq(lambda p: None)\n";
    expect(run(pin, s(1))).toMatchObject({ end: "limit", virtualNs: s(1) });
  });

  it("never comes when it waits for what cannot happen: a deadlock, told at once", () => {
    expect(run("import machine\nmachine.lightsleep()\n", s(1000))).toMatchObject({ end: "deadlock" });
  });
});
