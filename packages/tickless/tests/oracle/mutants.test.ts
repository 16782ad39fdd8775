import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const script = fileURLToPath(new URL("../../../../scripts/oracle-mutants.mjs", import.meta.url));

describe.runIf(process.env["TICKLESS_LONG"])("mistakes in the scheduler", () => {
  it("are noticed", { timeout: 600_000 }, () => {
    // A run of tests of its own, which must not take itself for this one's worker.
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("VITEST")));
    const printed = execFileSync(process.execPath, [script], { env, encoding: "utf8" });
    expect(printed).toMatch(/^(ok .*\n){6,}$/);
  });
});
