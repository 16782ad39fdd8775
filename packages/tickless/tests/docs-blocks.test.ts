import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { formatProblem, ProjectError } from "@tickless/sim-core";
import { readBoard } from "@tickless/devices";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { readLesson } from "../src/lesson/lesson.js";
import { figuresIn } from "../src/lesson/figures.js";
import { readScenario } from "../src/scenario.js";
import { readSettings } from "../src/settings.js";
import { folder, tickless } from "./support/cli.js";
import { checkCommandLine, words } from "./support/command-lines.js";
import { codeBlocks, DOCUMENTS, root, textOf, type CodeBlock } from "./support/documents.js";
import { complaints, withImports, type Snippet } from "./support/type-check.js";

/*
 * Each block of code in each document is looked at by what stands behind its three ticks:
 *
 *   ts                 its types are right; without imports it may use the test library
 *   py, python         MicroPython compiles it
 *   json, yaml         a diagram; a scenario, settings, a workflow: what it says it is, or looks like
 *   sh                 commands with options that there are
 *   console            commands that are run, one after the other, and print what stands below them; a line "…" is any lines
 *   md lesson          a lesson
 *   LANGUAGE file=…    a file of the page, there for its commands
 *   LANGUAGE path      a passage of that file of the repository
 *
 * A page that begins with <!-- continues other.md --> has that page's files too.
 */

/** Blocks that are not looked at here, and why. */
const ELSEWHERE: readonly { readonly file: RegExp; readonly info: RegExp; readonly because: string }[] = [
  { file: /./, info: /^text$/, because: "it is output: shown as an example, or compared by the test of its page" },
  {
    file: /\/lesson\.md$/,
    info: /^step$/,
    because: "lessons are read, and their steps gone through, by examples/lessons/tests",
  },
  { file: /^docs\/check\.md$/, info: /^console/, because: "docs-check.test.ts runs it" },
  { file: /^docs\/recordings\.md$/, info: /^console/, because: "docs-recordings.test.ts runs it" },
  { file: /^docs\/test-command\.md$/, info: /^console/, because: "docs-test-command.test.ts runs it" },
  { file: /^docs\/scenarios\.md$/, info: /^yaml \d/, because: "docs-scenarios.test.ts plays it" },
];

const infoOf = ({ language, more }: CodeBlock): string => `${language} ${more}`.trim();
const isElsewhere = (block: CodeBlock): boolean =>
  ELSEWHERE.some(({ file, info }) => file.test(block.file) && info.test(infoOf(block)));
const fileOf = ({ more }: CodeBlock): string | undefined => /^file=(\S+)$/.exec(more)?.[1];

const all = DOCUMENTS.flatMap(codeBlocks);
const blocks = all.filter((block) => !isElsewhere(block));
const quoted = blocks.filter(({ more }) => /^[\w-]+\/\S+\.\w+$/.test(more));
const asyncio = blocks.filter(({ file, more }) => file === "docs/how-asyncio-works.md" && more.startsWith("file="));
const others = blocks.filter((block) => !quoted.includes(block) && !asyncio.includes(block));
const of = (...languages: string[]) =>
  others.filter(({ language }) => languages.includes(language)).map((block) => ({ ...block, info: infoOf(block) }));

const squeezed = (code: string): string => code.replaceAll(/\s+/g, " ").trim();

it("says of every block what it is", () => {
  const known = ["ts", "py", "python", "json", "yaml", "sh", "console", "md", "toml"];
  const strange = others.filter(({ language }) => !known.includes(language));
  expect(strange.map((block) => `${block.file}:${block.line}: '${infoOf(block)}'`)).toEqual([]);
  expect(all.length).toBeGreaterThan(80);
});

it("has no exception that nothing needs", () => {
  const needless = ELSEWHERE.filter(
    ({ file, info }) => !all.some((block) => file.test(block.file) && info.test(infoOf(block))),
  );
  expect(needless.map(({ because }) => because)).toEqual([]);
});

it.each(quoted)("$file:$line quotes $more as it is", ({ more, text }) => {
  expect(squeezed(readFileSync(root + more, "utf8"))).toContain(squeezed(text));
});

describe("TypeScript", () => {
  it("has the right types", { timeout: 120_000 }, () => {
    const snippets = new Map<Snippet, CodeBlock>();
    for (const block of of("ts")) {
      const folder = block.more === "figures" ? "examples/lessons/03-waiting" : "examples/09-own-part";
      const path = `${folder}/block${snippets.size}.ts`;
      snippets.set({ path, code: withImports(block.text) }, block);
    }
    const wrong = { path: "examples/09-own-part/wrong.ts", code: "const a: string = 1;\nexport default a;\n" };
    const found = complaints([...snippets.keys(), wrong]);
    expect(found.get(wrong)).toHaveLength(1);
    const told = [...snippets].flatMap(([snippet, { file, line }]) => {
      return found.get(snippet)!.map((message) => `${file}:${line}, in its line ${message}`);
    });
    expect(told).toEqual([]);
  });
});

