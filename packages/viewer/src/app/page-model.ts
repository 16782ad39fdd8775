import { batch, computed, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { Nanos } from "@tickless/sim-core";
import type { ComponentType } from "preact";
import type { Input, ProjectFiles } from "../protocol/project.js";
import type { BoardState } from "../protocol/store.js";
import type { Example } from "./gallery.js";
import type { Session } from "./session.js";
import { rememberedTheme, type ThemeChoice } from "./theme.js";
import { writeAddress, type PageAddress } from "./url.js";

type View = () => Promise<ComponentType<{ session: Session }>>;

/** Takes pictures of the board in any state. */
export interface Camera {
  /** The canvas is the camera's own, and changes with the next picture. */
  picture(state: BoardState | undefined): HTMLCanvasElement;
  close(): void;
}

/** What the page consists of; each is loaded when it is needed. */
export interface PageModules {
  readonly createSession: (embed: boolean) => Promise<Session>;
  readonly board: View;
  readonly timeline: View;
  readonly transport: View;
  readonly code: View;
  readonly parts: View;
  readonly tasks: View;
  readonly serial: View;
  readonly problems: View;
  /** `scale`: pixels of a picture for one CSS pixel of the board. */
  readonly camera: (session: Session, scale: number) => Promise<Camera>;
  readonly examples: () => Promise<readonly Example[]>;
  /** What was done by hand, as the text of a scenario. */
  readonly scenario: (session: Session) => Promise<string>;
}

/** Something the page has to say; stays until it is dismissed or replaced. */
export interface Notice {
  readonly kind: "info" | "error";
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

/** How a project is opened. */
export interface OpenOptions {
  readonly seed?: number | undefined;
  readonly inputs?: readonly Input[] | undefined;
  readonly at?: Nanos | undefined;
  /** Told when it is open. */
  readonly notice?: string;
}

export type DialogModel =
  | { readonly kind: "gallery" | "help" | "share" | "film" }
  | { readonly kind: "replace"; readonly name: string; readonly go: () => void }
  | { readonly kind: "program"; readonly file: string; readonly text: string };

export interface PageModel {
  readonly session: Session;
  readonly modules: PageModules;
  readonly address: PageAddress;
  readonly theme: Signal<ThemeChoice>;
  readonly dialog: Signal<DialogModel | undefined>;
  readonly notice: Signal<Notice | undefined>;
  /** Name of the example that is open; undefined: something else. */
  readonly example: Signal<string | undefined>;
  readonly edited: ReadonlySignal<boolean>;
}

export function createPage(session: Session, modules: PageModules, address: PageAddress): PageModel {
  const { project, original } = session.project;
  return {
    session,
    modules,
    address,
    theme: signal(address.theme ?? rememberedTheme()),
    dialog: signal(undefined),
    notice: signal(undefined),
    example: signal(undefined),
    edited: computed(() => !sameFiles(project.value, original.value)),
  };
}

export function sameFiles(a: ProjectFiles, b: ProjectFiles): boolean {
  if (a === b || a.files === b.files) return true;
  const names = Object.keys(a.files);
  return names.length === Object.keys(b.files).length && names.every((name) => a.files[name] === b.files[name]);
}

/** Opens a project; asks first when that would throw edits away. */
export function openProject(page: PageModel, project: ProjectFiles, options: OpenOptions = {}, example?: string): void {
  const go = (): void => {
    batch(() => {
      page.dialog.value = undefined;
      page.notice.value = options.notice ? { kind: "info", text: options.notice } : undefined;
      page.example.value = example;
    });
    void openNow(page, project, options);
    // The address names what is open, so that it can be loaded again.
    const query = writeAddress({ example, theme: page.address.theme });
    history.replaceState(null, "", `${location.pathname}${query}`);
  };
  if (page.edited.value) page.dialog.value = { kind: "replace", name: project.name, go };
  else go();
}

/** Opens without a question. A failure is told. */
export async function openNow(
  { session, notice }: PageModel,
  project: ProjectFiles,
  options: OpenOptions,
): Promise<void> {
  const { seed, inputs, at } = options;
  const given = {
    ...(seed === undefined ? {} : { seed }),
    ...(inputs ? { inputs } : {}),
    ...(at === undefined ? {} : { at }),
  };
  try {
    await session.open(project, given);
  } catch (error) {
    notice.value = { kind: "error", text: `The project could not be opened: ${messageOf(error)}` };
  }
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
