import { computed, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { Nanos } from "@tickless/sim-core";
import type { ComponentType } from "preact";
import { allFiles, sameFile, type Input, type ProjectFiles } from "../protocol/project.js";
import type { BoardState } from "../protocol/store.js";
import type { Example } from "./gallery.js";
import type { Session } from "./session.js";
import { rememberedTheme, type ThemeChoice } from "./theme.js";
import type { PageAddress } from "./url.js";

export interface LessonPanelProps {
  readonly page: PageModel;
  /** A column of its own, a panel of its own, or a strip above another panel. */
  readonly form: "column" | "panel" | "strip";
  /** To the other one of column and panel; undefined: there is no room for a column. */
  readonly onMove?: (() => void) | undefined;
}

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
  readonly differences: View;
  readonly lesson: () => Promise<ComponentType<LessonPanelProps>>;
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
  readonly action?: NoticeAction;
  readonly other?: NoticeAction;
}

export interface NoticeAction {
  readonly label: string;
  readonly run: () => void;
}

/** Where a project comes from: edits are kept apart by that. */
export type EditsFrom = "example" | "folder" | "recording" | "share";

/** How a project is opened. */
export interface OpenOptions {
  readonly seed?: number | undefined;
  readonly inputs?: readonly Input[] | undefined;
  readonly at?: Nanos | undefined;
  /** Of a lesson, from 1; default its introduction. */
  readonly step?: number | undefined;
  /** Told when it is open. */
  readonly notice?: string;
  /** Default: what the page knows of it. */
  readonly from?: EditsFrom;
}

/** A recording that was read: its project, and how it is opened. */
export interface Recorded {
  readonly project: ProjectFiles;
  readonly options: OpenOptions;
  readonly fingerprint: string;
  /** The file that was read. */
  readonly file: Uint8Array;
  /** Ended where its scenario failed. A run that is shown goes on there. */
  readonly failed: boolean;
  /** Why it may be another run here; one sentence each. */
  readonly doubts: readonly string[];
}

export type DialogModel =
  | { readonly kind: "gallery" | "help" | "share" | "film" }
  | { readonly kind: "replace"; readonly name: string; readonly go: () => void }
  | { readonly kind: "program"; readonly file: string; readonly text: string }
  | { readonly kind: "recording"; readonly file: string; readonly recorded: Recorded };

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
  /** Under what edits of the project are kept; "": nothing is open. */
  readonly editsKey: Signal<string>;
  /** Nobody has decided yet what becomes of earlier edits. */
  readonly editsWaiting: Signal<boolean>;
  /** What is edited now has been kept. */
  readonly editsSafe: Signal<boolean>;
  /** Keeps it now. */
  readonly saveEdits: Signal<() => void>;
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
    editsKey: signal(""),
    editsWaiting: signal(false),
    editsSafe: signal(false),
    saveEdits: signal(() => undefined),
  };
}

export function sameFiles(a: ProjectFiles, b: ProjectFiles): boolean {
  if (a === b) return true;
  const [ours, theirs] = [allFiles(a), allFiles(b)];
  const names = Object.keys(ours);
  return names.length === Object.keys(theirs).length && names.every((name) => sameFile(ours[name], theirs[name]));
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
