// The pages of the API: what the docstrings of public modules say, by TypeDoc.

import { readFileSync, writeFileSync } from "node:fs";
import { Application } from "typedoc";
import { MODULES, modulePage, root } from "./pages.mjs";

const OPTIONS = {
  name: "API",
  readme: "none",
  tsconfig: `${root}docs/site/tsconfig.api.json`,
  plugin: ["typedoc-plugin-markdown"],
  // tsc has looked for them.
  skipErrorChecking: true,
  excludeInternal: true,
  excludePrivate: true,
  excludeProtected: true,
  excludeExternals: true,
  disableGit: true,
  sourceLinkTemplate: "{path}",
  basePath: root,
  logLevel: "Error",
  validation: { notExported: false, invalidLink: false },
  sort: ["source-order"],
  // What one page of the site is.
  outputFileStrategy: "modules",
  cleanOutputDir: false,
  entryFileName: "index",
  hidePageHeader: true,
  hideBreadcrumbs: true,
  hideGroupHeadings: true,
  useCodeBlocks: true,
  expandObjects: true,
  expandParameters: true,
  parametersFormat: "table",
  typeDeclarationFormat: "table",
  propertyMembersFormat: "table",
  interfacePropertiesFormat: "table",
  classPropertiesFormat: "table",
  enumMembersFormat: "table",
  tableColumnSettings: { hideSources: true, hideInherited: true, hideModifiers: true, hideDefaults: true },
  sanitizeComments: true,
};

/** The comment at the head of a module's file. */
function about(file) {
  const [, text = ""] = /^\/\*\*\n([^]*?)\n \*\/\n(?=import|export)/.exec(readFileSync(root + file, "utf8")) ?? [];
  return text.replaceAll(/^ \* ?/gm, "");
}

const LABELS =
  "Parameters|Returns|Type Parameters|Throws|Get Signature|Set Signature|Call Signature|Type Declaration|Index Signature";

/** The page's body without headings that say nothing of their own. */
function bodyOf(markdown) {
  const text = markdown
    .replace(/^# .*\n/, "")
    .replaceAll(/^#+ (?:Implementation of|Overrides|Inherited from|Implements)\n\n.*\n+/gm, "")
    .replaceAll(/^#+ Constructors?\n\n(?=#)/gm, "")
    .replaceAll(/^#+ Returns\n\n(?=[`\[])/gm, "**Returns** ")
    .replaceAll(new RegExp(`^#+ (${LABELS})$`, "gm"), "**$1**")
    .replaceAll(/^\*\*\*\n+/gm, "")
    .replaceAll(/^Defined in: \[([^\]]*)\]\([^)]*\)$/gm, "<small>$1</small>");
  return `${text.trim()}\n`;
}

/** Writes the pages of all modules into `folder`. Returns how they are listed. */
export async function apiPages(folder) {
  const entryPoints = Object.values(MODULES).map((file) => root + file);
  const app = await Application.bootstrapWithPlugins({ ...OPTIONS, entryPoints, out: `${folder}api` });
  const project = await app.convert();
  if (!project) throw new Error("TypeDoc could not read the modules of the API");
  const names = new Map(Object.entries(MODULES).map(([name, file]) => [file, name]));
  for (const module of project.children ?? []) {
    const name = names.get(module.sources?.[0]?.fileName);
    if (name === undefined) throw new Error(`TypeDoc has read ${module.name}, which is none of the modules`);
    module.name = modulePage(name).slice("api/".length);
  }
  await app.generateOutputs(project);
  for (const [name, file] of Object.entries(MODULES)) {
    const path = `${folder}${modulePage(name)}.md`;
    const head = [`---\noutline: [2, 2]\n---`, `# ${name}`, about(file)].filter(Boolean).join("\n\n");
    writeFileSync(path, `${head}\n\n${bodyOf(readFileSync(path, "utf8"))}`);
  }
  writeFileSync(`${folder}api/index.md`, listOfModules());
  return [
    { link: "/api/", text: "All modules" },
    ...Object.keys(MODULES).map((name) => ({ link: `/${modulePage(name)}`, text: name })),
  ];
}

function listOfModules() {
  const rows = Object.entries(MODULES).map(([name, file]) => {
    return `| [\`${name}\`](/${modulePage(name)}) | ${about(file)
      .split(/(?<=\.)\s/)[0]
      .replaceAll("\n", " ")} |`;
  });
  const table = ["| module | |", "| --- | --- |", ...rows].join("\n");
  return `# API\n\nWhat programs, tests and parts import. Made from the docstrings.\n\n${table}\n`;
}
