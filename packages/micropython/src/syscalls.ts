import { type Engine } from "./engine.js";
import { Errno, FileError, type Files, type Stat } from "./files.js";

// Layouts and flags of the C library the module is linked with (musl, 32-bit pointers, 64-bit offsets).
const O = {
  accessMode: 3,
  writeOnly: 1,
  readWrite: 2,
  create: 0x40,
  exclusive: 0x80,
  truncate: 0x200,
  append: 0x400,
  directory: 0x10000,
};
const S_IFDIR = 0o040000;
const S_IFREG = 0o100000;
const S_IFCHR = 0o020000;
const DIRENT = { bytes: 280, offset: 8, length: 16, type: 18, name: 19, directory: 4, file: 8 };
const STDERR = 2;
const POLL = { in: 1, out: 4, invalid: 32 };

/** What a flash file system of a Pico would tell: blocks of 4096 bytes, 1.4 MB. */
const BLOCK = 4096;
const BLOCKS = 352;

/** Text of the console; never blocks, never fails. */
export type Write = (bytes: Uint8Array) => void;

type Imports = Record<string, (...args: never[]) => unknown>;

/** The file calls of the C library: those of `env` return -errno, those of WASI errno. */
export class Syscalls {
  readonly #engine: Engine;
  readonly #files: Files;
  readonly #write: Write;

  constructor(engine: Engine, files: Files, write: Write) {
    this.#engine = engine;
    this.#files = files;
    this.#write = write;
  }

