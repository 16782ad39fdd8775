import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { RULES } from "../src/check/finding.js";
import { folder, tickless } from "./support/cli.js";
import { blocks } from "./support/markdown.js";

const text = readFileSync(fileURLToPath(new URL("../../../docs/check.md", import.meta.url)), "utf8");
const [diagram, shown] = blocks(text);

describe("docs/check.md", () => {
  it("shows what the command prints", async () => {
    const [command, ...output] = shown!.text.split("\n");
    expect(command).toBe("$ tickless check");
    const { code, stdout } = await tickless(folder({ "main.py": "", "diagram.json": diagram!.text }), ["check"]);
    expect(stdout).toBe(output.join("\n"));
    expect(code).toBe(1);
  });

  it("has every rule", () => {
    const rows = Object.entries(RULES).map(
      ([name, { severity, text: what }]) => `| \`${name}\` | ${severity} | ${what} |\n`,
    );
    expect(text).toContain(`| rule | | |\n| --- | --- | --- |\n${rows.join("")}\n`);
  });
});
