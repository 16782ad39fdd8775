import { computed, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Session } from "../app/session.js";
import type { Lane } from "../protocol/store.js";
import { readTheme, type DrawTheme } from "./draw/theme.js";
import { layout, type Row } from "./layout.js";
import type { TimelineModel } from "./model.js";

/** What the parts of one timeline on the page share. */
export interface TimelineUi {
  readonly session: Session;
  readonly model: TimelineModel;
  /** The lanes' area, for what controls it. */
  readonly lanesId: string;
  /** Too narrow for a column of labels: they lie over their lanes. */
  readonly compact: Signal<boolean>;
  readonly rows: ReadonlySignal<{ readonly rows: readonly Row[]; readonly height: number }>;
  /** Scrolled by, and height of what is seen, CSS px. */
  readonly scroll: Signal<{ readonly top: number; readonly height: number }>;
  readonly theme: Signal<DrawTheme | undefined>;
  /** Lanes that are under the pointer or selected, here or elsewhere on the page. */
  readonly lit: ReadonlySignal<ReadonlySet<string>>;
  /** A lane that is dragged, and where it would go. */
  readonly dragged: Signal<{ readonly id: string; readonly place: number } | undefined>;
}

export function createUi(session: Session, model: TimelineModel, lanesId: string): TimelineUi {
  const compact = signal(false);
  const rows = computed(() => {
    void model.linesKnown.value;
    return layout(model.lanes.value, (lane) => model.lines.of(lane.id), compact.value);
  });
  return {
    session,
    model,
    lanesId,
    compact,
    rows,
    scroll: signal({ top: 0, height: 600 }),
    theme: signal<DrawTheme | undefined>(undefined),
    lit: computed(() => litLanes(session, model)),
    dragged: signal<{ id: string; place: number } | undefined>(undefined),
  };
}

function litLanes({ look }: Session, model: TimelineModel): ReadonlySet<string> {
  const selection = look.selection.value;
  const net = look.hoveredNet.value;
  const lit = (lane: Lane): boolean =>
    (net !== undefined && lane.net === net) ||
    (selection?.kind === "net" && lane.net === selection.net) ||
    (selection?.kind === "part" && lane.part === selection.part) ||
    (selection?.kind === "lane" && lane.id === selection.lane);
  return new Set(model.lanes.value.filter(lit).map(({ id }) => id));
}

/** Reads the colours again, once the page has taken on its theme. */
export const readColors = (ui: TimelineUi, element: Element): void => {
  ui.theme.value = readTheme(element);
};

const UiContext = createContext<TimelineUi | undefined>(undefined);
export const UiProvider = UiContext.Provider;

export function useUi(): TimelineUi {
  const ui = useContext(UiContext);
  if (!ui) throw new Error("outside of a timeline");
  return ui;
}
