import { execFileSync } from "node:child_process";
import { closeSync, ftruncateSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { s } from "@tickless/sim-core";
import { loadRuntime } from "../../src/cli/runtime.js";
import { readProject } from "../../src/project.js";
import { micropython } from "../../src/runner/firmware.js";
import { runProject } from "../../src/runner/run.js";

/* Disks for programs that mount FAT volumes, and Linux's own tools for such volumes. */

export const SECTOR = 512;

/** What is on a disk: its sectors that are not all zeros. */
export type Disk = Map<number, Uint8Array>;

/** A block device of a board's program: starts as `disk.bin` says, and is printed by `dump`. */
const DISK = `
import os, vfs, binascii, json

class Disk:
    def __init__(self, blocks):
        self.blocks = blocks
        self.zeros = bytes(${SECTOR})
        self.sectors = {}
        if "disk.bin" in os.listdir():
            with open("disk.bin", "rb") as f:
                while head := f.read(4):
                    self.sectors[int.from_bytes(head, "little")] = f.read(${SECTOR})

    def readblocks(self, n, buf):
        for i in range(len(buf) // ${SECTOR}):
            buf[${SECTOR} * i : ${SECTOR} * (i + 1)] = self.sectors.get(n + i, self.zeros)

    def writeblocks(self, n, buf):
        for i in range(len(buf) // ${SECTOR}):
            sector = bytes(buf[${SECTOR} * i : ${SECTOR} * (i + 1)])
            if sector == self.zeros:
                self.sectors.pop(n + i, None)
            else:
                self.sectors[n + i] = sector

    def ioctl(self, op, arg):
        return self.blocks if op == 4 else ${SECTOR} if op == 5 else None

    def dump(self):
        for n in self.sectors:
            print("@%d" % n, str(binascii.hexlify(self.sectors[n]), "ascii"))
`;

const firmware = micropython(loadRuntime());

export interface Outcome {
  readonly lines: readonly string[];
  readonly disk: Disk;
}

/** Runs a program that knows `Disk`, with these files beside it. */
export function runWithDisk(program: string, files: Readonly<Record<string, string>>, disk?: Disk): Outcome {
  const encoder = new TextEncoder();
  const all = new Map<string, Uint8Array>([["/main.py", encoder.encode(DISK + program)]]);
  for (const [name, text] of Object.entries(files)) all.set(`/${name}`, encoder.encode(text));
  if (disk) all.set("/disk.bin", packed(disk));
  const printed: Uint8Array[] = [];
  runProject(readProject({ name: "fat", files: all, main: "/main.py" }), {
    firmware,
    clock: () => 0,
    until: s(3600),
    record: false,
    onSerial: (bytes) => printed.push(bytes),
  });
  const lines = Buffer.concat(printed).toString("utf8").trimEnd().split("\n");
  const after: Disk = new Map();
  for (const line of lines.filter((each) => each.startsWith("@"))) {
    const [number, hex] = line.slice(1).split(" ");
    after.set(Number(number), Uint8Array.from(Buffer.from(hex!, "hex")));
  }
  return { lines: lines.filter((line) => !line.startsWith("@")), disk: after };
}

function packed(disk: Disk): Uint8Array {
  const bytes = new Uint8Array(disk.size * (4 + SECTOR));
  let at = 0;
  for (const [number, sector] of disk) {
    new DataView(bytes.buffer).setUint32(at, number, true);
    bytes.set(sector, at + 4);
    at += 4 + SECTOR;
  }
  return bytes;
}

/** Linux's tools for FAT volumes (packages dosfstools and mtools), if they are there. */
export class Tools {
  readonly #folder = mkdtempSync(join(tmpdir(), "tickless-fat-"));
  readonly image = join(this.#folder, "disk.img");

  static available(): boolean {
    try {
      execFileSync("mtype", ["--version"], { stdio: "ignore", env: Tools.#environment() });
      execFileSync("fsck.vfat", ["--help"], { stdio: "ignore", env: Tools.#environment() });
      return true;
    } catch {
      return false;
    }
  }

  static #environment(): NodeJS.ProcessEnv {
    const path = `${process.env["PATH"]}:/sbin:/usr/sbin`;
    return { ...process.env, PATH: path, MTOOLS_SKIP_CHECK: "1", LC_ALL: "C.UTF-8" };
  }

  run(tool: string, args: readonly string[], input?: Uint8Array): Buffer {
    return execFileSync(tool, args, { env: Tools.#environment(), input, stdio: ["pipe", "pipe", "pipe"] });
  }

  /** Makes a file of a disk's sectors, from sector `from` on. */
  write(disk: Disk, sectors: number, from = 0): void {
    const file = openSync(this.image, "w");
    ftruncateSync(file, (sectors - from) * SECTOR);
    for (const [number, bytes] of disk) if (number >= from) writeSync(file, bytes, 0, SECTOR, (number - from) * SECTOR);
    closeSync(file);
  }

  read(): Disk {
    const bytes = new Uint8Array(readFileSync(this.image));
    const disk: Disk = new Map();
    for (let at = 0; at < bytes.length; at += SECTOR) {
      const sector = bytes.subarray(at, at + SECTOR);
      if (sector.some((byte) => byte !== 0)) disk.set(at / SECTOR, sector);
    }
    return disk;
  }

  /** What the checker of file systems says is wrong; nothing if all is well. */
  faults(): string {
    try {
      const said = this.run("fsck.vfat", ["-n", this.image]).toString();
      // Clusters that no file has are no error to it.
      return said.includes("Reclaimed") ? said : "";
    } catch (error) {
      return String((error as { stdout?: Buffer }).stdout);
    }
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true });
  }
}
