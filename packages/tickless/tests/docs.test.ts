import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { folder, tickless } from "./support/cli.js";
import { blocks } from "./support/markdown.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const asyncio = "packages/sim-core/src/firmware/asyncio/";

/** Code without its layout. */
const squeezed = (code: string): string => code.replaceAll(/\s+/g, " ").trim();

describe("docs/how-asyncio-works.md", () => {
  const all = blocks(readFileSync(`${root}docs/how-asyncio-works.md`, "utf8"));
  const programs = all.flatMap((block, index) => {
    return block.info === "ts" ? [{ ...block, output: all[index + 1] }] : [];
  });
  const quotes = all.filter(({ info }) => info.startsWith("ts file="));

  it("has programs and quotes, and nothing else", () => {
    expect(programs.length).toBeGreaterThan(6);
    expect(quotes.length).toBeGreaterThan(6);
    expect(all).toHaveLength(2 * programs.length + quotes.length);
  });

  it.each(programs)("the program in line $line prints what is below it", async ({ text, output }) => {
    const { stdout, code } = await tickless(folder({ "firmware.ts": text }), ["run", "firmware.ts", "--no-cpu-time"]);
    expect(output?.info).toBe("text");
    expect(stdout).toBe(output?.text);
    expect(code).toBe(0);
  });

  it.each(quotes)("the code in line $line is the scheduler's", ({ info, text }) => {
    const source = readFileSync(root + asyncio + info.slice("ts file=".length), "utf8");
    expect(squeezed(source)).toContain(squeezed(text));
  });
});
