/** MicroPython's numbers, which are Linux's. */
export const Errno = {
  ENOENT: 2,
  EBADF: 9,
  EACCES: 13,
  EBUSY: 16,
  EEXIST: 17,
  ENOTDIR: 20,
  EISDIR: 21,
  EINVAL: 22,
  EMFILE: 24,
  ESPIPE: 29,
  ERANGE: 34,
  ENOTEMPTY: 39,
} as const;

export class FileError extends Error {
  constructor(readonly errno: number) {
    super(`errno ${errno}`);
    this.name = "FileError";
  }
}

export interface OpenMode {
  readonly read: boolean;
  readonly write: boolean;
  readonly append: boolean;
  readonly create: boolean;
  readonly exclusive: boolean;
  readonly truncate: boolean;
  readonly directory: boolean;
}

interface OpenFile {
  readonly path: string;
  readonly mode: OpenMode;
  position: number;
  /** The content, when it does not come from the file system. */
  readonly fixed?: Uint8Array;
}

export interface Stat {
  readonly directory: boolean;
  readonly size: number;
  readonly ino: number;
  readonly modified: number;
}

/** Everything there is to the file system, as plain data. Contents are shared: they never change in place. */
export interface FilesState {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly directories: readonly string[];
  readonly modified: ReadonlyMap<string, number>;
  readonly cwd: string;
  readonly open: readonly (Readonly<OpenFile> | null)[];
  readonly overlay: { readonly path: string; readonly content: Uint8Array } | null;
}

const FIRST_FD = 3;
const MAX_OPEN = 64;
const FILE_ONLY: OpenMode = {
  read: true,
  write: false,
  append: false,
  create: false,
  exclusive: false,
  truncate: false,
  directory: false,
};

const parentOf = (path: string) => path.slice(0, path.lastIndexOf("/")) || "/";
const nameOf = (path: string) => path.slice(path.lastIndexOf("/") + 1);

/**
 * A file system in memory: absolute paths to contents, and directories. Writing replaces a file's content, so contents
 * can be shared with snapshots; appending uses the spare room of a buffer that only this file system writes to.
 *
 * **Not modelled**: permissions, links, time of access, room running out.
 */
export class Files {
  readonly files = new Map<string, Uint8Array>();
  /** A file seen once by the next `open` of its path: source code given as text. */
  overlay: { readonly path: string; readonly content: Uint8Array } | null = null;
  #directories = new Set<string>(["/"]);
  #modified = new Map<string, number>();
  #cwd = "/";
  #open: (OpenFile | null)[] = Array.from({ length: FIRST_FD }, () => null);
  /** Bytes used of the buffers made here for growing files. */
  readonly #used = new WeakMap<ArrayBufferLike, number>();
  readonly #now: () => number;

  /** Files that can be read by who knows their path, unless there is another there; no list has them. */
  readonly #hidden: ReadonlyMap<string, Uint8Array>;

  /** `now` gives seconds since 1970, for the time of modification. */
  constructor(
    files: ReadonlyMap<string, Uint8Array>,
    now: () => number,
    hidden: ReadonlyMap<string, Uint8Array> = new Map(),
  ) {
    this.#now = now;
    this.#hidden = hidden;
    for (const [path, content] of files) this.add(this.resolve(path), content);
  }

  /** Adds a file with all the directories it needs. */
  add(path: string, content: Uint8Array): void {
    for (let dir = parentOf(path); dir !== "/"; dir = parentOf(dir)) this.#directories.add(dir);
    this.files.set(path, content);
  }

  /** Removes everything; nothing may be open. */
  wipe(): void {
    this.files.clear();
    this.#modified.clear();
    this.#directories = new Set(["/"]);
    this.#cwd = "/";
  }

  get cwd(): string {
    return this.#cwd;
  }

  resolve(path: string): string {
    const parts: string[] = [];
    for (const part of (path.startsWith("/") ? path : `${this.#cwd}/${path}`).split("/")) {
      if (part === "..") parts.pop();
      else if (part !== "" && part !== ".") parts.push(part);
    }
    return `/${parts.join("/")}`;
  }