describe("Python", () => {
  it("is compiled by MicroPython", async () => {
    const programs = of("py", "python").map(({ file, line, text }, index) => ({
      name: `b${index}.txt`,
      at: `${file}:${line}`,
      text,
    }));
    const broken = { name: "broken.txt", at: "broken", text: "def f(:\n" };
    const main = [
      ...[...programs, broken].flatMap(({ name, at }) => [
        `try:\n    compile(open("${name}").read(), "${at}", "exec")`,
        `except SyntaxError as er:\n    print("${at}", er)`,
      ]),
      'print("done")',
    ];
    const files = Object.fromEntries([...programs, broken].map(({ name, text }) => [name, text]));
    const { stdout } = await tickless(folder({ ...files, "main.py": `${main.join("\n")}\n` }), ["run", "."]);
    expect(programs.length).toBeGreaterThan(3);
    expect(stdout).toBe("broken invalid syntax\ndone\n");
  });
});

/** What is wrong with what a reader throws. */
function problemsOf(read: () => unknown): string[] {
  try {
    read();
    return [];
  } catch (error) {
    if (error instanceof ProjectError) return error.problems.map(formatProblem);
    throw error;
  }
}

function problemsOfYaml({ more, text }: CodeBlock): string[] {
  const value = parse(text) as unknown;
  if (more === "settings") return problemsOf(() => readSettings(text, "tickless.yaml"));
  if (more === "github-workflow") {
    const { jobs } = value as { jobs: Record<string, { steps: { run?: string }[] }> };
    for (const { run } of Object.values(jobs).flatMap(({ steps }) => steps))
      if (run !== undefined) checkCommandLine(run);
    return [];
  }
  if (Array.isArray(value)) return readScenario(`steps:\n${text}`, "steps").problems.map(formatProblem);
  if (value !== null && typeof value === "object" && "steps" in value)
    return readScenario(text, "scenario").problems.map(formatProblem);
  return problemsOf(() => readSettings(text, "tickless.yaml"));
}

describe("data", () => {
  it.each(of("json"))("$file:$line is a diagram", ({ text }) => {
    expect(readBoard(text, "diagram.json").problems.map(formatProblem)).toEqual([]);
    expect(readBoard(text.replace(/"type"/, '"typ"'), "diagram.json").problems).not.toEqual([]);
  });

  it.each(of("yaml"))("$file:$line is what it says: $info", (block) => {
    expect(problemsOfYaml(block)).toEqual([]);
  });

  it.each(of("yaml").filter(({ more }) => /^\d\d-/.test(more)))(
    "$file:$line passes in $more",
    async ({ more, text }) => {
      const path = folder({ "block.scenario.yaml": text });
      const { code, stderr } = await tickless(root, [
        "run",
        `examples/${more}`,
        "--scenario",
        join(path, "block.scenario.yaml"),
      ]);
      expect({ code, stderr }).toMatchObject({ code: 0 });
    },
  );

  it.each(of("md"))("$file:$line is a lesson", ({ more, text }) => {
    expect(more).toBe("lesson");
    const figures = Object.fromEntries([...figuresIn(text)].map((name) => [name, "1"]));
    expect(readLesson(text, figures).steps.length).toBeGreaterThan(0);
  });
});

describe("commands", () => {
  const lines = of("sh").flatMap(({ file, line, text }) =>
    text
      .split("\n")
      .flatMap((command, index) => (words(command).length === 0 ? [] : [{ file, line: line + 1 + index, command }])),
  );

  it.each(lines)("$file:$line could be done: $command", ({ command }) => checkCommandLine(command));

  it("would not pass as others", () => {
    for (const line of [
      "npx tickless run a --sed 7",
      "npm run nothing",
      "tickless fly",
      "rm -r .",
      'tickless export a --png b"',
    ]) {
      expect(() => checkCommandLine(line), line).toThrow();
    }
  });

  const pages = [...new Set(of("console").map(({ file }) => file))];
  it.each(pages)("%s: what is typed prints what stands below it", { timeout: 120_000 }, async (page) => {
    const cwd = folder({});
    symlinkSync(`${root}examples`, join(cwd, "examples"), "junction");
    const before = /^<!-- continues (\S+) -->/.exec(textOf(page))?.[1];
    const start = before === undefined ? [] : codeBlocks(`docs/${before}`).filter(fileOf);
    for (const block of [...start, ...codeBlocks(page)]) {
      const file = fileOf(block);
      if (file !== undefined) {
        mkdirSync(dirname(join(cwd, file)), { recursive: true });
        writeFileSync(join(cwd, file), block.text);
      } else if (block.language === "console") await typeAll(cwd, block.text);
    }
    expect(readdirSync(cwd)).toContain("examples");
  });
});

/** How long something took is another time each time. */
const timeless = (text: string): string => text.replaceAll(/ in [\d.]+ (s|ms|µs)$/gm, " in a moment");

async function typeAll(cwd: string, text: string): Promise<void> {
  for (const typed of text.split(/^\$ /m).slice(1)) {
    const [line = "", ...output] = typed.trimEnd().split("\n");
    checkCommandLine(line);
    const [, ...args] = words(line.replace(/^npx /, ""));
    const { stdout } = await tickless(cwd, args);
    if (output.length === 0) continue;
    const expected = timeless(output.join("\n"))
      .split(/^…$/m)
      .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    expect(timeless(stdout).trimEnd(), line).toMatch(new RegExp(`^${expected.join("[^]*?")}$`));
  }
}
