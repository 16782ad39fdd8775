import type { CompiledModule } from "./compile.js";
import { LIBRARIES } from "./libraries.js";

/** Makes a function of an expression; `url` is what stack traces call it. */
export type Evaluate = (expression: string, url: string) => unknown;

/** What stack traces call a program's files. */
export const ORIGIN = "tickless:///";

/** Evaluates by the host's `eval`, which is everywhere, but does not tell where a syntax error is. */
export const evaluateHere: Evaluate = (expression, url) => {
  const evaluate = globalThis.eval;
  return evaluate(`${expression}\n//# sourceURL=${url}`);
};

type Body = (...args: readonly unknown[]) => void;

/** A program that can be started any number of times; each start evaluates its modules anew. */
export class LinkedProgram {
  private readonly bodies = new Map<string, Body>();

  /** `globals` are the names of what `start` is given. Throws SyntaxError. */
  constructor(
    private readonly modules: ReadonlyMap<string, CompiledModule>,
    private readonly main: string,
    private readonly globals: readonly string[],
    evaluate: Evaluate,
  ) {
    const parameters = ["exports", "require", ...globals].join(", ");
    for (const [path, { code, file }] of modules) {
      // In one line, so that lines are the source's.
      const expression = `(function (${parameters}) { ${code}\n})`;
      this.bodies.set(path, evaluate(expression, `${ORIGIN}${file}`) as Body);
    }
  }

  /** Runs the modules, what they import first; returns what the main one exports. */
  start(globals: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    const loaded = new Map<string, Record<string, unknown>>();
    const load = (path: string): Record<string, unknown> => {
      const known = loaded.get(path);
      if (known) return known;
      const exports = {};
      loaded.set(path, exports);
      const { imports } = this.modules.get(path) as CompiledModule;
      const require = (name: string): unknown => LIBRARIES.get(name) ?? load(imports.get(name) as string);
      (this.bodies.get(path) as Body)(exports, require, ...this.globals.map((name) => globals[name]));
      return exports;
    };
    return load(this.main);
  }
}
