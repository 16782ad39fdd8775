import type { Nanos } from "@tickless/sim-core";
import type { ProjectFiles } from "../protocol/project.js";
import { compareWith } from "./compare-open.js";
import { DEFAULT_EXAMPLE, findExample } from "./gallery.js";
import { readRecorded, tellWhetherSame } from "./import-recording.js";
import { followDisk } from "./page-follow.js";
import { messageOf, type OpenOptions, type PageModel, type Recorded } from "./page-model.js";
import { openNow } from "./page-open.js";
import { readProjectFiles } from "./project-files.js";
import type { Span } from "./session.js";

/* What the page opens at first. */

interface First {
  readonly project: ProjectFiles;
  readonly options: OpenOptions;
  readonly view?: Span | undefined;
  readonly example?: string;
  readonly recorded?: Recorded;
  /** By `tickless view`, which tells of changes. */
  readonly served?: boolean;
}

/** Where `tickless view` puts the project that it shows. */
const SERVED = "./project.json";

/** Opens what the address says: a shared project, a recording, a project served beside the page, an example. */
export async function openFirst(page: PageModel): Promise<void> {
  const { address, session, notice, example } = page;
  const problems = [...address.problems];
  const first = await findFirst(page, problems);
  if (problems.length > 0) notice.value = { kind: "error", text: problems.join(" ") };
  if (!first) return;
  example.value = first.example;
  if (first.served) followDisk(page, first.project, () => fetchProject(undefined, []));
  if (first.recorded) tellWhetherSame(page, first.recorded);
  await openNow(page, first.project, first.options);
  await compareFirst(page);
  const view = address.view ?? first.view;
  if (view) session.show(view);
}

/** The recording that the address wants under what is open. */
async function compareFirst(page: PageModel): Promise<void> {
  const { compare } = page.address;
  if (compare === undefined) return;
  const problems: string[] = [];
  const other = await fetchRecording(compare, undefined, problems);
  try {
    if (other) await compareWith(page, other);
  } catch (error) {
    problems.push(messageOf(error));
  }
  if (problems.length > 0) page.notice.value = { kind: "error", text: problems.join(" ") };
}

async function findFirst(page: PageModel, problems: string[]): Promise<First | undefined> {
  const { address } = page;
  const options = { seed: address.seed, at: address.at, step: address.step };
  if (address.share !== undefined) {
    const { unpackShare } = await import("./share.js");
    const shared = unpackShare(address.share);
    if (shared.ok) {
      const { project, seed, inputs, cursor, view } = shared.value;
      return {
        project,
        view,
        options: { ...options, seed: address.seed ?? seed, inputs, at: address.at ?? cursor, from: "share" },
      };
    }
    problems.push(shared.message);
  }
  if (address.recording !== undefined) {
    const recorded = await fetchRecording(address.recording, address.at, problems);
    if (recorded) return { project: recorded.project, options: { ...recorded.options, step: address.step }, recorded };
  }
  if (address.example === undefined) {
    const project = await fetchProject(address.project, problems);
    if (project) return { project, options, served: address.project === undefined };
  }
  return await firstExample(page, options, problems);
}

async function firstExample(
  { address, modules }: PageModel,
  options: OpenOptions,
  problems: string[],
): Promise<First | undefined> {
  try {
    const examples = await modules.examples();
    const wanted = address.example === undefined ? undefined : findExample(examples, address.example);
    if (address.example !== undefined && !wanted) problems.push(`There is no example “${address.example}”.`);
    const example = wanted ?? findExample(examples, DEFAULT_EXAMPLE) ?? examples[0];
    return example && { project: example.project, options, example: example.name };
  } catch (error) {
    problems.push(`The examples could not be loaded: ${messageOf(error)}`);
    return undefined;
  }
}

/** The project at an address of this site. Without an address: the one served beside the page, if there is one. */
async function fetchProject(address: string | undefined, problems: string[]): Promise<ProjectFiles | undefined> {
  const url = new URL(address ?? SERVED, document.baseURI);
  if (url.origin !== location.origin) {
    problems.push(`A project can be loaded from this site only, not from ${url.host}.`);
    return undefined;
  }
  const value = await fetchJson(url);
  const project = readProjectFiles(value);
  if (!project && address !== undefined) problems.push(`There is no project at ${address}.`);
  return project;
}

/** The recording at an address of this site. */
async function fetchRecording(
  address: string,
  at: Nanos | undefined,
  problems: string[],
): Promise<Recorded | undefined> {
  const url = new URL(address, document.baseURI);
  if (url.origin !== location.origin) {
    problems.push(`A recording can be loaded from this site only, not from ${url.host}.`);
    return undefined;
  }
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`There is no recording at ${address}.`);
    return await readRecorded(new Uint8Array(await response.arrayBuffer()), at);
  } catch (error) {
    problems.push(messageOf(error));
    return undefined;
  }
}

async function fetchJson(url: URL): Promise<unknown> {
  try {
    const response = await fetch(url);
    // Servers of single-page apps answer with the page itself.
    if (!response.ok || !(response.headers.get("content-type") ?? "").includes("json")) return undefined;
    return (await response.json()) as unknown;
  } catch {
    return undefined;
  }
}
