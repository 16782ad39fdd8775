import { Icon } from "../app/page-icons.js";
import type { Session } from "../app/session.js";
import { StateReader } from "../board/state-reader.js";
import type { PartModel } from "../protocol/project.js";
import { useSlow } from "./at-cursor.js";
import { PartControls } from "./part-controls.js";
import { PartDetail } from "./part-detail.js";
import { FaultBadge } from "./part-faults.js";
import { partName } from "./part-names.js";
import { summary, type Moment } from "./readings.js";

/** All parts, or the one that is selected. */
export function PartsPanel({ session }: { readonly session: Session }) {
  const moment = useMoment(session);
  if (!moment) {
    return (
      <div class="empty">
        <Icon name="parts" size={28} />
        <p class="empty-title">No board yet</p>
        <p class="quiet">The parts of the board appear here once the project runs.</p>
      </div>
    );
  }
  const selection = session.look.selection.value;
  const selected = selection?.kind === "part" ? moment.board.parts.find(({ id }) => id === selection.part) : undefined;
  return selected ? (
    <PartDetail key={selected.id} session={session} moment={moment} part={selected} />
  ) : (
    <PartList session={session} moment={moment} />
  );
}

/** The board and its state at the cursor. */
function useMoment(session: Session): Moment | undefined {
  const state = useSlow(session.time.state);
  const board = session.run.board.value;
  const tracks = session.run.tracks.value;
  return board && { board, tracks, reader: new StateReader(tracks, state.value) };
}

/** Parts without electricity are of no interest here. */
const isShown = ({ type, hide }: PartModel): boolean => !hide && !/breadboard|wokwi-text/.test(type);

function PartList({ session, moment }: { readonly session: Session; readonly moment: Moment }) {
  const parts = moment.board.parts.filter(isShown);
  if (parts.length === 0) return <p class="panel-note">The board has no parts.</p>;
  return (
    <ul class="part-list">
      {parts.map((part) => (
        <li key={part.id} class="part-row">
          <button
            type="button"
            class="part-open"
            onClick={() => (session.look.selection.value = { kind: "part", part: part.id })}
          >
            <span class="part-id">{part.id}</span>
            <span class="part-type">{partName(part)}</span>
            <span class="part-value">
              <FaultBadge moment={moment} part={part} /> {summary(moment, part)}
            </span>
          </button>
          {!part.mcu && <PartControls session={session} moment={moment} part={part} compact />}
        </li>
      ))}
    </ul>
  );
}