  env(): Imports {
    return { ...this.#paths(), ...this.#openFiles() };
  }

  #paths(): Imports {
    const files = this.#files;
    const path = (address: number) => this.#engine.memory.cText(address);
    const call = (action: () => number | void): number => this.#negative(action);
    return {
      __syscall_chdir: (dir: number) => call(() => files.changeDirectory(path(dir))),
      __syscall_mkdirat: (_: number, dir: number) => call(() => files.makeDirectory(path(dir))),
      __syscall_rmdir: (dir: number) => call(() => files.removeDirectory(path(dir))),
      __syscall_unlinkat: (_: number, file: number, flags: number) =>
        call(() => (flags ? files.removeDirectory(path(file)) : files.remove(path(file)))),
      __syscall_renameat: (_: number, from: number, __: number, to: number) =>
        call(() => files.rename(path(from), path(to))),
      __syscall_stat64: (file: number, out: number) => call(() => this.#putStat(out, files.stat(path(file)))),
      __syscall_lstat64: (file: number, out: number) => call(() => this.#putStat(out, files.stat(path(file)))),
      __syscall_newfstatat: (_: number, file: number, out: number) =>
        call(() => this.#putStat(out, files.stat(path(file)))),
      __syscall_statfs64: (file: number, _: number, out: number) =>
        call(() => {
          files.stat(path(file));
          this.#putFileSystem(out);
        }),
      __syscall_openat: (_: number, file: number, flags: number) => call(() => files.open(path(file), modeOf(flags))),
      __syscall_getcwd: (out: number, size: number) => call(() => this.#putCwd(out, size)),
    };
  }

  #openFiles(): Imports {
    return {
      __syscall_fstat64: (fd: number, out: number) =>
        this.#negative(() => (fd <= STDERR ? this.#putConsole(out) : this.#putStat(out, this.#files.statOpen(fd)))),
      __syscall_getdents64: (fd: number, out: number, bytes: number) =>
        this.#negative(() => this.#putEntries(fd, out, bytes)),
      __syscall_poll: (list: number, count: number) => this.#poll(list, count),
    };
  }

  wasi(): Imports {
    return {
      fd_close: (fd: number) => this.#positive(() => (fd <= STDERR ? undefined : this.#files.close(fd))),
      fd_sync: () => 0,
      fd_seek: (fd: number, offset: bigint, whence: number, out: number) =>
        this.#positive(() => {
          if (fd <= STDERR) throw new FileError(Errno.ESPIPE);
          const position = this.#files.seek(fd, Number(offset), whence);
          this.#put64(out, position);
        }),
      fd_read: (fd: number, list: number, count: number, out: number) =>
        this.#positive(() => {
          let total = 0;
          for (const part of this.#parts(list, count)) {
            const done = fd <= STDERR ? 0 : this.#files.read(fd, part);
            total += done;
            if (done < part.length) break;
          }
          this.#engine.memory.setWord(out, total);
        }),
      fd_write: (fd: number, list: number, count: number, out: number) =>
        this.#positive(() => {
          let total = 0;
          for (const part of this.#parts(list, count)) {
            if (fd > STDERR) this.#files.write(fd, part);
            else if (part.length > 0) this.#write(part.slice());
            total += part.length;
          }
          this.#engine.memory.setWord(out, total);
        }),
    };
  }

  #negative(action: () => number | void): number {
    try {
      return action() ?? 0;
    } catch (error) {
      if (error instanceof FileError) return -error.errno;
      throw error;
    }
  }

  #positive(action: () => void): number {
    try {
      action();
      return 0;
    } catch (error) {
      if (error instanceof FileError) return error.errno;
      throw error;
    }
  }

  #parts(list: number, count: number): Uint8Array[] {
    const { memory } = this.#engine;
    const parts = [];
    for (let at = list; at < list + 8 * count; at += 8) {
      const start = memory.word(at);
      parts.push(memory.u8.subarray(start, start + memory.word(at + 4)));
    }
    return parts;
  }

  /** A whole number of up to 53 bits as a 64-bit one. */
  #put64(address: number, value: number): void {
    this.#engine.memory.setWord(address, value | 0);
    this.#engine.memory.setWord(address + 4, Math.floor(value / 2 ** 32));
  }

  #putStat(out: number, stat: Stat): void {
    // A board's file system has neither permissions nor links.
    this.#putNode(out, stat.directory ? S_IFDIR : S_IFREG, stat.size, stat.modified);
  }

  #putConsole(out: number): void {
    this.#putNode(out, S_IFCHR | 0o600, 0, 0);
  }

  #putNode(out: number, mode: number, size: number, seconds: number): void {
    const { memory } = this.#engine;
    memory.u8.fill(0, out, out + 96);
    memory.setWord(out + 4, mode);
    this.#put64(out + 24, size);
    memory.setWord(out + 32, BLOCK);
    memory.setWord(out + 36, Math.ceil(size / 512));
    for (const time of [40, 56, 72]) this.#put64(out + time, seconds);
  }

  #putFileSystem(out: number): void {
    const { memory } = this.#engine;
    let used = 0;
    for (const content of this.#files.files.values()) used += Math.ceil(content.length / BLOCK) + 1;
    const free = Math.max(0, BLOCKS - used);
    memory.u8.fill(0, out, out + 88);
    memory.setWord(out + 4, BLOCK);
    memory.setWord(out + 60, BLOCK);
    this.#put64(out + 8, BLOCKS);
    this.#put64(out + 16, free);
    this.#put64(out + 24, free);
    memory.setWord(out + 56, 255);
  }

  #putCwd(out: number, size: number): number {
    const bytes = new TextEncoder().encode(`${this.#files.cwd}\0`);
    if (bytes.length > size) throw new FileError(Errno.ERANGE);
    this.#engine.memory.u8.set(bytes, out);
    return bytes.length;
  }

  #putEntries(fd: number, out: number, bytes: number): number {
    const { memory } = this.#engine;
    const entries = this.#files.list(fd);
    const first = this.#files.position(fd);
    const some = entries.slice(first, first + Math.floor(bytes / DIRENT.bytes));
    some.forEach((entry, i) => {
      const at = out + i * DIRENT.bytes;
      memory.u8.fill(0, at, at + DIRENT.bytes);
      this.#put64(at + DIRENT.offset, first + i + 1);
      memory.u8[at + DIRENT.length] = DIRENT.bytes & 255;
      memory.u8[at + DIRENT.length + 1] = DIRENT.bytes >> 8;
      memory.u8[at + DIRENT.type] = entry.directory ? DIRENT.directory : DIRENT.file;
      new TextEncoder().encodeInto(entry.name, memory.u8.subarray(at + DIRENT.name, at + DIRENT.bytes - 1));
    });
    this.#files.seek(fd, first + some.length, 0);
    return some.length * DIRENT.bytes;
  }

  /** Files are always ready, the console's output too; nothing ever waits on the console's input here. */
  #poll(list: number, count: number): number {
    const { memory } = this.#engine;
    let ready = 0;
    for (let at = list; at < list + 8 * count; at += 8) {
      const wanted = memory.half(at + 4) & (POLL.in | POLL.out);
      const fd = memory.word(at);
      const events = fd < 0 ? 0 : fd <= STDERR ? wanted & POLL.out : wanted;
      memory.u8[at + 6] = events;
      memory.u8[at + 7] = 0;
      if (events) ready++;
    }
    return ready;
  }
}

function modeOf(flags: number) {
  const access = flags & O.accessMode;
  return {
    read: access !== O.writeOnly,
    write: access === O.writeOnly || access === O.readWrite,
    append: (flags & O.append) !== 0,
    create: (flags & O.create) !== 0,
    exclusive: (flags & O.exclusive) !== 0,
    truncate: (flags & O.truncate) !== 0,
    directory: (flags & O.directory) !== 0,
  };
}
