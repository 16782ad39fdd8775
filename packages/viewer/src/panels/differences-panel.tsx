import { formatTime } from "@tickless/sim-core/time";
import { countText } from "../app/compare-text.js";
import { Icon } from "../app/page-icons.js";
import type { Session } from "../app/session.js";
import type { Comparison, TrackDifference } from "../protocol/store.js";

/** The tracks in which two runs differ: when first, and what either does there. */
export function DifferencesPanel({ session }: { readonly session: Session }) {
  const comparison = session.compare.comparison.value;
  if (!session.compare.other.value) return <p class="panel-note">Nothing is compared.</p>;
  if (!comparison) return <p class="panel-note">Comparing …</p>;
  return (
    <div class="differences">
      {comparison.differences.length === 0 ? (
        <div class="empty">
          <Icon name="ok" size={28} />
          <p class="empty-title">No differences up to {formatTime(comparison.until)}</p>
          <p class="quiet">{comparison.common} tracks are in both runs.</p>
        </div>
      ) : (
        <DifferenceTable session={session} comparison={comparison} />
      )}
      <Alone side="A" tracks={comparison.onlyA} />
      <Alone side="B" tracks={comparison.onlyB} />
    </div>
  );
}

function DifferenceTable({ session, comparison }: { readonly session: Session; readonly comparison: Comparison }) {
  return (
    <table class="table">
      <caption>
        {countText(comparison)}, up to {formatTime(comparison.until)}
      </caption>
      <thead>
        <tr>
          <th scope="col">Track</th>
          <th scope="col">Run A</th>
          <th scope="col">Run B</th>
        </tr>
      </thead>
      <tbody>
        {comparison.differences.map((difference) => (
          <tr key={difference.track}>
            <th scope="row">
              <button type="button" class="link" onClick={() => showDifference(session, difference)}>
                {difference.track}
                <small class="time">{formatTime(difference.time)}</small>
              </button>
            </th>
            <Row of={difference} side="a" />
            <Row of={difference} side="b" />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Row({ of, side }: { readonly of: TrackDifference; readonly side: "a" | "b" }) {
  const row = of[side];
  if (!row) return <td class="quiet">nothing more</td>;
  return (
    <td>
      {row.text}
      {row.time !== of.time && <small class="time">at {formatTime(row.time)}</small>}
    </td>
  );
}

function Alone({ side, tracks }: { readonly side: string; readonly tracks: readonly string[] }) {
  if (tracks.length === 0) return null;
  return (
    <details class="differences-alone">
      <summary>
        {tracks.length} {tracks.length === 1 ? "track" : "tracks"} only in run {side}
      </summary>
      <p>{tracks.join(", ")}</p>
    </details>
  );
}

/** Goes there, with the lane that shows it. */
function showDifference(session: Session, { track, time }: TrackDifference): void {
  const { look, run } = session;
  const lane = run.lanes.peek().find(({ tracks }) => tracks.includes(track));
  if (lane) {
    look.laneShown.value = { ...look.laneShown.peek(), [lane.id]: true };
    look.selection.value = { kind: "lane", lane: lane.id };
  }
  session.seek(time);
}
