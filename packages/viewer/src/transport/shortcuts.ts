import type { Session } from "../app/session.js";
import { guideOf } from "../lesson/guide-of.js";
import { timelineOf } from "../timeline/model.js";
import { panBy, stepEdge, toggleFollowing, toggleMark, zoomBy } from "../timeline/view-actions.js";
import { nextSpeed, stepFrame, stepTime } from "./moves.js";

/** Keys that work wherever the focus is, except where one types. */
export interface Shortcut {
  readonly group: "Time" | "Timeline";
  /** As written for people: alternatives by " / ", pressed together by "+". */
  readonly keys: string;
  readonly text: string;
  /** What each alternative is, as `keyOf` says. */
  readonly on: readonly string[];
  readonly run: (session: Session, key: string) => void;
}

const MS = 1e6;
const sign = (key: string, back: string): 1 | -1 => (key === back ? -1 : 1);

/** In the order of the help. */
export const SHORTCUTS: readonly Shortcut[] = [
  {
    group: "Time",
    keys: "Space",
    text: "play or pause; at the end: go on, live",
    on: [" "],
    run: (session) => session.toggle(),
  },
  {
    group: "Time",
    keys: "← / →",
    text: "previous, next event",
    on: ["ArrowLeft", "ArrowRight"],
    run: (session, key) => void session.stepEvent(sign(key, "ArrowLeft")),
  },
  {
    group: "Time",
    keys: "Shift+← / Shift+→",
    text: "1 ms back, on",
    on: ["Shift+ArrowLeft", "Shift+ArrowRight"],
    run: (session, key) => stepTime(session, sign(key, "Shift+ArrowLeft") * MS),
  },
  {
    group: "Time",
    keys: ", / .",
    text: "one frame back, on",
    on: [",", "."],
    run: (session, key) => stepFrame(session, sign(key, ",")),
  },
  {
    group: "Time",
    keys: "[ / ]",
    text: "slower, faster",
    on: ["[", "]"],
    run: (session, key) => session.setSpeed(nextSpeed(session.time.speed.peek(), sign(key, "["))),
  },
  { group: "Time", keys: "R", text: "play backwards", on: ["r"], run: (session) => session.play(-1) },
  { group: "Time", keys: "L", text: "live: go on at the end", on: ["l"], run: (session) => session.goLive() },
  {
    group: "Time",
    keys: "Home / End",
    text: "beginning, end of the recording",
    on: ["Home", "End"],
    run: (session, key) => session.seek(key === "Home" ? 0 : session.run.reach.peek()),
  },
  {
    group: "Timeline",
    keys: "W / S",
    text: "zoom in, out",
    on: ["w", "s"],
    run: (session, key) => zoomBy(session, key === "w" ? 1 / 1.5 : 1.5, timelineOf(session).hover.peek()?.time),
  },
  {
    group: "Timeline",
    keys: "A / D",
    text: "move left, right",
    on: ["a", "d"],
    run: (session, key) => panBy(session, sign(key, "a") * 0.2),
  },
  { group: "Timeline", keys: "0", text: "the whole run", on: ["0"], run: (session) => session.fit() },
  { group: "Timeline", keys: "F", text: "follow the cursor, or not", on: ["f"], run: toggleFollowing },
  {
    group: "Timeline",
    keys: "J / K",
    text: "previous, next edge of the selected lane",
    on: ["j", "k"],
    run: (session, key) => void stepEdge(session, sign(key, "j")),
  },
  {
    group: "Timeline",
    keys: "Shift+J / Shift+K",
    text: "previous, next difference of two runs",
    on: ["Shift+j", "Shift+k"],
    run: (session, key) => void session.stepDifference(sign(key, "Shift+j")),
  },
  {
    group: "Timeline",
    keys: "B",
    text: "show the other one of two runs",
    on: ["b"],
    run: (session) => void session.showSide(session.compare.side.peek() === "A" ? "B" : "A"),
  },
  {
    group: "Timeline",
    keys: "M / N",
    text: "mark A, mark B at the cursor",
    on: ["m", "n"],
    run: (session, key) => toggleMark(session, key === "m" ? "A" : "B"),
  },
  {
    group: "Timeline",
    keys: "/ or Ctrl+F",
    text: "search the recording",
    on: ["/", "Ctrl+f"],
    run: (session) => openSearch(session),
  },
  {
    group: "Timeline",
    keys: "T",
    text: "table of events",
    on: ["t"],
    run: (session) => {
      const { tableOpen } = timelineOf(session);
      tableOpen.value = !tableOpen.peek();
    },
  },
  {
    group: "Timeline",
    keys: "< / >",
    text: "previous, next step of a lesson",
    on: ["<", ">"],
    run: (session, key) => guideOf(session).peek()?.turnTo(sign(key, "<")),
  },
];

