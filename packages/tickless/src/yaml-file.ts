import { didYouMean, type Problem } from "@tickless/sim-core";
import * as v from "valibot";
import { LineCounter, parseDocument, type Document, isMap, isNode, isScalar } from "yaml";
import { findTooDeep, oddities } from "./yaml-structure.js";

/** A place in a YAML file: keys and indices from the top. */
export type YamlPath = readonly (string | number)[];

/** Characters; more than anybody writes by hand. */
const MAX_LENGTH = 2 ** 20;
/** So many errors and so many warnings are told. */
const MAX_PROBLEMS = 100;

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
    const long = { offset: 0, message: `longer than ${MAX_LENGTH} characters` };
    const unreadable = text.length > MAX_LENGTH ? long : findTooDeep(text);
    // Keys are checked below: comparing each with each takes long when there are many.
    const options = { lineCounter: this.counter, prettyErrors: false, logLevel: "error", uniqueKeys: false } as const;
    this.document = parseDocument(unreadable ? "" : text, options);
    if (unreadable) {
      const line = text.slice(0, unreadable.offset).split("\n").length;
      this.problems.push({ severity: "error", file, line, message: unreadable.message });
    }
    for (const { pos, message } of this.document.errors) this.reportAt(pos[0], `not valid YAML: ${message}`);
    if (!this.failed) {
      for (const { offset, message } of oddities(this.document.contents)) this.reportAt(offset, message);
    }
    this.value = this.failed ? undefined : this.toPlain();
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
    const severity = warning ? "warning" : "error";
    if (this.problems.filter((problem) => problem.severity === severity).length >= MAX_PROBLEMS) return;
    const line = this.line(path);
    this.problems.push({ severity, file: this.file, line, message, ...(hint === undefined ? {} : { hint }) });
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

  private reportAt(offset: number, message: string): void {
    if (this.problems.length >= MAX_PROBLEMS) return;
    const { line } = this.counter.linePos(offset);
    this.problems.push({ severity: "error", file: this.file, line: Math.max(1, line), message });
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
