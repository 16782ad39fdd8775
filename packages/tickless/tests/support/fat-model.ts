import fc from "fast-check";
import { crc32 } from "node:zlib";

/* What programs do with files on a FAT volume, and what must come of it. */

const ENOENT = 2;
const EACCES = 13;
const EEXIST = 17;
const ENOTDIR = 20;
const EISDIR = 21;

/** [what, path, and what else it takes]. */
export type Step =
  | readonly ["write", string, "w" | "a" | "x", number, number]
  | readonly ["patch", string, number, number, number]
  | readonly ["read", string]
  | readonly ["mkdir" | "rmdir" | "remove" | "list", string]
  | readonly ["rename", string, string];

const names = ["a", "B.TXT", "data.csv", "Long file name.text", "größe", "n".repeat(40)];
const anyCase = fc
  .tuple(fc.constantFrom(...names), fc.integer({ min: 0, max: 3 }))
  .map(([name, how]) => (how === 0 ? name.replaceAll(/[a-z]/g, (letter) => letter.toUpperCase()) : name));
// Few, so that steps meet what others left.
const path = fc.oneof(
  { weight: 4, arbitrary: anyCase },
  { weight: 2, arbitrary: fc.tuple(anyCase, anyCase).map((parts) => parts.join("/")) },
  { weight: 1, arbitrary: fc.tuple(anyCase, anyCase, anyCase).map((parts) => parts.join("/")) },
);
const size = fc.oneof(fc.constantFrom(0, 1, 511, 512, 513, 1024), fc.integer({ min: 0, max: 2500 }));
const seed = fc.integer({ min: 0, max: 250 });

export const steps = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.tuple(fc.constant("write"), path, fc.constantFrom("w", "a", "x"), size, seed) },
    { weight: 2, arbitrary: fc.tuple(fc.constant("patch"), path, size, size, seed) },
    { weight: 3, arbitrary: fc.tuple(fc.constant("read"), path) },
    { weight: 6, arbitrary: fc.tuple(fc.constantFrom("mkdir", "rmdir", "remove", "list"), path) },
    { weight: 2, arbitrary: fc.tuple(fc.constant("rename"), path, path) },
  ),
  { minLength: 20, maxLength: 60 },
) as fc.Arbitrary<Step[]>;

/** The bytes that a step writes. */
export const pattern = (seed: number, size: number): Uint8Array =>
  Uint8Array.from({ length: size }, (_, i) => (seed + i) % 251);

/** Does the steps in `steps.json`, and prints what came of each: a number of bytes, a sum, a list, or an error. */
export const PROGRAM = `
def checksum(path):
    total = 0
    with open(path, "rb") as f:
        while part := f.read(3000):
            total = binascii.crc32(part, total)
    return total

def pattern(seed, size):
    return (bytes(range(251)) * (size // 251 + 2))[seed : seed + size]

def do(what, path, *args):
    path = "/sd/" + path
    if what == "write":
        with open(path, args[0] + "b") as f:
            return f.write(pattern(args[2], args[1]))
    if what == "patch":
        with open(path, "r+b") as f:
            f.seek(min(args[0], f.seek(0, 2)))
            return f.write(pattern(args[2], args[1]))
    if what == "read":
        return checksum(path)
    if what == "list":
        return sorted([[name, size] if kind == 0x8000 else [name] for name, kind, _, size in os.ilistdir(path)])
    return getattr(os, what)(path, *("/sd/" + other for other in args))

for step in json.load(open("steps.json")):
    try:
        print(json.dumps(do(*step)))
    except OSError as error:
        print("error", error.errno)
os.umount("/sd")
`;

interface Folder {
  readonly name: string;
  readonly inside: Map<string, Node>;
}
interface File {
  readonly name: string;
  content: Uint8Array;
}
type Node = Folder | File;

const isFolder = (node: Node): node is Folder => "inside" in node;
const key = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());

class Refused extends Error {
  constructor(readonly errno: number) {
    super();
  }
}