/** What works with the pointer, for the help. */
export const POINTER_HELP: readonly (readonly [string, string])[] = [
  ["Click", "move the cursor, onto an edge nearby; with Alt exactly there"],
  ["Drag", "move the view; on the axis: scrub"],
  ["Wheel / pinch", "zoom at the pointer; Shift+wheel moves"],
  ["Shift+click, Shift+drag", "marks A and B, to measure between"],
  ["Alt+↑ / Alt+↓ on a name", "move the lane; Delete hides it"],
];

/** "Shift+ArrowLeft", "w", "Ctrl+f": letters small, whatever Caps Lock says. */
export function keyOf(event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">): string {
  const letter = event.key.length === 1;
  const modifiers = [
    event.ctrlKey || event.metaKey ? "Ctrl" : "",
    event.altKey ? "Alt" : "",
    // Signs on a key's upper half come with Shift on some keyboards and without it on others.
    event.shiftKey && !(letter && !/[a-z]/i.test(event.key)) ? "Shift" : "",
  ];
  return [...modifiers.filter(Boolean), letter ? event.key.toLowerCase() : event.key].join("+");
}

const byKey = new Map(SHORTCUTS.flatMap((shortcut) => shortcut.on.map((key) => [key, shortcut] as const)));

export const shortcutFor = (key: string): Shortcut | undefined => byKey.get(key);

/** Where one types, chooses or presses, those keys mean something else. */
function isTaken(target: Element | null, key: string): boolean {
  if (!target) return false;
  if (target.closest("input:not([type=checkbox], [type=radio], [type=button]), textarea, select, .cm-editor, dialog"))
    return true;
  if ((target as HTMLElement).isContentEditable) return true;
  // Buttons are pressed with Space; groups of things are walked through with arrows.
  const walks = /^(Arrow|Home|End|Page|Shift\+Arrow)/.test(key);
  if (key === " ")
    return target.closest("button, a, summary, input, [role=tab], [role=button], [role=option]") !== null;
  const groups =
    "[role=tablist], [role=menu], [role=listbox], [role=grid], [role=radiogroup], [role=slider], [role=separator], [role=scrollbar], [popover], input";
  return walks && target.closest(groups) !== null;
}

function openSearch(session: Session): void {
  const { open } = timelineOf(session).search;
  if (open.peek()) document.querySelector<HTMLElement>(".tl-search input, .tl-search select")?.focus();
  open.value = true;
}

/** Listens on a document until the returned function is called. What others have handled is left alone. */
export function installShortcuts(session: Session, target: Document): () => void {
  const keydown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    const key = keyOf(event);
    const shortcut = shortcutFor(key);
    if (!shortcut || isTaken(event.target instanceof Element ? event.target : null, key)) return;
    if (target.querySelector("dialog[open]")) return;
    event.preventDefault();
    shortcut.run(session, key);
  };
  target.addEventListener("keydown", keydown);
  return () => target.removeEventListener("keydown", keydown);
}
