import { execFile } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";

const script = fileURLToPath(new URL("../../../scripts/find-chromium.mjs", import.meta.url));

/** A program of that name that prints and exits so. */
function program(name: string, prints: string, code: number): { folder: string; path: string } {
  const folder = mkdtempSync(join(tmpdir(), "tickless-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\necho '${prints}'\nexit ${code}\n`);
  chmodSync(path, 0o755);
  return { folder, path };
}

function find(env: Record<string, string>): Promise<{ stdout: string; stderr: string; failed: boolean }> {
  const path = [env["PATH"], process.env["PATH"]].filter(Boolean).join(delimiter);
  return new Promise((resolve) => {
    execFile(process.execPath, [script], { env: { ...env, PATH: path } }, (error, stdout, stderr) =>
      resolve({ stdout: stdout.trim(), stderr, failed: error !== null }),
    );
  });
}

describe.skipIf(process.platform === "win32")("the Chromium for the tests", () => {
  it("is the one that CHROMIUM_PATH names", async () => {
    const { path } = program("mine", "Chromium 156.0.1", 0);
    expect(await find({ CHROMIUM_PATH: path })).toMatchObject({ stdout: path, stderr: "" });
  });

  it("is no other when that one does not run", async () => {
    const { path } = program("mine", "not a browser", 0);
    const { failed, stderr } = await find({ CHROMIUM_PATH: path });
    expect(failed).toBe(true);
    expect(stderr).toContain(`CHROMIUM_PATH=${path}: this is not a Chromium that runs`);
  });

  it.skipIf(process.platform !== "linux")(
    "is looked for in PATH; what only says how to get one is passed over",
    async () => {
      const advice = program("chromium", "please install the snap", 1);
      const real = program("google-chrome", "Google Chrome 150.0.2", 0);
      const working = program("chromium", "Chromium 156.0.1", 0);
      expect((await find({ PATH: [advice.folder, working.folder].join(delimiter) })).stdout).toBe(working.path);
      expect((await find({ PATH: [advice.folder, real.folder].join(delimiter) })).stdout).not.toBe(advice.path);
    },
  );
});
