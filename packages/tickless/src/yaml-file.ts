import { didYouMean, type Problem } from "@tickless/sim-core";
import * as v from "valibot";
import { LineCounter, parseDocument, type Document, isMap, isNode, isScalar } from "yaml";

/** A place in a YAML file: keys and indices from the top. */
export type YamlPath = readonly (string | number)[];

/** A YAML file as plain data that knows the line of each value; collects what is wrong with it. */
export class YamlFile {
  readonly problems: Problem[] = [];
  /** Undefined when the text is no YAML. */
  readonly value: unknown;
  private readonly counter = new LineCounter();
  private readonly document: Document;

  constructor(
    readonly file: string,
    text: string,
  ) {
    const document = parseDocument(text, { lineCounter: this.counter, prettyErrors: false });
    this.document = document;
    for (const error of document.errors) {
      const { line } = this.counter.linePos(error.pos[0]);
      this.problems.push({ severity: "error", file, line, message: `not valid YAML: ${error.message}` });
    }
    this.value = document.errors.length > 0 ? undefined : this.toPlain();
  }

  get failed(): boolean {
    return this.problems.some((problem) => problem.severity === "error");
  }

  /** Line of the value at the path, or of the nearest one around it, from 1. */
  line(path: YamlPath): number {
    for (let length = path.length; length > 0; length--) {
      const parent = length === 1 ? this.document.contents : this.document.getIn(path.slice(0, length - 1), true);
      const key = path[length - 1] as string | number;
      const node: unknown = isMap(parent)
        ? parent.items.find((pair) => isScalar(pair.key) && pair.key.value === key)?.key
        : this.document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return this.counter.linePos(node.range[0]).line;
    }
    return 1;
  }

  report(path: YamlPath, message: string, options: { hint?: string | undefined; warning?: boolean } = {}): void {
    const { hint, warning = false } = options;
    this.problems.push({
      severity: warning ? "warning" : "error",
      file: this.file,
      line: this.line(path),
      message,
      ...(hint === undefined ? {} : { hint }),
    });
  }

  /** Reports a key that is not among `known`. */
  reportUnknown(path: YamlPath, key: string, known: readonly string[]): void {
    this.report([...path, key], `unknown key '${key}'`, {
      hint: `possible: ${known.join(", ")}`,
      ...didYouMean(key, known),
    });
  }

  /** The value as the schema has it, or undefined when it does not fit (every misfit is reported). */
  check<Entries extends v.ObjectEntries>(
    schema: v.StrictObjectSchema<Entries, undefined>,
    value: unknown,
    path: YamlPath,
  ): v.InferOutput<v.StrictObjectSchema<Entries, undefined>> | undefined {
    if (Array.isArray(value)) return void this.report(path, "expected keys and values, not a list");
    const result = v.safeParse(schema, value);
    if (result.success) return result.output;
    for (const issue of result.issues) {
      const keys = (issue.path ?? []).map((item) => item.key as string | number);
      const last = keys.at(-1);
      if (issue.type === "strict_object" && issue.expected === "never") {
        this.reportUnknown([...path, ...keys.slice(0, -1)], String(last), Object.keys(schema.entries));
      } else if (issue.type === "strict_object" && issue.received === "undefined") {
        this.report(path, `'${last}' is missing`);
      } else if (issue.type === "strict_object") this.report(path, `expected keys and values, not ${issue.received}`);
      else this.report([...path, ...keys], last === undefined ? issue.message : `'${last}': ${issue.message}`);
    }
    return undefined;
  }

  private toPlain(): unknown {
    try {
      return this.document.toJS({ maxAliasCount: 100 });
    } catch (error) {
      this.report([], `not valid YAML: ${(error as Error).message}`);
      return undefined;
    }
  }
}
