import { SHARED, type Action, type Awaitable, type Description } from "./description.js";
import type { Language } from "./languages.js";

/*
 * Writes a description down in Python or in TypeScript. Both texts come from this one walk; a language adds the syntax. Every
 * statement logs its place, "2.1" for the first statement inside the second, so that a line of the output leads to the line
 * of the program that wrote it.
 */
export function emit({ bodies, starts, end }: Description, language: Language): string {
  const writer = new Writer(language);
  writer.shared();
  bodies.forEach((actions, body) => writer.body(body, actions));
  writer.main(starts, end);
  return writer.text;
}

class Writer {
  private readonly lines: string[] = [];
  private depth = 0;

  constructor(private readonly to: Language) {}

  get text(): string {
    return this.lines.map((line) => `${line}\n`).join("");
  }

  shared(): void {
    const objects = { locks: "Lock()", events: "Event()", flags: "ThreadSafeFlag()", queues: "Queue(2)" };
    for (const [name, one] of Object.entries({ ...objects, semaphores: "Semaphore(1)", barriers: "Barrier(2)" })) {
      this.line(this.to.declare(name, this.to.list(Array.from({ length: SHARED }, () => this.to.make(one)))));
    }
  }

  body(body: number, actions: readonly Action[]): void {
    this.block(this.to.coroutine(`body${body}`, "me"), () => {
      this.say(`"starts body ${body}"`);
      this.line(this.to.returnIf("crowded()"));
      this.actions(actions, "");
      this.say(`"ends body ${body}"`);
    });
  }

  main(starts: readonly number[], end: number): void {
    this.block(this.to.coroutine("program"), () => {
      for (const body of starts) this.line(this.to.statement(`spawn(body${body})`));
      this.line(this.to.statement(this.to.await(`sleep_ms(${end})`)));
      this.line(this.to.statement("cancel_all()"));
      this.line(this.to.statement(this.to.await(`sleep_ms(${end})`)));
    });
  }

  private actions(actions: readonly Action[], prefix: string): void {
    actions.forEach((action, index) => this.action(action, `${prefix}${index + 1}`));
    if (actions.length === 0) this.line(this.to.statement("pass_by()"));
  }

  private action(action: Action, at: string): void {
    const { to } = this;
    switch (action.kind) {
      case "withLock":
        return this.withLock(action.lock, at, () => this.actions(action.actions, `${at}.`));
      case "repeat":
        return this.block(to.loop(action.times), () => this.actions(action.actions, `${at}.`));
      case "try":
        return this.attempt(action, at);
      case "fail":
        this.say(`"${at} fails"`);
        return this.line(to.raise(`oops(${action.value})`));
      case "return":
        this.say(`"${at} returns"`);
        return this.line(to.return(`${action.value}`));
      default:
        return this.say(`"${at} ${action.kind}"`, this.value(action, at));
    }
  }

  /** What a statement that is an expression evaluates. */
  private value(action: Action, at: string): string {
    const { to } = this;
    switch (action.kind) {
      case "sleep":
        return to.await(`sleep_ms(${action.ms})`);
      case "sleepSeconds":
        return to.await(`sleep(${action.s})`);
      case "block":
        return to.await(`block(${action.ms})`);
      case "spawn":
        return `spawn(body${action.body})`;
      case "cancel":
      case "done":
        return `${action.kind}(${action.task})`;
      case "await":
        return to.await(this.awaitable(action.what, at));
      case "waitFor":
        return to.await(`wait_for_ms(${this.awaitable(action.what, at)}, ${action.ms ?? to.nothing})`);
      case "gather": {
        const items = action.what.map((what, index) => this.awaitable(what, `${at}.${index + 1}`));
        return to.await(to.gather(items, action.returnExceptions));
      }
      case "release":
        return `locks[${action.lock}].release()`;
      case "set":
      case "clear":
        return `events[${action.event}].${action.kind}()`;
      case "raise":
        return `flags[${action.flag}].set()`;
      case "putNow":
        return `queues[${action.queue}].put_nowait(${action.queue})`;
      case "getNow":
        return `queues[${action.queue}].get_nowait()`;
      case "give":
        return `semaphores[${action.semaphore}].release()`;
      default:
        throw new Error(`${action.kind} is not an expression`);
    }
  }

  private awaitable(what: Awaitable, at: string): string {
    switch (what.kind) {
      case "coroutine":
        return `body${what.body}(me + "/${at}")`;
      case "task":
        return `later_task(me, ${what.task})`;
      case "acquire":
        return `locks[${what.lock}].acquire()`;
      case "wait":
        return `events[${what.event}].wait()`;
      case "flag":
        return `only_waiter(flags[${what.flag}])`;
      case "get":
        return `queues[${what.queue}].get()`;
      case "put":
        return `queues[${what.queue}].put(${what.value})`;
      case "take":
        return `semaphores[${what.semaphore}].acquire()`;
      case "meet":
        return `barriers[${what.barrier}].wait()`;
    }
  }

  private withLock(lock: number, at: string, inside: () => void): void {
    const { to } = this;
    this.open(to.withLock(`locks[${lock}]`));
    this.say(`"${at} has lock ${lock}"`);
    inside();
    this.close(to.withLockEnd(`locks[${lock}]`));
    this.say(`"${at} gave lock ${lock}"`);
  }

  private attempt(action: Action & { kind: "try" }, at: string): void {
    const { to } = this;
    const { on, last } = action;
    this.open(to.try);
    this.actions(action.actions, `${at}.`);
    if (on) {
      this.next(to.catch(on));
      this.say(`"${at} caught"`, "show(er)");
      this.actions(action.handler, `${at}.c`);
      if (action.again) this.line(to.again);
    }
    if (last ?? !on) {
      this.next([to.finally]);
      this.say(`"${at} finally"`);
      this.actions(last ?? [], `${at}.f`);
    }
    this.close(to.close);
  }

  // --- lines

  private say(...words: string[]): void {
    this.line(this.to.statement(`log(me, ${words.join(", ")})`));
  }

  private block(head: string, inside: () => void): void {
    this.open([head]);
    inside();
    this.close(this.to.close);
  }

  /** Opens a block: the last of these lines does. */
  private open(lines: readonly string[]): void {
    lines.forEach((line) => this.line(line));
    this.depth++;
  }

  private next(lines: readonly string[]): void {
    this.depth--;
    const [head, ...rest] = lines;
    this.open([head as string]);
    rest.forEach((line) => this.line(line));
  }

  private close(lines: readonly string[]): void {
    this.depth--;
    lines.forEach((line) => this.line(line));
  }

  private line(text: string): void {
    this.lines.push("    ".repeat(this.depth) + this.to.names(text));
  }
}
