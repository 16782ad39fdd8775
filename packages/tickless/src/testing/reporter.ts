import type { Reporter, TestCase, TestModule } from "vitest/node";
import { viewCommand, type Evidence } from "./failures-folder.js";

/**
 * A reporter for vitest that lists the recordings of failed tests at the end of a run, with the commands that open them:
 * `reporters: ["default", "tickless/testing/reporter"]`.
 */
export default class TicklessReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests("failed")]);
    const lines = tests.flatMap((test) => {
      const commands = evidenceOf(test).map((evidence) => `    ${viewCommand(evidence)}`);
      return commands.length > 0 ? [`  ${test.module.relativeModuleId} > ${test.fullName}`, ...commands] : [];
    });
    if (lines.length > 0) process.stdout.write(`\nRecordings of failed tests:\n${lines.join("\n")}\n\n`);
  }
}

/** What `tickless/testing/vitest` has left. */
function evidenceOf(test: TestCase): readonly Evidence[] {
  return (test.meta() as { readonly tickless?: readonly Evidence[] }).tickless ?? [];
}
