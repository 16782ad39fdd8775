// Turns the stock MicroPython WebAssembly module (npm, pinned) into the engine. The engine can be
//   metered    a mutable global `fuel` goes down by `step` (1 or 0) per bytecode; below 0 it calls import out_of_fuel
//   suspended  Binaryen's Asyncify: the imports listed below may unwind the whole wasm stack and later rewind it
//   collected  gc_collect, a stub upstream, is an import; gc_collect_start and gc_collect_end are exported
//   bounded    the Python heap grows only by what import heap_growth grants (a reserve while a traceback is produced)
//   inspected  `frame` leads to the code states of the live Python frames; qstr_str is exported
//   single     floats that the program makes have 32 bits, as a board's; import format_float writes them
//   ordered    dictionaries have the order that they have with the board's hashes
//   watched    import task_event is told when asyncio's loop resumes a coroutine and how that came back
// Everything is found by structure and fails with a message when upstream changed.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { orderByHash, reportLikeABoard } from "./like-a-board.mjs";
import { roundFloats } from "./round-floats.mjs";
import { expect, stackPointer, Wat } from "./wat.mjs";

const FEATURES = [
  "bulk-memory",
  "bulk-memory-opt",
  "sign-ext",
  "mutable-globals",
  "nontrapping-float-to-int",
  "multivalue",
  "reference-types",
  "call-indirect-overlong",
].map((feature) => `--enable-${feature}`);

/** Imports under which the stack may be unwound. The trampolines are on the list because others unwind through them. */
const SUSPENDING = [
  "call0",
  "call1",
  "call2",
  "calln",
  "call0_kwarg",
  "calln_kwarg",
  "out_of_fuel",
  "gc_collect",
  "invoke_*",
].map((name) => `env.${name}`);

const WASM_PAGE = 65536;

/** The function that runs bytecode, and the lines of its dispatch loop. */
function findDispatch(wat) {
  const { lines } = wat;
  const table = lines.reduce((best, l, i) => (l.includes("(br_table") && l.length > lines[best].length ? i : best), 0);
  expect(lines[table].includes("(br_table"), "there is no br_table");
  const run = wat.functions.find((name) => {
    const [start, end] = wat.range(name);
    return start < table && table < end;
  });
  const { params, result } = wat.signature(run);
  expect(params.join() === "i32,i32" && result === "i32", "the bytecode function is not (i32, i32) -> i32");
  return { run, loop: wat.loopAround(table) };
}

/** Counts bytecodes at the head of the dispatch loop, after the current instruction pointer was stored there. */
function meter(wat) {
  const { run, loop } = findDispatch(wat);
  const head = wat.lines.slice(loop, loop + 8).findIndex((line) => line.trim() === "(i32.store offset=4");
  const store = loop + expect(head, "the dispatch loop does not begin by storing the instruction pointer");
  expect(wat.lines[store + 1].trim() === "(local.get $0)", "the instruction pointer is not stored in the code state");
  wat.insertAfter(
    wat.closing(store),
    `(global.set $fuel (i32.sub (global.get $fuel) (global.get $step)))
(if (i32.lt_s (global.get $fuel) (i32.const 0)) (then (call $out_of_fuel)))`,
  );
  wat.declare('(import "env" "out_of_fuel" (func $out_of_fuel))');
  wat.declare('(import "env" "task_event" (func $task_event (param i32 i32)))');
  const watched = { task_loop: 0, task_maker: 0, coroutine_function: 0 };
  const globals = { fuel: 0x7fffffff, step: 1, frame: 0, free_first: 0, free_count: 0, ...watched };
  for (const [name, start] of Object.entries(globals)) {
    wat.declare(`(global $${name} (mut i32) (i32.const ${start}))`, `(export "${name}" (global $${name}))`);
  }
  wat.wrap(run, (inner) => frameRecord(run, inner, stackPointer(wat)));
  return run;
}

/**
 * Around each run of bytecode: a record on the C stack of 16 bytes (0 outer record, 4 code state, 8 step of the caller), and
 * `step`, which is 0 if the source file is one of the free ones. A code state begins with its function; the function's
 * second word is the module context; its third the qstr table, whose first entry is the name of the source file.
 * Bytecode ends by returning, exceptions included, so what is set here is always taken back.
 *
 * If `task_loop` is set, import task_event is told of the coroutines that this Python function calls, and of results of the
 * function `task_maker`: which code state, and 0 it begins, 1 it returned, 2 it yielded, 3 it raised; 4 the maker returned.
 * A coroutine is known by its function being of the type `coroutine_function`.
 */
