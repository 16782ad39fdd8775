import { effect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { frequencyText, shortTime } from "./format.js";
import { IconButton } from "./icons.js";
import { measurements } from "./measurements.js";
import { useUi } from "./ui.js";
import { clearMarks, measuredSpan } from "./view-actions.js";

/** What is measured on the selected lane, between the marks or in the view; and how far apart the marks are. */
export function Readout() {
  const { session, model } = useUi();
  useEffect(
    () =>
      effect(() => {
        void session.run.version.value;
        const lane = model.selected.value;
        const { span } = measuredSpan(session);
        if (!lane) model.measured.value = undefined;
        else if (span.end > span.start) model.askMeasure({ lane, span });
      }),
    [],
  );
  const a = session.time.markA.value;
  const b = session.time.markB.value;
  const measured = model.measured.value;
  const items = measured ? measurements(measured.lane, measured.result) : [];
  if (a === undefined && b === undefined && items.length === 0) return null;
  const { marks } = measuredSpan(session);
  return (
    <div class="tl-readout" role="group" aria-label="Measurement">
      {a !== undefined && b !== undefined && a !== b && (
        <span class="tl-distance">
          <b>Δ {shortTime(Math.abs(b - a))}</b> {frequencyText(1e9 / Math.abs(b - a))}
        </span>
      )}
      {(a === undefined) !== (b === undefined) && (
        <span class="tl-hint">Mark {a === undefined ? "B" : "A"} is set. Shift-click sets the other.</span>
      )}
      {measured && items.length > 0 && (
        <span class="tl-measured">
          <b>{measured.lane.label}</b> {marks ? "between the marks" : "in view"}
        </span>
      )}
      {items.map(([name, value]) => (
        <span key={name} class="tl-item">
          <span class="tl-item-name">{name}</span> {value}
        </span>
      ))}
      {(a !== undefined || b !== undefined) && (
        <IconButton icon="close" label="Remove the marks" onClick={() => clearMarks(session)} />
      )}
    </div>
  );
}
