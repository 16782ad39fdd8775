// Where the stock module is configured otherwise than a board: messages, and the order of dictionaries.
import { expect, stackPointer } from "./wat.mjs";

/** Upstream's messages are more detailed than a board's, which leave out names of functions and values. */
export function reportLikeABoard(wat) {
  // A formatted message's arguments are at the address after its text. Here they go on after the name.
  const named = wat.address("%q() takes %d positional arguments but %d were given");
  for (const use of wat.uses(named)) {
    const plain = wat.address("function takes %d positional arguments but %d were given");
    wat.lines[use] = `(i32.const ${plain})`;
    wat.enclose(use + 1, "(i32.add (i32.const 4)");
  }
  for (const use of wat.uses(wat.address("module '%q' has no attribute '%q'"))) {
    wat.lines[use] = `(i32.const ${wat.address("'%s' object has no attribute '%q'")})`;
    wat.enclose(use + 1, "(call $of_module");
  }
  wat.define(`(func $of_module (param $arguments i32) (result i32)
  (i32.store (local.get $arguments) (i32.const ${wat.address("module", { tail: true })}))
  (local.get $arguments))`);
  wat.overwriteText("argument should be a '%q' not a '%q'", "argument has wrong type%.0q%.0q");

  const [text] = wat.uses(wat.address("invalid syntax for integer with base %d: "));
  // After the call that prints it comes the one that prints what was to be an integer, and one that makes a string of all.
  const value = text + wat.lines.slice(text).findIndex((line) => /^  \(call \$/.test(line));
  const raise = wat.closing(value) + 1;
  const string = raise + wat.lines.slice(raise, raise + 4).findIndex((line) => /^    \(call \$/.test(line));
  expect(value > text && raise - value < 14 && string > raise, "what is no integer is told in another way");
  wat.lines.fill("", value, raise);
  wat.enclose(string + 1, "(call $without_colon");
  wat.define(`(func $without_colon (param $vstr i32) (result i32)
  (i32.store offset=4 (local.get $vstr) (i32.sub (i32.load offset=4 (local.get $vstr)) (i32.const 2)))
  (local.get $vstr))`);

  // Objects of these types are printed as their type alone.
  const sp = stackPointer(wat);
  const printer = wat.around(wat.uses(wat.address("<bound_method %p "))[0]);
  const [printf] = wat.calls(printer);
  expect(wat.signature(printf).params.length === 3, "bound methods are printed in another way");
  for (const name of [printer, wat.around(wat.uses(wat.address("<closure "))[0])])
    wat.replaceBody(
      name,
      `(global.set ${sp} (i32.sub (global.get ${sp}) (i32.const 16)))
  (i32.store (global.get ${sp}) (i32.load16_u offset=6 (i32.load (local.get $1))))
  (drop (call ${printf} (local.get $0) (i32.const ${wat.address("<%q>")}) (global.get ${sp})))
  (global.set ${sp} (i32.add (global.get ${sp}) (i32.const 16)))`,
    );
}

/**
 * Where a name goes in a dictionary or set depends on its hash, and so does the order in which they are printed. Ports keep
 * different numbers of its bits: global `hash_mask`.
 */
export function orderByHash(wat) {
  const place = /^\(i32\.rem_u$/;
  const sites = wat.lines.flatMap((line, i) => {
    const next = wat.lines.slice(i, i + 4).map((text) => text.trim());
    const found =
      place.test(next[0]) &&
      /^\(local\.get/.test(next[1]) &&
      /^\(local\.tee/.test(next[2]) &&
      /^\(i32\.load/.test(next[3]);
    return found && wat.lines[i - 2].trim().startsWith("(local.set") ? [i] : [];
  });
  expect(sites.length === 2, "dictionaries and sets are made in another way");
  const types = new Set();
  for (const site of sites) {
    const name = wat.around(site);
    expect(wat.signature(name).params.join() === "i32,i32,i32", "dictionaries are searched in another way");
    const compared = /i32\.ne \(i32\.load \(local\.get \$1\) \) \(i32\.const (\d+)\)/.exec(wat.flat(name));
    if (compared) types.add(compared[1]);
    wat.enclose(site + 1, "(call $place (local.get $1)");
  }
  expect(types.size === 1, "dictionaries do not look for texts");
  wat.declare("(global $hash_mask (mut i32) (i32.const 65535))", '(export "hash_mask" (global $hash_mask))');
  wat.define(`(func $place (param $key i32) (param $hash i32) (result i32)
  (local $text i32)
  (local.set $text (i32.eq (i32.and (local.get $key) (i32.const 7)) (i32.const 2)))
  (if (i32.eqz (i32.and (local.get $key) (i32.const 3))) (then
    (local.set $text (i32.eq (i32.load (local.get $key)) (i32.const ${[...types][0]})))))
  (if (i32.eqz (local.get $text)) (then (return (local.get $hash))))
  (local.set $hash (i32.and (local.get $hash) (global.get $hash_mask)))
  (select (local.get $hash) (i32.const 1) (local.get $hash)))`);
}
