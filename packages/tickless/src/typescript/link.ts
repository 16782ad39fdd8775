import { ProjectError } from "@tickless/sim-core";
import type { CompiledModule } from "./compile.js";

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

/** Modules that can be started any number of times; each start evaluates them anew. */
export class LinkedModules {
  private readonly bodies = new Map<string, Body>();

  /** `globals` are the names of what `start` is given. Throws ProjectError: a module is not valid. */
  constructor(
    private readonly modules: ReadonlyMap<string, CompiledModule>,
    private readonly globals: readonly string[],
    private readonly libraries: ReadonlyMap<string, object>,
    evaluate: Evaluate,
  ) {
    const parameters = ["exports", "require", "module", ...globals].join(", ");
    for (const [path, { code, file }] of modules) {
      // In one line, so that lines are the source's.
      const expression = `(function (${parameters}) { ${code}\n})`;
      this.bodies.set(path, bodyOf(expression, file, evaluate));
    }
  }

  /** A beginning: the function runs a module, what it imports first, once, and returns what it exports. */
  start(globals: Readonly<Record<string, unknown>>): (path: string) => Readonly<Record<string, unknown>> {
    const loaded = new Map<string, { exports: Record<string, unknown> }>();
    const load = (path: string): Record<string, unknown> => {
      const known = loaded.get(path);
      if (known) return known.exports;
      const module = { exports: {} };
      loaded.set(path, module);
      const { imports } = this.modules.get(path) as CompiledModule;
      const require = (name: string): unknown => this.libraries.get(name) ?? load(imports.get(name) as string);
      (this.bodies.get(path) as Body)(module.exports, require, module, ...this.globals.map((name) => globals[name]));
      return module.exports;
    };
    return load;
  }
}

function bodyOf(expression: string, file: string, evaluate: Evaluate): Body {
  try {
    return evaluate(expression, `${ORIGIN}${file}`) as Body;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const place = new RegExp(`^${ORIGIN}[^:\n]+:(\\d+)`).exec(error.stack ?? "");
    const line = place ? { line: Number(place[1]) } : {};
    throw new ProjectError([{ severity: "error", file, message: `not valid TypeScript: ${error.message}`, ...line }]);
  }
}