function frameRecord(name, inner, sp) {
  return `(func ${name} (param $code i32) (param $inject i32) (result i32)
  (local $record i32)
  (local $watched i32)
  (if (global.get $task_loop) (then
    (if (i32.eq (i32.load (local.get $code)) (global.get $task_maker)) (then (local.set $watched (i32.const 4))))
    (if (global.get $frame) (then
      (if (i32.eq (i32.load (i32.load offset=4 (global.get $frame))) (global.get $task_loop)) (then
        (if (i32.eq (i32.load (i32.load (local.get $code))) (global.get $coroutine_function)) (then
          (local.set $watched (i32.const 1))
          (call $task_event (local.get $code) (i32.const 0))))))))))
  (global.set ${sp} (local.tee $record (i32.sub (global.get ${sp}) (i32.const 16))))
  (i32.store (local.get $record) (global.get $frame))
  (i32.store offset=4 (local.get $record) (local.get $code))
  (i32.store offset=8 (local.get $record) (global.get $step))
  (global.set $frame (local.get $record))
  (global.set $step (i32.ge_u
    (i32.sub
      (i32.load16_u (i32.load offset=8 (i32.load offset=4 (i32.load (local.get $code)))))
      (global.get $free_first))
    (global.get $free_count)))
  (global.set $parsing (i32.const 0)) ;; a syntax error has left it
  (local.set $inject (call ${inner} (local.get $code) (local.get $inject)))
  (global.set $frame (i32.load (local.get $record)))
  (global.set $step (i32.load offset=8 (local.get $record)))
  (global.set ${sp} (i32.add (local.get $record) (i32.const 16)))
  (if (local.get $watched) (then
    (call $task_event (local.get $code) (i32.add (local.get $watched) (local.get $inject)))))
  (local.get $inject))`;
}

/** Upstream never collects while Python runs and grows the heap instead; here it collects, and the heap stays. */
function bound(wat) {
  const leave = expect(
    wat.calls(wat.exported("mp_js_repl_process_char")).at(-1),
    "mp_js_repl_process_char calls nothing",
  );
  const [start, end] = wat.calls(leave);
  expect(start && end, "the outermost call does not end with a collection");
  const pending = /i32\.store8 offset=(\d+)/.exec(wat.flat(leave));
  const flag = expect(pending, "no flag tells that a collection is due")[1];
  const collect = new RegExp(
    `^ \\(func \\$\\S+ \\(i32\\.store8 offset=${flag} \\(i32\\.const 0\\) \\(i32\\.const 1\\) \\) \\)$`,
  );
  const growth = /^ \(func \$\S+ \(result i32\) \(i32\.const 134217728\) \)$/;
  const find = (pattern, what) =>
    expect(
      wat.functions.find((name) => pattern.test(wat.flat(name))),
      `${what} is not the stub it was`,
    );
  wat.replaceBody(find(collect, "gc_collect"), "(call $gc_collect)");
  wat.replaceBody(find(growth, "gc_get_max_new_split"), "(call $heap_growth)");
  wat.declare(
    '(import "env" "gc_collect" (func $gc_collect))',
    '(import "env" "heap_growth" (func $heap_growth (result i32)))',
    `(export "gc_collect_start" (func ${start}))`,
    `(export "gc_collect_end" (func ${end}))`,
  );
}

/**
 * Import `report` is told 1 when a traceback is about to be extended, 2 when an uncaught exception is about to be turned into
 * text, and 0 afterwards, so that the heap can have a reserve meanwhile.
 */
function reserveForTracebacks(wat, run) {
  const extend = wat.invoked(run, "invoke_viiii");
  expect(extend.length === 1, "the bytecode function extends a traceback in more than one place");
  const convert = wat.exported("proxy_convert_mp_to_js_obj_cside");
  const others = wat.invoked(wat.exported("mp_js_do_exec"), "invoke_vii").filter((name) => name !== convert);
  expect(others.length === 1, "mp_js_do_exec turns an exception into text in more than one place");
  for (const [name, count, reporting] of [
    [extend[0], 4, 1],
    [others[0], 2, 2],
  ]) {
    const { params, result } = wat.signature(name);
    expect(params.length === count && result === "", `${name} has another signature`);
    const list = params.map((type, i) => `(param $p${i} ${type})`).join(" ");
    const pass = params.map((_, i) => `(local.get $p${i})`).join(" ");
    wat.wrap(
      name,
      (inner) => `(func ${name} ${list}
  (call $report (i32.const ${reporting}))
  (call ${inner} ${pass})
  (call $report (i32.const 0)))`,
    );
  }
  wat.declare('(import "env" "report" (func $report (param i32)))');
}

/** Upstream hangs in an empty loop when an exception finds no handler at all; here that is an error. */
function failInsteadOfHanging(wat) {
  const hanging = wat.functions.filter((name) => /\(loop (\$\S+) \(br \1\) \)/.test(wat.flat(name)));
  expect(hanging.length > 0, "no function hangs");
  for (const name of hanging) wat.replaceBody(name, "(call $fatal) (unreachable)");
  wat.declare(`(import "env" "fatal" (func $fatal))`);
}

/** Bytes of C stack that a level of recursion in C takes: of the order of what it takes on a board. */
const LEVEL_BYTES = 128;

