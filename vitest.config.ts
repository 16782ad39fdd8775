import { defineConfig } from "vitest/config";

// "tickless-source" leads to src/ instead of dist/, so tests need no build.
const conditions = ["tickless-source", "module", "node", "development|production"];
const shared = { pool: "forks", testTimeout: 60_000, hookTimeout: 60_000 } as const;

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    maxWorkers: 2,
    // As users write "tickless/testing/reporter".
    reporters: ["default", "./packages/tickless/src/testing/reporter.ts"],
    projects: [
      {
        extends: true,
        test: {
          ...shared,
          name: "unit",
          include: ["packages/*/src/**/*.test.{ts,tsx}", "packages/*/tests/**/*.test.ts", "examples/**/*.test.ts"],
          exclude: ["**/node_modules/**", "packages/viewer/tests/e2e/**"],
          sequence: { groupOrder: 0 },
        },
      },
      {
        // The built viewer in a real browser: builds it, finds a Chromium or installs one.
        extends: true,
        test: {
          ...shared,
          name: "e2e",
          include: ["packages/viewer/tests/e2e/**/*.test.ts"],
          globalSetup: "packages/viewer/tests/e2e/support/global-setup.ts",
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
