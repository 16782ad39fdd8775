import { describe, expect, test } from "vitest";

import { Bench, bytesOf, textOf } from "../tests/engine.js";
import { Errno, FileError, Files, type OpenMode } from "./files.js";

const READ: OpenMode = {
  read: true,
  write: false,
  append: false,
  create: false,
  exclusive: false,
  truncate: false,
  directory: false,
};
const WRITE: OpenMode = { ...READ, read: false, write: true, create: true, truncate: true };
const APPEND: OpenMode = { ...WRITE, append: true, truncate: false };

const make = (files: Record<string, string> = {}) =>
  new Files(new Map(Object.entries(files).map(([path, text]) => [path, bytesOf(text)])), () => 1000);
const errnoOf = (action: () => unknown) => {
  try {
    action();
  } catch (error) {
    if (error instanceof FileError) return error.errno;
    throw error;
  }
  return 0;
};

describe("hidden files", () => {
  const withHidden = () => new Files(new Map(), () => 1000, new Map([["/rom/x.py", bytesOf("x")]]));

  test("can be read by their path, and are in no list, also when all else is gone", () => {
    const files = withHidden();
    files.wipe();
    expect(files.stat("/rom/x.py")).toMatchObject({ directory: false, size: 1 });
    expect(files.read(files.open("/rom/x.py", READ), new Uint8Array(9))).toBe(1);
    expect(files.list(files.open("/", { ...READ, directory: true }))).toEqual([]);
    expect(errnoOf(() => files.open("/rom/x.py", WRITE))).toBe(Errno.ENOENT);
  });

  test("stand behind a file of the same path", () => {
    const files = withHidden();
    files.add("/rom/x.py", bytesOf("mine"));
    expect(files.stat("/rom/x.py").size).toBe(4);
  });
});

describe("files", () => {
  test("appending does not touch what others hold, nor copies it each time", () => {
    const files = make();
    const fd = files.open("/log", APPEND);
    files.write(fd, bytesOf("one,"));
    const state = files.save();
    const buffers = new Set<ArrayBufferLike>();
    for (let i = 0; i < 1000; i++) {
      files.write(fd, bytesOf("more,"));
      buffers.add(files.files.get("/log")!.buffer);
    }
    expect(buffers.size).toBeLessThan(12);
    expect(textOf(state.files.get("/log")!)).toBe("one,");
    files.load(state);
    const again = files.open("/log", APPEND);
    files.write(again, bytesOf("two"));
    expect(textOf(files.files.get("/log")!)).toBe("one,two");
    expect(textOf(state.files.get("/log")!)).toBe("one,");
  });

  test("two that come from one state can both append", () => {
    const first = make();
    first.write(first.open("/a", APPEND), bytesOf("x"));
    const state = first.save();
    const second = make();
    second.load(state);
    first.write(first.open("/a", APPEND), bytesOf("1"));
    second.write(second.open("/a", APPEND), bytesOf("2"));
    expect([first, second].map((f) => textOf(f.files.get("/a")!))).toEqual(["x1", "x2"]);
  });

  test("a write beyond the end leaves zeros between", () => {
    const files = make();
    const fd = files.open("/a", WRITE);
    files.seek(fd, 3, 0);
    files.write(fd, bytesOf("x"));
    expect([...files.files.get("/a")!]).toEqual([0, 0, 0, 120]);
  });

  test("the mode is kept to", () => {
    const files = make({ "/a": "text" });
    expect(errnoOf(() => files.write(files.open("/a", READ), bytesOf("x")))).toBe(Errno.EBADF);
    expect(errnoOf(() => files.read(files.open("/b", WRITE), new Uint8Array(1)))).toBe(Errno.EBADF);
    expect(errnoOf(() => files.open("/a", { ...WRITE, exclusive: true }))).toBe(Errno.EEXIST);
    expect(errnoOf(() => files.read(99, new Uint8Array(1)))).toBe(Errno.EBADF);
  });

  test("too many open ones are refused, closed ones make room", () => {
    const files = make({ "/a": "" });
    const fds: number[] = [];
    expect(errnoOf(() => { for (;;) fds.push(files.open("/a", READ)); })).toBe(Errno.EMFILE); // prettier-ignore
    files.close(fds[5]!);
    expect(files.open("/a", READ)).toBe(fds[5]);
  });

  test("a directory moves with what is in it, but not into itself", () => {
    const files = make({ "/d/a": "1", "/d/e/b": "2", "/dx": "3" });
    files.rename("/d", "/new");
    expect([...files.files.keys()].sort()).toEqual(["/dx", "/new/a", "/new/e/b"]);
    expect(errnoOf(() => files.rename("/new", "/new/e/f"))).toBe(Errno.EINVAL);
    expect(errnoOf(() => files.stat("/d"))).toBe(Errno.ENOENT);
  });
});