/** Files and folders as a FAT volume keeps them: names differ in more than their case. */
export class Model {
  readonly root: Folder = { name: "", inside: new Map() };

  /** What the program prints for a step; undefined for one that makes no sense and is left out. */
  does(step: Step): string | undefined {
    if (step[0] === "rename" && `${key(step[2])}/`.startsWith(`${key(step[1])}/`) && key(step[1]) !== key(step[2]))
      return undefined;
    try {
      return JSON.stringify(this.#do(step)) ?? "null";
    } catch (error) {
      if (error instanceof Refused) return `error ${error.errno}`;
      throw error;
    }
  }

  /** All files by path. */
  *files(folder = this.root, path = ""): Generator<[string, Uint8Array]> {
    for (const node of folder.inside.values())
      if (isFolder(node)) yield* this.files(node, `${path}/${node.name}`);
      else yield [`${path}/${node.name}`, node.content];
  }

  #find(path: string): { folder: Folder; name: string; node: Node | undefined } {
    const parts = path.split("/");
    const name = parts.pop()!;
    let folder = this.root;
    for (const part of parts) {
      const next = folder.inside.get(key(part));
      if (!next || !isFolder(next)) throw new Refused(ENOENT);
      folder = next;
    }
    return { folder, name, node: folder.inside.get(key(name)) };
  }

  #file(path: string): File {
    const { node } = this.#find(path);
    if (!node || isFolder(node)) throw new Refused(ENOENT);
    return node;
  }

  #do(step: Step): unknown {
    const [what, path] = step;
    switch (what) {
      case "write":
        return this.#write(path, step[2], pattern(step[4], step[3]));
      case "patch": {
        const file = this.#file(path);
        const at = Math.min(step[2], file.content.length);
        file.content = overwritten(file.content, pattern(step[4], step[3]), at);
        return step[3];
      }
      case "read":
        return crc32(this.#file(path).content);
      case "list": {
        const { node } = this.#find(path);
        if (!node || !isFolder(node)) throw new Refused(ENOENT);
        const entries = [...node.inside.values()].map((each) =>
          isFolder(each) ? [each.name] : [each.name, each.content.length],
        );
        return entries.sort(([a], [b]) => (a! < b! ? -1 : 1));
      }
      case "mkdir": {
        const { folder, name, node } = this.#find(path);
        if (node) throw new Refused(EEXIST);
        folder.inside.set(key(name), { name, inside: new Map() });
        return null;
      }
      case "rename":
        return this.#rename(path, step[2]);
      default:
        return this.#remove(path, what === "rmdir");
    }
  }

  #write(path: string, mode: string, bytes: Uint8Array): number {
    const { folder, name, node } = this.#find(path);
    if (node && isFolder(node)) throw new Refused(EACCES);
    if (node && mode === "x") throw new Refused(EEXIST);
    const file: File = node ?? { name, content: new Uint8Array(0) };
    file.content = mode === "a" ? overwritten(file.content, bytes, file.content.length) : bytes;
    folder.inside.set(key(name), file);
    return bytes.length;
  }

  #remove(path: string, asFolder: boolean): null {
    const { folder, name, node } = this.#find(path);
    if (!node) throw new Refused(ENOENT);
    if (isFolder(node) !== asFolder) throw new Refused(asFolder ? ENOTDIR : EISDIR);
    if (isFolder(node) && node.inside.size > 0) throw new Refused(EACCES);
    folder.inside.delete(key(name));
    return null;
  }

  #rename(from: string, to: string): null {
    const source = this.#find(from);
    if (!source.node) throw new Refused(ENOENT);
    const target = this.#find(to);
    if (target.node && target.node !== source.node) this.#remove(to, false);
    source.folder.inside.delete(key(source.name));
    target.folder.inside.set(key(target.name), { ...source.node, name: target.name });
    return null;
  }
}

function overwritten(content: Uint8Array, bytes: Uint8Array, at: number): Uint8Array {
  const result = new Uint8Array(Math.max(content.length, at + bytes.length));
  result.set(content);
  result.set(bytes, at);
  return result;
}
