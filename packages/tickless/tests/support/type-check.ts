import { readFileSync } from "node:fs";
import ts from "typescript";
import * as testing from "tickless/testing";
import * as random from "tickless/testing/random";
import { root } from "./documents.js";

/** A piece of TypeScript that stands in a document, as if it were a module at `path` in the repository. */
export interface Snippet {
  readonly path: string;
  readonly code: string;
}

const sourceOf = (module: string): string => readFileSync(`${root}packages/tickless/src/${module}.ts`, "utf8");

/** Names of a module that are types alone: nothing at run time tells of them. */
const typesOf = (module: string): string[] =>
  [...sourceOf(module).matchAll(/export type \{([^}]*)\}|\btype (\w+)/g)]
    .flatMap(([, list = "", single = ""]) => [...list.split(","), single])
    .map((name) => name.trim())
    .filter((name) => name !== "");

/** What a program in the documents may use without importing it, as it is imported. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  "tickless/testing": [...Object.keys(testing), ...typesOf("testing").map((name) => `type ${name}`)],
  "tickless/testing/random": Object.keys(random).filter((name) => !(name in testing)),
  vitest: ["expect", "it"],
};

/** A name that stands there for itself: not behind a dot, but behind three. */
const mentions = (code: string, name: string): boolean =>
  new RegExp(`(?<!\\w|(?<!\\.\\.)\\.)${name.replace("type ", "")}\\b`).test(code);

/** The code with imports of those names that it uses, before its first line; code that imports for itself gets none. */
export function withImports(code: string): string {
  if (/^import /m.test(code)) return code;
  const imports = Object.entries(NAMES).map(([module, names]) => {
    return `import { ${names.filter((name) => mentions(code, name)).join(", ")} } from "${module}";`;
  });
  return `${imports.join(" ")} import "tickless/testing/vitest"; ${code}\nexport {};\n`;
}

/** What the compiler says of each snippet, "line: message"; lines are those of its code. */
export function complaints(snippets: readonly Snippet[]): Map<Snippet, string[]> {
  const { config } = ts.readConfigFile(`${root}tsconfig.test.json`, (path) => ts.sys.readFile(path)) as {
    config: object;
  };
  const { options } = ts.parseJsonConfigFileContent(
    { ...config, include: [], files: ["vitest.config.ts"] },
    ts.sys,
    root,
  );
  const codes = new Map(snippets.map(({ path, code }) => [root + path, code]));
  const host = ts.createCompilerHost({ ...options, noUnusedLocals: false, noUnusedParameters: false });
  const own = { fileExists: host.fileExists.bind(host), readFile: host.readFile.bind(host) };
  host.fileExists = (path) => codes.has(path) || own.fileExists(path);
  host.readFile = (path) => codes.get(path) ?? own.readFile(path);
  const program = ts.createProgram(
    [...codes.keys()],
    { ...options, noUnusedLocals: false, noUnusedParameters: false },
    host,
  );
  return new Map(
    snippets.map((snippet) => {
      const source = program.getSourceFile(root + snippet.path);
      const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
      const told = found.map(({ file, start = 0, messageText }) => {
        const line = (file?.getLineAndCharacterOfPosition(start).line ?? 0) + 1;
        return `${line}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
      });
      return [snippet, told];
    }),
  );
}
