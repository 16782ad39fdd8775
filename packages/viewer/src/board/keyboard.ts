import type { Session } from "../app/session.js";
import type { BoardCanvas } from "./board-canvas.js";
import { controlsOfKey } from "./keys.js";
import { centreOf } from "./plane.js";
import { panned, zoomedAt } from "./view.js";

const PAN = 60;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [PAN, 0],
  ArrowRight: [-PAN, 0],
  ArrowUp: [0, PAN],
  ArrowDown: [0, -PAN],
};

/** Keys while the board has the focus: those of its parts, and of its view. Returns what ends it. */
export function handleKeys(element: HTMLElement, session: Session, board: BoardCanvas): () => void {
  const held = new Map<string, () => void>();
  const abort = new AbortController();
  const { signal } = abort;
  const releaseAll = (): void => {
    for (const release of held.values()) release();
    held.clear();
  };
  element.addEventListener(
    "keydown",
    (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (!held.has(event.key) && !press(event.key) && !moveView(event)) return;
      event.preventDefault();
      event.stopPropagation();
    },
    { signal },
  );
  element.addEventListener(
    "keyup",
    (event) => {
      held.get(event.key)?.();
      held.delete(event.key);
    },
    { signal },
  );
  element.addEventListener(
    "focusout",
    (event) => {
      if (!element.contains(event.relatedTarget as Node | null)) releaseAll();
    },
    { signal },
  );

  function press(key: string): boolean {
    const selection = session.look.selection.peek();
    const selected = selection?.kind === "part" ? selection.part : undefined;
    const controls = controlsOfKey(session.run.board.peek(), key, selected);
    if (controls.length === 0) return false;
    for (const { part, control, value } of controls) session.setControl(part, control, value);
    held.set(key, () => controls.forEach(({ part, control }) => session.setControl(part, control, 0)));
    return true;
  }

  function moveView({ key, shiftKey }: KeyboardEvent): boolean {
    const { width, height } = board.size;
    const middle = centreOf({ x: 0, y: 0, width, height });
    const arrow = shiftKey ? ARROWS[key] : undefined;
    if (arrow) board.setView(panned(board.view, ...arrow));
    else if (key === "f" || key === "F") board.fit();
    else if (key === "+" || key === "=") board.setView(zoomedAt(board.view, middle, 1.25));
    else if (key === "-") board.setView(zoomedAt(board.view, middle, 0.8));
    else if (key === "Escape" && session.look.selection.peek()) session.look.selection.value = undefined;
    else return false;
    return true;
  }

  return () => {
    releaseAll();
    abort.abort();
  };
}
