// Gives the engine the floats of a board.
import { expect } from "./wat.mjs";

/**
 * A board's floats have 32 bits, upstream's 64. Every float that is made is rounded, and what the interpreter computes with
 * on the way to one. Free sources, which hold times in floats, keep 64 bits; literals are rounded in them too.
 */
export function roundFloats(wat) {
  const maker =
    /^ \(func \$\S+ \(param \$0 f64\) \(result i32\) \(local \$1 i32\) \(f64\.store offset=8 \(local\.tee \$1 \(call \$\S+ \(i32\.const 16\) \) \) \(local\.get \$0\) \) \(i32\.store \(local\.get \$1\) \(i32\.const (\d+)\) \) \(local\.get \$1\) \)$/;
  const makers = wat.functions.filter((name) => maker.test(wat.flat(name)));
  expect(makers.length === 1, "floats are made in another way");
  const type = `(i32.const ${maker.exec(wat.flat(makers[0]))[1]})`;
  const { parser, numbers } = findParser(wat, type);
  const rounded = { store: 0, convert: 0, nearest: 0 };
  for (const name of wat.functions) {
    const lines = wat.body(name).map((line) => line.trim());
    const typed = lines.includes(type);
    if (!typed && !lines.includes(`(call ${makers[0]}`)) continue;
    const [start] = wat.range(name);
    lines.forEach((line, i) => {
      if (typed && /^\(f64\.store\b/.test(line)) {
        rounded.store++;
        wat.enclose(wat.nextExpression(start + i + 1), "(call $single");
      } else if (line === "(f64.convert_i32_s") {
        rounded.convert++;
        wat.enclose(start + i, "(call $single");
      } else if (line === "(f64.nearest") {
        rounded.nearest++;
        wat.enclose(start + i + 1, "(call $single");
      }
    });
  }
  expect(
    Object.values(rounded).every((count) => count > 0),
    "floats are stored in another way",
  );
  wat.wrap(
    parser,
    (inner) => `(func ${parser} (param $out i32) (param $lexer i32) (param $kind i32)
  (global.set $parsing (i32.const 1))
  (call ${inner} (local.get $out) (local.get $lexer) (local.get $kind))
  (global.set $parsing (i32.const 0)))`,
  );
  wat.declare("(global $parsing (mut i32) (i32.const 0))");
  wat.define(`(func $single (param $x f64) (result f64)
  (if (result f64) (i32.or (global.get $step) (global.get $parsing))
    (then (f64.promote_f32 (f32.demote_f64 (local.get $x))))
    (else (local.get $x))))`);
  const printer = findPrinter(wat);
  readRoundedFloats(wat, numbers, printer);
  printRoundedFloats(wat, printer);
}

/** Decimals in programs and texts are read by the host, as a board does. Both reading and printing use one function for it. */
function readRoundedFloats(wat, numbers, printer) {
  const shared = wat.calls(printer).filter((name) => numbers.some((number) => wat.calls(number).includes(name)));
  const readers = [...new Set(shared)].filter((name) => {
    const { params, result } = wat.signature(name);
    return params.join() === "i32,i32,i32" && result === "i32";
  });
  expect(readers.length === 1, "decimals are read in another way");
  wat.wrap(
    readers[0],
    (inner) => `(func ${readers[0]} (param $text i32) (param $length i32) (param $out i32) (result i32)
  (local $end i32)
  (local.set $end (call ${inner} (local.get $text) (local.get $length) (local.get $out)))
  (if (i32.and (i32.ne (local.get $end) (i32.const 0)) (i32.or (global.get $step) (global.get $parsing))) (then
    (f64.store (local.get $out) (call $read_float (local.get $text) (i32.sub (local.get $end) (local.get $text))))))
  (local.get $end))`,
  );
  wat.declare('(import "env" "read_float" (func $read_float (param i32 i32) (result f64)))');
}

/** The function that makes a syntax tree of a program: what reads a number token is called there alone. */
function findParser(wat, floatType) {
  const is = (params, result) => (name) => {
    const signature = wat.signature(name);
    return signature.params.join() === params && signature.result === result;
  };
  const numbers = wat.functions
    .filter(is("i32,i32,i32,i32,i32", "i32"))
    .filter((name) => wat.body(name).some((line) => line.trim() === floatType) || wat.flat(name).includes("f64.neg"));
  const tokens = wat.functions
    .filter(is("i32,i32", ""))
    .filter((name) => wat.calls(name).some((called) => numbers.includes(called)));
  const parsers = wat.functions
    .filter(is("i32,i32,i32", ""))
    .filter((name) => wat.calls(name).some((called) => tokens.includes(called)));
  expect(parsers.length === 1, "numbers are read in another way");
  return { parser: parsers[0], numbers };
}

function findPrinter(wat) {
  const printers = wat.functions.filter((name) => {
    const { params, result } = wat.signature(name);
    return params.join() === "f64,i32,i32,i32,i32,i32" && result === "i32";
  });
  expect(printers.length === 1, "floats are printed in another way");
  return printers[0];
}

/** A float that is a board's, or the program's, is written by the host, as a board does. */
function printRoundedFloats(wat, printer) {
  const list = "(param $buffer i32) (param $size i32) (param $conversion i32) (param $precision i32) (param $sign i32)";
  const pass =
    "(local.get $x) (local.get $buffer) (local.get $size) (local.get $conversion) (local.get $precision) (local.get $sign)";
  wat.wrap(
    printer,
    (inner) => `(func ${printer} (param $x f64) ${list} (result i32)
  (if (result i32) (i32.or (global.get $step) (f64.eq (local.get $x) (f64.promote_f32 (f32.demote_f64 (local.get $x)))))
    (then (call $format_float ${pass}))
    (else (call ${inner} ${pass}))))`,
  );
  wat.declare('(import "env" "format_float" (func $format_float (param f64 i32 i32 i32 i32 i32) (result i32)))');
}
