import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { folder, tickless } from "./support/cli.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** The commands of its console blocks, each with the output below it; none: what it prints is not told. */
const commands = [...readFileSync(`${root}docs/recordings.md`, "utf8").matchAll(/^```console\n([^]*?)^```$/gm)]
  .flatMap(([, block = ""]) => block.split(/^\$ /m).slice(1))
  .map((text) => ({ args: text.split("\n")[0]!.split(" "), output: text.slice(text.indexOf("\n") + 1) }));

/** Fingerprints are others with each version. */
const nameless = (text: string): string => text.replaceAll(/\b[0-9a-f]{32}\b/g, "fingerprint");

describe("docs/recordings.md", () => {
  it("has commands that do what it says, one after the other", async () => {
    expect(commands.length).toBeGreaterThan(4);
    const cwd = folder({});
    symlinkSync(`${root}examples`, join(cwd, "examples"), "junction");
    for (const { args, output } of commands) {
      const [program, command, ...others] = args;
      const { code, stdout, stderr } = await tickless(cwd, [command!, ...others]);
      expect([program, code, stderr]).toEqual(["tickless", command === "diff" ? 1 : 0, expect.any(String)]);
      if (output !== "") expect(nameless(stdout)).toBe(nameless(output));
    }
  });
});
