import { useState } from "preact/hooks";
import type { Lane } from "../protocol/store.js";
import { Icon } from "./icons.js";
import { isShown, orderLanes } from "./lane-order.js";
import { Popover } from "./popover.js";
import { useUi } from "./ui.js";
import { placeLane, showLane } from "./view-actions.js";

/** Which lanes are shown: all that there are, with a filter. */
export function LaneMenu() {
  const { model } = useUi();
  return (
    <Popover
      label={`Lanes ${model.lanes.value.length}`}
      title="Show and hide lanes"
      class="tl-wide"
      button={
        <>
          <Icon name="lanes" />
          <span class="tl-button-text">Lanes</span>{" "}
          <span class="tl-count" aria-hidden="true">
            {model.lanes.value.length}
          </span>
        </>
      }
    >
      {() => <LaneList />}
    </Popover>
  );
}

/** Part, name, connection and kind: whatever one may look for. */
const matches = (lane: Lane, words: readonly string[]): boolean => {
  const text = `${lane.id} ${lane.label} ${lane.detail} ${lane.kind}`.toLowerCase();
  return words.every((word) => text.includes(word));
};

/** Moves the selected lane, for those who can neither drag nor press Alt and an arrow. */
function MoveLane() {
  const { session, model } = useUi();
  const lanes = model.lanes.value;
  const place = lanes.findIndex(({ id }) => id === model.selected.value?.id);
  const lane = lanes[place];
  if (!lane) return null;
  const move = (by: number): void => placeLane(session, lane.id, place + by);
  return (
    <>
      <button type="button" class="tl-link" disabled={place === 0} onClick={() => move(-1)}>
        Move {lane.label} up
      </button>
      <button type="button" class="tl-link" disabled={place === lanes.length - 1} onClick={() => move(1)}>
        Move {lane.label} down
      </button>
    </>
  );
}

function LaneList() {
  const { session } = useUi();
  const [filter, setFilter] = useState("");
  const { laneShown, laneOrder } = session.look;
  const wishes = { shown: laneShown.value, order: laneOrder.value };
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const lanes = orderLanes(session.run.lanes.value, wishes.order).filter((lane) => matches(lane, words));
  const parts = [...new Set(lanes.map(({ part }) => part))];
  const all = (shown: boolean): void => {
    laneShown.value = { ...laneShown.peek(), ...Object.fromEntries(lanes.map(({ id }) => [id, shown])) };
  };
  const reset = (): void => {
    laneShown.value = {};
    laneOrder.value = [];
  };
  return (
    <div class="tl-menu">
      <input
        class="tl-input"
        type="search"
        placeholder="Filter: a pin, a part, “i2c” …"
        aria-label="Filter lanes"
        value={filter}
        onInput={(event) => setFilter(event.currentTarget.value)}
      />
      <div class="tl-menu-actions">
        <button type="button" class="tl-link" onClick={() => all(true)}>
          Show {words.length > 0 ? "these" : "all"}
        </button>
        <button type="button" class="tl-link" onClick={() => all(false)}>
          Hide {words.length > 0 ? "these" : "all"}
        </button>
        <button type="button" class="tl-link" onClick={reset}>
          As at first
        </button>
        <MoveLane />
      </div>
      <div class="tl-menu-list">
        {parts.map((part) => (
          <fieldset key={part}>
            <legend>{part || "run"}</legend>
            {lanes
              .filter((lane) => lane.part === part)
              .map((lane) => (
                <label key={lane.id} class={`tl-check tl-kind-${lane.kind}`}>
                  <input
                    type="checkbox"
                    checked={isShown(lane, wishes)}
                    onChange={(event) => showLane(session, lane.id, event.currentTarget.checked)}
                  />
                  <span class="tl-swatch tl-kind-swatch" />
                  <span class="tl-check-name">{lane.label}</span>
                  <span class="tl-check-detail">{lane.detail}</span>
                </label>
              ))}
          </fieldset>
        ))}
        {lanes.length === 0 && <p class="tl-none">No lane has that in its name.</p>}
      </div>
    </div>
  );
}
