import { zipSync } from "fflate";
import { allFiles } from "../protocol/project.js";
import { fileStem } from "./export-plan.js";
import { messageOf, type PageModel } from "./page-model.js";

/* Files that the page gives away. */

/** Gives a file to the browser to save. */
export function download(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken it by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** The project's files as a zip, in a folder of its name. */
export function exportZip({ session }: PageModel): void {
  const project = session.project.project.value;
  const { name } = project;
  const folder = fileStem(name);
  const encoder = new TextEncoder();
  const entries = Object.entries(allFiles(project)).map(
    ([path, content]) =>
      [`${folder}/${path}`, typeof content === "string" ? encoder.encode(content) : content] as const,
  );
  // The same project is the same file: a zip's times begin in 1980.
  const zip = zipSync(Object.fromEntries(entries), { mtime: new Date(1980, 0, 1) });
  download(new Blob([zip], { type: "application/zip" }), `${folder}.zip`);
}

/** The board at the cursor as a picture, at twice its size. */
export async function exportPng(page: PageModel): Promise<void> {
  const { session, modules } = page;
  await orTell(page, "The picture", async () => {
    const camera = await modules.camera(session, 2);
    try {
      const canvas = camera.picture(session.time.state.value);
      const png = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
      if (!png) throw new Error("the browser made none");
      download(png, `${stemOf(page)}-${Math.round(session.time.cursor.value / 1e3)}us.png`);
    } finally {
      camera.close();
    }
  });
}

const WAVES = {
  vcd: { extension: "vcd", type: "text/plain", what: "The waveforms" },
  perfetto: { extension: "perfetto.json", type: "application/json", what: "The trace events" },
} as const;

/** The recording for other programs: a value change dump, or trace events. */
export async function exportWaves(page: PageModel, format: keyof typeof WAVES): Promise<void> {
  const { extension, type, what } = WAVES[format];
  await orTell(page, what, async () => {
    const pieces = await page.session.store.exported(format);
    download(new Blob([...pieces], { type }), `${stemOf(page)}.${extension}`);
  });
}

/** The run as far as it has come, with all that is needed to run it again: the bytes of a recording. */
export async function recordedFile({ session }: PageModel): Promise<Uint8Array> {
  const { project, run, store } = session;
  const { name, files, binary = {} } = project.project.value;
  const { headOf } = await import("./import-recording-lazy.js");
  const ended = run.status.value?.end?.kind ?? "interrupted";
  const given = { name, files, seed: project.seed.value, inputs: [...project.inputs.value], ended };
  return await store.recorded(headOf({ ...given, end: 0 }), allFiles({ files, binary }));
}

export async function exportRecording(page: PageModel): Promise<void> {
  await orTell(page, "The recording", async () => {
    const bytes = await recordedFile(page);
    download(new Blob([bytes as BlobPart], { type: "application/zip" }), `${stemOf(page)}.tickless`);
  });
}

/** What was done by hand as a scenario, which does the same again. */
export async function exportScenario(page: PageModel): Promise<void> {
  await orTell(page, "The scenario", async () => {
    const text = await page.modules.scenario(page.session);
    download(new Blob([text], { type: "application/yaml" }), `${stemOf(page)}.scenario.yaml`);
  });
}

const stemOf = ({ session }: PageModel): string => fileStem(session.project.project.value.name);

async function orTell({ notice }: PageModel, what: string, make: () => Promise<void>): Promise<void> {
  try {
    await make();
  } catch (error) {
    notice.value = { kind: "error", text: `${what} could not be made: ${messageOf(error)}` };
  }
}
