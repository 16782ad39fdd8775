import type { ProjectFiles } from "../protocol/project.js";
import { LESSON } from "tickless/lesson/files";
import { lessonHead, readmeHead } from "./readme.js";

/** An example of the gallery. */
export interface Example {
  /** Folder: "04-fade-and-scroll", "05-typescript-firmware/debounce". */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly project: ProjectFiles;
  /** It is a lesson; `minutes`: how long it takes. */
  readonly lesson?: { readonly minutes: number | undefined } | undefined;
}

/** The example that is opened when nothing else is asked for. */
export const DEFAULT_EXAMPLE = "04-fade-and-scroll";

const MAINS = ["main.py", "firmware.ts"];
/** What the examples' own tests need. */
const NOT_SHOWN = ["expected.txt", "figures.ts", "sweep.ts", "sweep.json"];

/** Examples from texts by path below the folder of examples; each folder with a program is one. */
export function readExamples(texts: Readonly<Record<string, string>>): Example[] {
  const paths = Object.keys(texts).sort();
  // The programs of several boards are in folders below their diagram.
  const projectOf = (folder: string): string =>
    `${folderOf(folder)}/diagram.json` in texts ? folderOf(folder) : folder;
  const programs = paths.filter((path) => MAINS.includes(baseName(path)));
  const folders = programs.map((path) => projectOf(folderOf(path)));
  return [...new Set(folders)].map((folder) => {
    const own = paths.filter((path) => path.startsWith(`${folder}/`) && !NOT_SHOWN.includes(baseName(path)));
    const files = Object.fromEntries(own.map((path) => [path.slice(folder.length + 1), texts[path] as string]));
    return { name: folder, ...describe(folder, texts), project: { name: folder, files } };
  });
}

/** From the folder's lesson; else from its README or, in a folder of several examples, from the one above. */
function describe(folder: string, texts: Readonly<Record<string, string>>): Omit<Example, "name" | "project"> {
  const lesson = texts[`${folder}/${LESSON}`];
  if (lesson !== undefined) return lessonHead(lesson, folder);
  const own = texts[`${folder}/README.md`];
  const above = texts[`${folderOf(folder)}/README.md`];
  const head = readmeHead(own ?? above ?? "");
  const title = head.title || folder;
  if (own !== undefined || above === undefined) return { ...head, title };
  return { ...head, title: `${title}: ${baseName(folder).replaceAll("-", " ")}` };
}

/** By its name, or by the beginning of it ("04"). */
export const findExample = (examples: readonly Example[], name: string): Example | undefined =>
  examples.find((example) => example.name === name) ?? examples.find((example) => example.name.startsWith(name));

const baseName = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf("/")));
