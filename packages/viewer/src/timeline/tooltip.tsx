import { describe } from "./describe.js";
import { exactTime } from "./format.js";
import { lineAt, rowAt, type SubLine } from "./layout.js";
import { snapReach } from "./snap.js";
import { useUi, type TimelineUi } from "./ui.js";

/** What is under the pointer, and exactly when. Screen readers have the table instead. */
export function Tooltip() {
  const ui = useUi();
  const { model, session } = ui;
  const hover = model.hover.value;
  const answer = model.current.value;
  if (!hover?.lane || !answer) return null;
  const lines = describe(
    {
      lane: hover.lane,
      line: lineUnder(ui, hover.y),
      time: hover.time,
      reach: snapReach(session.time.view.value, model.width.value),
      end: session.run.shownEnd.value,
    },
    answer,
  );
  const width = model.width.value;
  const flip = hover.x > width - 260;
  const { top, height } = ui.scroll.value;
  const low = hover.y - top > height - 130;
  const style = {
    transform: `translate(${hover.x + (flip ? -14 : 14)}px, ${hover.y + (low ? -12 : 14)}px) translate(${flip ? "-100%" : "0"}, ${low ? "-100%" : "0"})`,
  };
  return (
    <div class="tl-tooltip" style={style} aria-hidden="true">
      <div class="tl-tooltip-time">
        {hover.lane.label} · {exactTime(hover.time)}
      </div>
      {lines.map((line, index) => (
        <div key={index} class={index === 0 ? "tl-tooltip-main" : ""}>
          {line}
        </div>
      ))}
    </div>
  );
}

function lineUnder(ui: TimelineUi, y: number): SubLine | undefined {
  const row = rowAt(ui.rows.peek().rows, y);
  return row && lineAt(row, y);
}
