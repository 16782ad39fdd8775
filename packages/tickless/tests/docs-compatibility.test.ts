import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { folder, tickless } from "./support/cli.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const text = readFileSync(`${root}docs/compatibility.md`, "utf8");
const section = (title: string): string => text.split(/^## /m).find((part) => part.startsWith(title)) ?? "";

/** The rows of a section's table that begin with a name in code: it, and the names in code of the next column. */
const rows = [...section("Not simulated yet").matchAll(/^\| `(\w+)` \| (.*) \|$/gm)].map(([, module, names]) => {
  return { module: module!, names: [...names!.matchAll(/`(\w+)`/g)].map(([, name]) => name!) };
});

describe("docs/compatibility.md", () => {
  it("names all modules that are not simulated", () => {
    const source = readFileSync(`${root}packages/micropython/python/_absent.py`, "utf8");
    const absent = [...source.matchAll(/^ {4}(?:NAMES\[)?"(\w+)"\]?(?::| =)/gm)].map(([, name]) => name!);
    expect(absent.length).toBeGreaterThan(10);
    const named = new Set(rows.map(({ module }) => module));
    expect(absent.filter((name) => name !== "espnow" && !named.has(name))).toEqual([]);
  });

  it.each(rows)("$module: what is not simulated says so", async ({ module, names }) => {
    const uses = names.map((name) => {
      return `try:\n    ${module}.${name}()\nexcept NotImplementedError as er:\n    print(er)\n`;
    });
    const path = folder({ "main.py": `import ${module}\n${uses.join("")}` });
    const { stdout } = await tickless(path, ["run", "main.py"]);
    expect(stdout).toBe(names.map((name) => `${module}.${name} is not simulated yet\n`).join(""));
  });

  it("tells what a register that is not there says", async () => {
    const path = folder({ "main.py": "import machine\nmachine.mem32[0x40050000]\n" });
    const { stdout } = await tickless(path, ["run", "main.py"]);
    const said = /^NotImplementedError: (.*)$/m.exec(stdout)?.[1];
    expect(section("Registers")).toContain(`\`${said}\``);
  });
});