describe("from Python", () => {
  const errors = (...lines: string[]) =>
    `import os\n${lines.map((line) => `try: ${line}\nexcept OSError as e: print(e.errno)\n`).join("")}`;

  test("files are written, read, and sought in", () => {
    const source = `
with open('/a.txt', 'w') as f: print(f.write('line 1\\nline 2\\n'))
with open('a.txt') as f: print(f.readlines(), f.tell())
with open('/a.txt', 'a') as f: f.write('\u00fc')
with open('/a.txt', 'r+b') as f:
    f.seek(5)
    f.write(b'X')
    print(f.seek(-2, 2), f.read())
    f.seek(0)
    b = bytearray(6)
    print(f.readinto(b), b)
print(*[line.strip() for line in open('/a.txt')])
`;
    const bench = new Bench();
    expect(bench.printed(source)).toBe(
      "14\n['line 1\\n', 'line 2\\n'] 14\n14 b'\\xc3\\xbc'\n6 bytearray(b'line X')\nline X line 2 \u00fc\n",
    );
    expect(textOf(bench.py.files.get("/a.txt")!)).toBe("line X\nline 2\n\u00fc");
  });

  test("directories are made, listed, entered and removed", () => {
    const source = `import os
os.mkdir('/d')
os.chdir('d')
for i in range(12): open('f%02d' % i, 'w').close()
os.mkdir('sub')
print(os.getcwd(), len(os.listdir()), os.listdir('/'), os.listdir('..'))
print(sorted(os.ilistdir('/d'))[-1])
for i in range(12): os.remove('/d/f%02d' % i)
os.rename('sub', '/renamed')
os.chdir('/')
os.rmdir('/d')
os.rmdir('renamed')
print(os.listdir())
`;
    expect(new Bench({ files: { "/main.py": "" } }).printed(source)).toBe(
      "/d 13 ['d', 'main.py'] ['d', 'main.py']\n('sub', 16384, 0)\n['main.py']\n",
    );
  });

  test("stat tells size, kind and the time of writing", () => {
    const bench = new Bench({ files: { "/old": "abc" }, seconds: () => 1_700_000_000 });
    const source =
      "import os\nopen('/new', 'w').write('12345')\nfor p in ('/old', '/new', '/'): s = os.stat(p); print(s[0] >> 12, s[6], s[8])\n";
    expect(bench.printed(source)).toBe("8 3 0\n8 5 1700000000\n4 0 0\n");
  });

  test("errors have the numbers they have on a board", () => {
    const source = errors(
      "open('/none')",
      "os.remove('/none')",
      "open('/none/x', 'w')",
      "os.mkdir('/d')",
      "os.remove('/d')",
      "open('/d', 'w')",
      "os.rmdir('/full')",
      "os.chdir('/a')",
      "os.rename('/none', '/b')",
      "os.listdir('/none')",
      "os.stat('/none')",
    );
    const bench = new Bench({ files: { "/a": "", "/d/x": "", "/full/x": "" } });
    expect(bench.printed(source)).toBe("2\n2\n2\n17\n21\n21\n39\n20\n2\n2\n2\n");
  });

  test("modules and packages are imported from them, in the order of sys.path", () => {
    const bench = new Bench({
      files: {
        "/m.py": "x = 'first'\n",
        "/lib/m.py": "x = 'second'\n",
        "/lib/p/__init__.py": "from .q import y\n",
        "/lib/p/q.py": "y = __name__\n",
      },
    });
    expect(bench.printed("import m, p\nprint(m.x, m.__file__, p.y)\n")).toBe("first m.py p.q\n");
    expect(bench.run("import nothing\n")).toMatchObject({ type: "ImportError" });
  });

  test("a file handed over by the host later is seen", () => {
    const bench = new Bench();
    bench.py.files.set("/late.py", bytesOf("x = 5\n"));
    expect(bench.printed("import late, os\nprint(late.x, os.listdir())\n")).toBe("5 ['late.py']\n");
  });

  test("source given as text is not in the file system", () => {
    const bench = new Bench();
    expect(bench.printed("import os\nprint(os.listdir())\n")).toBe("[]\n");
  });
});