/**
 * Recursion in C is bounded by the C stack that it takes. Upstream's optimiser keeps locals elsewhere, so that printing and
 * matching take next to nothing of it, and the host's own stack overflows first. Here they take it.
 */
function boundRecursion(wat) {
  const sp = stackPointer(wat);
  const check =
    /\(i32\.lt_u \(i32\.sub \(i32\.load offset=(\d+) \(i32\.const 0\) \) [^]* \(i32\.load offset=\1 \(i32\.const 4\) \) \) \) \(call \$\S+\) \(unreachable\)/;
  const stackCheck = expect(
    wat.functions.find((name) => wat.body(name).length < 60 && check.test(wat.flat(name))),
    "nothing checks the C stack",
  );
  const callers = wat.functions.filter((name) => wat.calls(name).includes(stackCheck));
  const recursive = callers.filter(
    (name) => wat.calls(name).includes(name) && !wat.flat(name).includes(`global.set ${sp}`),
  );
  // Printing recurses through the types of objects.
  const prints = callers.filter((name) => wat.signature(name).params.length === 3 && wat.signature(name).result === "");
  expect(recursive.length >= 1 && prints.length === 1, "other functions check the C stack");
  for (const name of [...recursive, ...prints]) {
    const { params, result } = wat.signature(name);
    const list = params.map((type, i) => `(param $p${i} ${type})`).join(" ");
    const call = `(call $INNER ${params.map((_, i) => `(local.get $p${i})`).join(" ")})`;
    wat.wrap(name, (inner) =>
      `(func ${name} ${list} ${result && `(result ${result}) (local $r ${result})`}
  (global.set ${sp} (i32.sub (global.get ${sp}) (i32.const ${LEVEL_BYTES})))
  ${result ? `(local.set $r ${call})` : call}
  (global.set ${sp} (i32.add (global.get ${sp}) (i32.const ${LEVEL_BYTES})))
  ${result && "(local.get $r)"})`.replace("$INNER", inner),
    );
  }
}

/** qstr_str is what is called right before a JavaScript attribute is looked up by name. */
function exportNames(wat) {
  const lookup = wat.imported("lookup_attr");
  const user = wat.functions.find((name) => wat.calls(name).includes(lookup));
  const calls = wat.calls(expect(user, "nothing looks up attributes"));
  const text = calls[calls.indexOf(lookup) + 1];
  const { params, result } = wat.signature(expect(text, "no name is made for an attribute that is looked up"));
  expect(params.join() === "i32" && result === "i32", "qstr_str has another signature");
  wat.declare(`(export "qstr_str" (func ${text}))`);
}

/** A file of a board is printed without the number that it has in the host's file system. */
function nameFilesLikeABoard(wat) {
  const [from, to] = ["<io.%s %d>\\00", "<io.%s>\\00\\00\\00\\00"];
  const at = wat.lines.findIndex((line) => line.startsWith(" (data ") && line.includes(from));
  wat.lines[expect(at, "files are printed in another way")] = wat.lines[at].replace(from, to);
}

/** Starts with as little memory as the static data needs; malloc asks for more. So a machine is small, and fast to copy. */
function shrinkMemory(wat) {
  const at = wat.lines.findIndex((line) => /^ \(memory \$\S+ \d+ \d+\)$/.test(line));
  const [, name, , max] = /\(memory (\$\S+) (\d+) (\d+)\)/.exec(wat.lines[expect(at, "it has no memory")]);
  const ends = wat.lines.flatMap((line) => /^ \(data \$\S+ \(i32\.const (\d+)\)/.exec(line)?.[1] ?? []).map(Number);
  wat.lines[at] = ` (memory ${name} ${Math.ceil(Math.max(...ends) / WASM_PAGE) + 1} ${max})`;
}

/** Writes the engine made from the module at `input` to `output`. `bin` is the folder of Binaryen's tools. */
export function instrument(input, output, bin) {
  const run = (tool, ...args) =>
    execFileSync(process.execPath, [join(bin, tool), ...args, ...FEATURES], { maxBuffer: 1 << 28 });
  const dir = mkdtempSync(join(tmpdir(), "tickless-engine-"));
  try {
    const [text, plain] = [join(dir, "engine.wat"), join(dir, "engine.wasm")];
    run("wasm-dis", input, "-o", text);
    const wat = new Wat(readFileSync(text, "utf8"));
    exportNames(wat);
    failInsteadOfHanging(wat);
    boundRecursion(wat);
    bound(wat);
    reserveForTracebacks(wat, findDispatch(wat).run);
    reportLikeABoard(wat);
    orderByHash(wat);
    roundFloats(wat);
    meter(wat);
    nameFilesLikeABoard(wat);
    shrinkMemory(wat);
    writeFileSync(text, wat.toString());
    run("wasm-as", text, "-o", plain);
    run("wasm-opt", plain, "--asyncify", "-O3", `--pass-arg=asyncify-imports@${SUSPENDING.join()}`, "-o", output);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
