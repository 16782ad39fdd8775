// The last line of a CI run: reads Vitest's JSON report, prints "N passed, N failed", fails if anything did.
// A test file that could not be loaded counts as one failure.

import { readFileSync } from "node:fs";

const report = JSON.parse(readFileSync(process.argv[2], "utf8"));
const unloadable = report.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
const passed = report.numPassedTests;
const failed = report.numFailedTests + unloadable.length;

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 || !report.success ? 1 : 0;
