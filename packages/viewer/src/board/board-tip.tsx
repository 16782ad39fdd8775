import type { ReadonlySignal } from "@preact/signals";
import type { Session } from "../app/session.js";
import type { BoardLayout } from "./board-layout.js";
import type { Hit } from "./hit.js";
import { netTitle, readNet, type NetTone } from "./net-text.js";
import type { Point } from "./plane.js";
import type { StateReader } from "./state-reader.js";

/** What the pointer is at. */
export interface Hover {
  readonly hit: Hit;
  /** CSS px of the board's surface. */
  readonly at: Point;
  /** There is more room to the left, above. */
  readonly toLeft: boolean;
  readonly above: boolean;
}

interface Props {
  readonly session: Session;
  readonly hover: ReadonlySignal<Hover | undefined>;
  readonly layout: ReadonlySignal<BoardLayout | undefined>;
  readonly reader: ReadonlySignal<StateReader>;
}

interface TipText {
  readonly title: string;
  readonly text: string;
  readonly tone: NetTone | undefined;
}

/** Names what is under the pointer, and what it is at the moment. */
export function BoardTip({ session, hover, layout, reader }: Props) {
  const over = hover.value;
  if (!over) return null;
  void session.time.state.value;
  const board = session.run.board.value;
  const tip = board && layout.value ? tipText(over.hit, board, layout.value, reader.value) : undefined;
  if (!tip) return null;
  const { x, y } = over.at;
  const side = `${over.toLeft ? " to-left" : ""}${over.above ? " above" : ""}`;
  return (
    <div class={`board-tip${side}`} style={{ left: `${x}px`, top: `${y}px` }} data-tone={tip.tone} aria-hidden="true">
      <span class="board-tip-title">{tip.title}</span>
      {tip.text !== "" && <span class="board-tip-text">{tip.text}</span>}
    </div>
  );
}

function tipText(
  { part, pin, net }: Hit,
  board: NonNullable<Session["run"]["board"]["value"]>,
  layout: BoardLayout,
  reader: StateReader,
): TipText | undefined {
  if (net !== undefined) {
    const { tone, text } = readNet(board, net, reader);
    const title = netTitle(board, layout, net);
    const own = pin && !pin.hole ? `${pin.part}:${pin.pin}` : undefined;
    return { title: own && !title.split(" · ").includes(own) ? `${own} · ${title}` : title, text, tone };
  }
  if (!part) return undefined;
  const { model, shape } = part;
  const state = shape.describe?.(model, reader.part(model.id)) ?? "";
  return { title: `${shape.name} ${model.id}`, text: state, tone: undefined };
}
