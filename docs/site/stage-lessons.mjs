// The lessons as pages to read: each step with its text, its passage of the program, its edit, and the run at that step.

import { existsSync, readFileSync } from "node:fs";
import { applyEdit, linesOf } from "../../packages/tickless/dist/lesson/edits.js";
import { FIGURES } from "../../packages/tickless/dist/lesson/files.js";
import { readLesson } from "../../packages/tickless/dist/lesson/lesson.js";
import { liveRun, pageText, viewerLink } from "./links.mjs";
import { lessons, root } from "./pages.mjs";

const FENCES = { py: "py", ts: "ts", json: "json", yaml: "yaml" };

function read(name) {
  const folder = `${root}examples/lessons/${name}/`;
  const source = `examples/lessons/${name}/lesson.md`;
  const main = existsSync(`${folder}firmware.ts`) ? "firmware.ts" : "main.py";
  const figures = JSON.parse(readFileSync(folder + FIGURES, "utf8"));
  return { name, folder, source, ...readLesson(readFileSync(root + source, "utf8"), figures, main, source) };
}

const fenced = (file, text) => `\`\`\`\`${FENCES[file.split(".").at(-1)] ?? "text"} [${file}]\n${text}\n\`\`\`\``;
const marked = (text, sign) =>
  text
    .replace(/\n$/, "")
    .split("\n")
    .map((line) => `${sign} ${line}`.trimEnd());

/** What a step shows of the program, as it is after the edits before it. */
function passage({ code }, text) {
  if (!code || text === undefined) return "";
  const { first, last } = linesOf(text, code) ?? {};
  return first === undefined
    ? ""
    : fenced(
        code.file,
        text
          .split("\n")
          .slice(first - 1, last)
          .join("\n"),
      );
}

const change = ({ file, find, replace }) =>
  [
    `Make this change in \`${file}\`:`,
    `\`\`\`\`diff\n${[...marked(find, "-"), ...marked(replace, "+")].join("\n")}\n\`\`\`\``,
  ].join("\n\n");

function page({ name, folder, source, title, minutes, introduction, steps }, pages) {
  const files = new Map();
  const textOf = (file) => files.get(file) ?? readFileSync(folder + file, "utf8");
  const example = `lessons/${name}`;
  const parts = steps.map((step, index) => {
    const { edit, code } = step;
    if (edit) files.set(edit.file, applyEdit(textOf(edit.file), edit));
    return [
      `## ${step.title}`,
      pageText(source, step.text, pages),
      passage(step, code && textOf(code.file)),
      edit ? change(edit) : "",
      liveRun({ example, query: `step=${index + 1}`, title: step.title }),
    ];
  });
  const time = minutes === undefined ? "" : `${minutes} minutes. `;
  return [
    `---\ntitle: ${JSON.stringify(title)}\n---`,
    `# ${title}`,
    `${time}[Go through it in the viewer](${viewerLink(example)}){target="_self"}, where each step shows what it is about.`,
    pageText(source, introduction, pages),
    ...parts.flat(),
  ]
    .filter(Boolean)
    .join("\n\n");
}

const firstSentence = (text) => /^[^]*?[.!?](?=\s|$)/.exec(text)?.[0].replaceAll("\n", " ") ?? text;

/** Pages of all lessons, and the one that lists them. */
export function lessonPages(pages) {
  const all = lessons().map(read);
  const rows = all.map(({ name, title, minutes, introduction }) => {
    return `| [${title}](/lessons/${name}) | ${firstSentence(introduction)} | ${minutes ?? ""} |`;
  });
  const list = [
    "# Lessons",
    "Asyncio on microcontrollers, one idea at a time. Each lesson is a project that runs: go through it here, or in the viewer, where the " +
      "board and its timeline stand beside the text. All their numbers come from runs.",
    ["| lesson | | minutes |", "| --- | --- | --- |", ...rows].join("\n"),
  ];
  return [
    { path: "lessons/index", title: "All lessons", text: list.join("\n\n") },
    ...all.map((lesson) => ({ path: `lessons/${lesson.name}`, title: lesson.title, text: page(lesson, pages) })),
  ];
}
