import fc from "fast-check";
import { crc32 } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { Model, PROGRAM, pattern, steps, type Step } from "./support/fat-model.js";
import { runWithDisk, SECTOR, Tools, type Disk } from "./support/fat.js";

const long = Boolean(process.env["TICKLESS_LONG"]);
const seed = Number(process.env["TICKLESS_SEED"] ?? 1);
const TIMEOUT = long ? 3_600_000 : 300_000;

const hasTools = Tools.available();
const tools = hasTools ? new Tools() : undefined;
afterAll(() => tools?.remove());

/** Runs the steps on an empty volume of so many sectors; what is printed, what should be, and the disk. */
function doSteps(given: readonly Step[], sectors: number) {
  const model = new Model();
  const done: Step[] = [];
  const expected: string[] = [];
  for (const step of given) {
    const line = model.does(step);
    if (line === undefined) continue;
    done.push(step);
    expected.push(line.replaceAll(/\s/g, ""));
  }
  const start = `disk = Disk(${sectors})\nvfs.VfsFat.mkfs(disk)\nvfs.mount(disk, "/sd")\n`;
  const { lines, disk } = runWithDisk(`${start}${PROGRAM}disk.dump()\n`, { "steps.json": JSON.stringify(done) });
  return { printed: lines.map((line) => line.replaceAll(/\s/g, "")), expected, disk, model };
}

/** A file as mtools reads it from the image. */
const read = (path: string, offset = 0): Buffer =>
  tools!.run("mtype", ["-i", `${tools!.image}@@${offset}`, `::${path}`]);

/** Names outside of ASCII are as boards write them: the bytes of UTF-8 in code page 437, which no computer would find. */
const isPlain = (path: string): boolean => /^[\x20-\x7e]*$/.test(path);

describe("a FAT volume", () => {
  it.each([
    ["FAT12", 400],
    ["FAT16", 9000],
  ])(
    "keeps what programs do to it: %s",
    (_, sectors) => {
      fc.assert(
        fc.property(steps, (given) => {
          const { printed, expected, disk, model } = doSteps(given, sectors);
          expect(printed).toEqual(expected);
          if (!tools) return;
          tools.write(disk, sectors);
          expect(tools.faults()).toBe("");
          for (const [path, content] of model.files())
            if (isPlain(path)) expect(Buffer.compare(read(path), content), path).toBe(0);
        }),
        { seed, numRuns: long ? 1000 : 15 },
      );
    },
    TIMEOUT,
  );

  it(
    "is FAT32, in a partition, on a device that is too large for FAT16",
    () => {
      const given: Step[] = [
        ["mkdir", "logs"],
        ["write", "logs/Of this year.csv", "w", 20_000, 3],
        ["write", "logs/Of this year.csv", "a", 20_000, 5],
        ["write", "short.txt", "w", 10, 7],
        ["rename", "short.txt", "logs/moved.txt"],
        ["read", "logs/of this YEAR.csv"],
        ["list", "logs"],
      ];
      const sectors = 9_000_000;
      const { printed, expected, disk } = doSteps(given, sectors);
      expect(printed).toEqual(expected);
      const boot = disk.get(63)!;
      expect(Buffer.from(boot.subarray(82, 90)).toString()).toBe("FAT32   ");
      expect([...disk.get(0)!.subarray(446, 458)]).toEqual([0, 1, 1, 0, 0x0c, 254, 255, 255, 63, 0, 0, 0]);
      if (!tools) return;
      tools.write(disk, sectors, 63);
      expect(tools.faults()).toBe("");
      expect(crc32(read("/logs/Of this year.csv")).toString()).toBe(printed[5]);
    },
    TIMEOUT,
  );
});

/** Prints all files of a volume, with their sums; then adds some. */
const READER = `
def walk(folder):
    for name, kind, _, size in os.ilistdir(folder):
        path = folder + "/" + name
        if kind == 0x4000:
            walk(path)
        else:
            total = 0
            with open(path, "rb") as f:
                while part := f.read(700):
                    total = binascii.crc32(part, total)
            print(json.dumps([path[3:], size, total]))

vfs.mount(disk, "/sd")
walk("/sd")
with open("/sd/Sub Folder/written on the board.txt", "w") as f:
    f.write("written on the board\\n" * 300)
os.remove("/sd/first.bin")
os.mkdir("/sd/sub folder/Another one")
os.rename("/sd/Sub Folder/deep", "/sd/shallow")
disk.dump()
`;

describe.runIf(hasTools)("a FAT volume made on a computer", () => {
  it.each([
    ["12", 2000, []],
    ["16", 40_000, []],
    ["32", 70_000, ["-s", "1"]],
  ])(
    "is read and written by programs: FAT%s",
    (bits, sectors, more) => {
      const files: [string, Uint8Array][] = [
        ["/first.bin", pattern(0, 5000)],
        ["/A long name, with spaces.text", pattern(1, 513)],
        ["/Sub Folder/deep/deeper.txt", pattern(2, 512)],
        ["/Sub Folder/empty", new Uint8Array(0)],
        ["/Sub Folder/large.bin", pattern(3, 30_000)],
      ];
      const { image } = tools!;
      tools!.write(new Map(), sectors);
      tools!.run("mkfs.vfat", ["-F", bits, ...more, "-n", "CARD", image]);
      for (const folder of ["/Sub Folder", "/Sub Folder/deep"]) tools!.run("mmd", ["-i", image, `::${folder}`]);
      for (const [path, content] of files) tools!.run("mcopy", ["-i", image, "-", `::${path}`], content);

      const { lines, disk } = runWithDisk(`disk = Disk(${sectors})\n${READER}`, {}, tools!.read());
      const expected = files.map(([path, content]) => [path, content.length, crc32(content)]);
      expect(lines.map((line) => JSON.parse(line) as unknown).sort()).toEqual(expected.sort());

      tools!.write(disk, sectors);
      expect(tools!.faults()).toBe("");
      expect(read("/Sub Folder/written on the board.txt").toString()).toBe("written on the board\n".repeat(300));
      expect(Buffer.compare(read("/shallow/deeper.txt"), pattern(2, 512))).toBe(0);
      expect(tools!.run("mdir", ["-b", "-i", image, "::/"]).toString()).not.toContain("first.bin");
    },
    TIMEOUT,
  );
});

describe("a disk with nothing on it", () => {
  it("has no file system", () => {
    const disk: Disk = new Map([[0, new Uint8Array(SECTOR).fill(0xff)]]);
    const { lines } = runWithDisk(
      `try:\n    vfs.mount(Disk(100), "/sd")\nexcept OSError as er:\n    print(er)\n`,
      {},
      disk,
    );
    expect(lines).toEqual(["[Errno 19] ENODEV"]);
  });
});
