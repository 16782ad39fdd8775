import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { TEST_OPTIONS } from "../src/cli/test/arguments.js";
import { folder, tickless } from "./support/cli.js";
import { blocks } from "./support/markdown.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const text = readFileSync(`${root}docs/test-command.md`, "utf8");
const block = (info: string): string => blocks(text).find((each) => each.info === info)!.text;

/** Times are others with each version. */
const timeless = (output: string): string => output.replaceAll(/[\d.]+ (s|ms|µs)\b/g, "…");

describe("docs/test-command.md", () => {
  it("shows what the command prints", async () => {
    const [command, ...output] = block("console").split("\n");
    const [, ...args] = command!.slice("$ ".length).split(" ").slice(0);
    const { code, stdout } = await tickless(root, [...args, "--ci"]);
    expect(code).toBe(0);
    expect(timeless(stdout)).toBe(timeless(output.join("\n")));
  });

  it("has tests in Python that pass", async () => {
    const cwd = folder({});
    cpSync(`${root}examples/04-fade-and-scroll`, cwd, { recursive: true });
    writeFileSync(join(cwd, "test_docs.py"), block("python"));
    const { code, stdout } = await tickless(cwd, ["test", "test_docs.py", "--no-record-failures"]);
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining("4 tests") as string });
  });

  it("has every option", () => {
    for (const name of Object.keys(TEST_OPTIONS)) if (name !== "help") expect(text).toContain(`--${name}`);
  });
});
