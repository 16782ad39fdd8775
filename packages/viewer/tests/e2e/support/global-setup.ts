import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { BUILT_APP } from "tickless/cli/view-app";
import { startViewServer } from "tickless/cli/view-server";
import type { TestProject } from "vitest/node";
import { CHROMIUM_FLAGS, findChromium } from "../../../../../scripts/find-chromium.mjs";

/** Where the browser can be driven and where the viewer is served, without a project; or why there are none. */
export type Surroundings = { readonly browser: string; readonly viewer: string } | { readonly missing: string };

declare module "vitest" {
  interface ProvidedContext {
    readonly surroundings: Surroundings;
  }
}

/**
 * One browser and one server for all tests: the viewer as it is built, served as `tickless view` does. Without them the tests
 * fail and say why; those of other projects run all the same.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  try {
    build();
    const executablePath = await findChromium();
    const browser = await chromium.launchServer({ executablePath, args: [...CHROMIUM_FLAGS] });
    const server = await startViewServer({ app: BUILT_APP, project: undefined, host: "127.0.0.1", ports: [0] });
    project.provide("surroundings", { browser: browser.wsEndpoint(), viewer: server.url });
    return async () => {
      await server.close();
      await browser.close();
    };
  } catch (error) {
    project.provide("surroundings", { missing: (error as Error).message });
    return () => Promise.resolve();
  }
}

function build(): void {
  const script = fileURLToPath(new URL("../../../scripts/build-app.mjs", import.meta.url));
  execFileSync(process.execPath, [script], { stdio: ["ignore", "ignore", "pipe"] });
}