  #isDirectory(path: string): boolean {
    return this.#directories.has(path);
  }

  /** Fails unless the directory that `path` is to be made in exists. */
  #checkParent(path: string): void {
    const parent = parentOf(path);
    if (!this.#isDirectory(parent)) throw new FileError(this.files.has(parent) ? Errno.ENOTDIR : Errno.ENOENT);
  }

  open(given: string, mode: OpenMode): number {
    const path = this.resolve(given);
    if (this.overlay?.path === path && !mode.write) {
      const fixed = this.overlay.content;
      this.overlay = null;
      return this.#newFd({ path, mode: FILE_ONLY, position: 0, fixed });
    }
    const hidden = mode.write || this.files.has(path) ? undefined : this.#hidden.get(path);
    if (hidden) return this.#newFd({ path, mode: FILE_ONLY, position: 0, fixed: hidden });
    if (this.#isDirectory(path)) {
      if (mode.write) throw new FileError(Errno.EISDIR);
    } else if (this.files.has(path)) {
      if (mode.directory) throw new FileError(Errno.ENOTDIR);
      if (mode.create && mode.exclusive) throw new FileError(Errno.EEXIST);
      if (mode.truncate) this.#replace(path, new Uint8Array(0));
    } else {
      this.#checkParent(path);
      if (!mode.create) throw new FileError(Errno.ENOENT);
      this.#replace(path, new Uint8Array(0));
    }
    return this.#newFd({ path, mode, position: 0 });
  }

  #newFd(file: OpenFile): number {
    let fd = FIRST_FD;
    while (this.#open[fd]) fd++;
    if (fd >= MAX_OPEN) throw new FileError(Errno.EMFILE);
    this.#open[fd] = file;
    return fd;
  }

  #file(fd: number): OpenFile {
    const file = this.#open[fd];
    if (!file) throw new FileError(Errno.EBADF);
    return file;
  }

  #content(file: OpenFile): Uint8Array {
    const content = file.fixed ?? this.files.get(file.path);
    if (!content) throw new FileError(this.#isDirectory(file.path) ? Errno.EISDIR : Errno.EBADF);
    return content;
  }

  close(fd: number): void {
    this.#file(fd);
    this.#open[fd] = null;
  }

  /** Reads up to `target.length` bytes, returns how many. */
  read(fd: number, target: Uint8Array): number {
    const file = this.#file(fd);
    if (!file.mode.read) throw new FileError(Errno.EBADF);
    const content = this.#content(file);
    const part = content.subarray(file.position, file.position + target.length);
    target.set(part);
    file.position += part.length;
    return part.length;
  }

  write(fd: number, bytes: Uint8Array): void {
    const file = this.#file(fd);
    if (!file.mode.write) throw new FileError(Errno.EBADF);
    const content = this.#content(file);
    const at = file.mode.append ? content.length : file.position;
    const end = at + bytes.length;
    this.#replace(file.path, this.#withWritten(content, bytes, at, Math.max(end, content.length)));
    file.position = end;
  }

  #withWritten(content: Uint8Array, bytes: Uint8Array, at: number, length: number): Uint8Array {
    const { buffer, byteOffset } = content;
    const isLast = this.#used.get(buffer) === byteOffset + content.length;
    if (at === content.length && isLast && byteOffset + length <= buffer.byteLength) {
      const grown = new Uint8Array(buffer, byteOffset, length);
      grown.set(bytes, at);
      this.#used.set(buffer, byteOffset + length);
      return grown;
    }
    const copy = new Uint8Array(new ArrayBuffer(Math.max(64, 2 * length)), 0, length);
    copy.set(content);
    copy.set(bytes, at);
    this.#used.set(copy.buffer, length);
    return copy;
  }

  #replace(path: string, content: Uint8Array): void {
    this.files.set(path, content);
    this.#modified.set(path, this.#now());
  }

  /** `whence` 0 from the start, 1 from here, 2 from the end. Returns the new position. */
  seek(fd: number, offset: number, whence: number): number {
    const file = this.#file(fd);
    const from = [0, file.position, this.#isDirectory(file.path) ? 0 : this.#content(file).length][whence];
    if (from === undefined || from + offset < 0) throw new FileError(Errno.EINVAL);
    file.position = from + offset;
    return file.position;
  }

  position(fd: number): number {
    return this.#file(fd).position;
  }

  stat(given: string): Stat {
    const path = this.resolve(given);
    const content = this.files.get(path) ?? this.#hidden.get(path);
    if (!content && !this.#isDirectory(path)) throw new FileError(Errno.ENOENT);
    return { directory: !content, size: content?.length ?? 0, ino: 0, modified: this.#modified.get(path) ?? 0 };
  }

  statOpen(fd: number): Stat {
    const file = this.#file(fd);
    if (!file.fixed) return this.stat(file.path);
    return { directory: false, size: file.fixed.length, ino: 0, modified: 0 };
  }

  /** Names in an open directory, with whether they are directories, sorted. */
  list(fd: number): { name: string; directory: boolean }[] {
    const { path } = this.#file(fd);
    if (!this.#isDirectory(path)) throw new FileError(Errno.ENOTDIR);
    const entries = [];
    for (const dir of this.#directories)
      if (dir !== "/" && parentOf(dir) === path) entries.push({ name: nameOf(dir), directory: true });
    for (const file of this.files.keys())
      if (parentOf(file) === path) entries.push({ name: nameOf(file), directory: false });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  makeDirectory(given: string): void {
    const path = this.resolve(given);
    if (this.#isDirectory(path) || this.files.has(path)) throw new FileError(Errno.EEXIST);
    this.#checkParent(path);
    this.#directories.add(path);
  }

  removeDirectory(given: string): void {
    const path = this.resolve(given);
    if (this.files.has(path)) throw new FileError(Errno.ENOTDIR);
    if (!this.#isDirectory(path)) throw new FileError(Errno.ENOENT);
    if (path === "/" || path === this.#cwd) throw new FileError(Errno.EBUSY);
    if (this.#hasChildren(path)) throw new FileError(Errno.ENOTEMPTY);
    this.#directories.delete(path);
  }

  #hasChildren(path: string): boolean {
    return [...this.#directories, ...this.files.keys()].some((other) => other !== "/" && parentOf(other) === path);
  }

  remove(given: string): void {
    const path = this.resolve(given);
    if (this.#isDirectory(path)) throw new FileError(Errno.EISDIR);
    if (!this.files.delete(path)) throw new FileError(Errno.ENOENT);
    this.#modified.delete(path);
  }

  rename(from: string, to: string): void {
    const [source, target] = [this.resolve(from), this.resolve(to)];
    const content = this.files.get(source);
    if (!content && !this.#isDirectory(source)) throw new FileError(Errno.ENOENT);
    if (source === target) return;
    this.#checkParent(target);
    if (content) {
      if (this.#isDirectory(target)) throw new FileError(Errno.EISDIR);
      this.files.delete(source);
      this.#replace(target, content);
      return;
    }
    if (this.files.has(target)) throw new FileError(Errno.ENOTDIR);
    if (target.startsWith(`${source}/`) || source === "/") throw new FileError(Errno.EINVAL);
    if (this.#hasChildren(target)) throw new FileError(Errno.ENOTEMPTY);
    this.#moveDirectory(source, target);
  }

  #moveDirectory(source: string, target: string): void {
    const moved = (path: string) =>
      path === source || path.startsWith(`${source}/`) ? target + path.slice(source.length) : path;
    this.#directories = new Set([...this.#directories].map(moved));
    for (const [path, content] of [...this.files]) {
      if (moved(path) === path) continue;
      this.files.delete(path);
      this.files.set(moved(path), content);
    }
  }

  changeDirectory(given: string): void {
    const path = this.resolve(given);
    if (!this.#isDirectory(path)) throw new FileError(this.files.has(path) ? Errno.ENOTDIR : Errno.ENOENT);
    this.#cwd = path;
  }

  save(): FilesState {
    return {
      files: new Map(this.files),
      directories: [...this.#directories],
      modified: new Map(this.#modified),
      cwd: this.#cwd,
      open: this.#open.map((file) => (file ? { ...file } : null)),
      overlay: this.overlay,
    };
  }

  load(state: FilesState): void {
    this.files.clear();
    for (const [path, content] of state.files) this.files.set(path, content);
    this.#directories = new Set(state.directories);
    this.#modified = new Map(state.modified);
    this.#cwd = state.cwd;
    this.#open = Array.from(state.open, (file) => (file ? { ...file } : null));
    this.overlay = state.overlay;
  }
}
