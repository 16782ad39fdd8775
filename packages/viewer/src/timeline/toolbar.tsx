import { IconButton } from "./icons.js";
import { LaneMenu } from "./lane-menu.js";
import { SearchBox } from "./search-box.js";
import { useUi } from "./ui.js";
import { showLane, stepEdge, toggleFollowing, toggleMark, zoomBy } from "./view-actions.js";

/** Buttons for what the keys and the pointer do as well. */
export function Toolbar() {
  const { session, model } = useUi();
  const selected = model.selected.value;
  const { markA, markB } = session.time;
  const of = selected ? ` of ${selected.label}` : "";
  return (
    <div class="tl-toolbar" role="toolbar" aria-label="Timeline">
      <LaneMenu />
      <span class="tl-group">
        <IconButton class="tl-zoom" icon="zoomOut" label="Zoom out" keys="S" onClick={() => zoomBy(session, 2)} />
        <IconButton class="tl-zoom" icon="zoomIn" label="Zoom in" keys="W" onClick={() => zoomBy(session, 1 / 2)} />
        <IconButton icon="fit" label="Show the whole run" keys="0" onClick={() => session.fit()} />
        <IconButton
          icon="follow"
          label="Follow the cursor"
          keys="F"
          pressed={model.following.value}
          onClick={() => toggleFollowing(session)}
        />
      </span>
      <span class="tl-group">
        <IconButton icon="edgeBack" label={`Previous edge${of}`} keys="J" onClick={() => void stepEdge(session, -1)} />
        <IconButton icon="edgeNext" label={`Next edge${of}`} keys="K" onClick={() => void stepEdge(session, 1)} />
        <MarkButton name="A" keys="M" set={markA.value !== undefined} />
        <MarkButton name="B" keys="N" set={markB.value !== undefined} />
        <IconButton
          class="tl-hide"
          icon="hide"
          label={selected ? `Hide ${selected.label}` : "Hide the selected lane"}
          disabled={!selected}
          onClick={() => selected && showLane(session, selected.id, false)}
        />
      </span>
      <span class="tl-space" />
      <SearchBox />
      <span class="tl-group">
        <IconButton
          icon="search"
          label="Search the recording"
          keys="/"
          pressed={model.search.open.value}
          onClick={() => (model.search.open.value = !model.search.open.peek())}
        />
        <IconButton
          icon="table"
          label="Table of events"
          keys="T"
          pressed={model.tableOpen.value}
          onClick={() => (model.tableOpen.value = !model.tableOpen.peek())}
        />
      </span>
    </div>
  );
}

function MarkButton({ name, keys, set }: { readonly name: "A" | "B"; readonly keys: string; readonly set: boolean }) {
  const { session } = useUi();
  return (
    <button
      type="button"
      class="tl-button tl-mark-button"
      aria-pressed={set}
      aria-label={`Mark ${name} at the cursor`}
      title={`Mark ${name} at the cursor (${keys})`}
      onClick={() => toggleMark(session, name)}
    >
      {name}
    </button>
  );
}
