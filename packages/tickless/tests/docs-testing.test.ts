import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { transform } from "sucrase";
import * as testing from "tickless/testing";
import * as random from "tickless/testing/random";
import "tickless/testing/vitest";
import { describe, expect, it } from "vitest";
import { blocks, type Block } from "./support/markdown.js";
import { messageOf } from "./testing/support.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));
/** All that a program in the document may use; `it` runs its test at once. */
const names: Readonly<Record<string, unknown>> = {
  ...testing,
  ...random,
  expect,
  it: (_: string, test: () => void) => test(),
};

/** What an import line of a program takes has to be there. */
function checkImports(code: string): void {
  for (const [, list, module] of code.matchAll(/^import (?:\{(.*?)\} from )?"(.*)";$/gm)) {
    expect(["vitest", "tickless/testing", "tickless/testing/vitest", "tickless/testing/random"]).toContain(module);
    for (const name of list?.split(",") ?? []) expect(Object.keys(names)).toContain(name.trim());
  }
}

function run({ text }: Block): void {
  checkImports(text);
  const { code } = transform(text.replaceAll(/^import .*\n/gm, ""), { transforms: ["typescript"] });
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
  new Function(...Object.keys(names), code)(...Object.values(names));
}

describe("docs/testing.md", () => {
  const all = blocks(readFileSync(`${root}docs/testing.md`, "utf8"));
  const programs = all.filter(({ info }) => info === "ts");
  const failing = all.flatMap((block, index) =>
    block.info === "ts fails" ? [{ ...block, output: all[index + 1] }] : [],
  );

  it("has programs and messages, and nothing else", () => {
    expect(programs.length).toBeGreaterThan(6);
    expect(failing.length).toBe(2);
    expect(all).toHaveLength(programs.length + 2 * failing.length);
  });

  it.each(programs)("the program in line $line passes", (block) => run(block));

  it.each(failing)("the program in line $line fails with the message below it", (block) => {
    const message = messageOf(() => run(block)).replace(/ -t '.*'/, " -t '…'");
    expect(block.output?.info).toBe("text");
    // Ends of lines are bare in a document.
    expect(`${message}\n`.replaceAll(/ +$/gm, "")).toBe(block.output?.text);
  });
});
