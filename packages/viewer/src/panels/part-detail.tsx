import { formatTime } from "@tickless/sim-core/time";
import { useLayoutEffect, useRef } from "preact/hooks";
import { Icon } from "../app/page-icons.js";
import type { Session } from "../app/session.js";
import type { PartModel } from "../protocol/project.js";
import { useAtCursor } from "./at-cursor.js";
import { PartAttributes } from "./part-attributes.js";
import { PartControls } from "./part-controls.js";
import { FaultBadge, PartFaults } from "./part-faults.js";
import { partName } from "./part-names.js";
import { controlsOf, readOutputs, readWire, type Moment } from "./readings.js";

interface PartDetailProps {
  readonly session: Session;
  readonly moment: Moment;
  readonly part: PartModel;
}

/** Everything about one part. */
export function PartDetail({ session, moment, part }: PartDetailProps) {
  const outputs = readOutputs(moment, part.id);
  const element = useRef<HTMLDivElement>(null);
  // The list before it may have been scrolled.
  useLayoutEffect(() => element.current?.closest(".panel")?.scrollTo({ top: 0 }), []);
  return (
    <div class="part-detail" ref={element}>
      <button type="button" class="link back" onClick={() => (session.look.selection.value = undefined)}>
        <Icon name="back" /> All parts
      </button>
      <header class="part-head">
        <h2>{partName(part)}</h2>
        <code>{part.id}</code>
        <FaultBadge moment={moment} part={part} />
      </header>
      {outputs.length > 0 && (
        <dl class="outputs">
          {outputs.map(([name, text]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      )}
      {controlsOf(part).length > 0 && (
        <section>
          <h3 class="panel-heading">Controls</h3>
          <PartControls session={session} moment={moment} part={part} />
        </section>
      )}
      <PartFaults session={session} moment={moment} part={part} />
      <PartAttributes session={session} part={part} />
      <Pins session={session} moment={moment} part={part} />
      <Problems session={session} part={part} />
    </div>
  );
}

const byName = new Intl.Collator("en", { numeric: true });

function Pins({ session, moment, part }: PartDetailProps) {
  const pins = Object.entries(part.pins).sort(([a], [b]) => byName.compare(a, b));
  // A board has many pins, and most lead nowhere.
  const wired = pins.filter(([, net]) => moment.board.wires.some((wire) => wire.net === net));
  const shown = wired.length > 0 ? wired : pins;
  if (shown.length === 0) return null;
  return (
    <section>
      <h3 class="panel-heading">{shown.length < pins.length ? "Pins in use" : "Pins"}</h3>
      <table class="table pins">
        <thead class="hidden">
          <tr>
            <th scope="col">Pin</th>
            <th scope="col">Level</th>
            <th scope="col">Joined with</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(([pin, net]) => (
            <Pin key={pin} session={session} moment={moment} part={part} pin={pin} net={net} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Pin({ session, moment, part, pin, net }: PartDetailProps & { readonly pin: string; readonly net: number }) {
  const reading = readWire(moment, net);
  const others = (moment.board.nets[net] ?? "")
    .split(/[\s,]+/)
    .filter((end) => end !== `${part.id}:${pin}` && end !== "");
  return (
    <tr
      onPointerEnter={() => (session.look.hoveredNet.value = net)}
      onPointerLeave={() => (session.look.hoveredNet.value = undefined)}
    >
      <th scope="row">
        <button
          type="button"
          class="link"
          onClick={() => (session.look.selection.value = { kind: "net", net })}
          title="Select the wire"
        >
          {pin}
        </button>
      </th>
      <td>
        <span class={`level ${reading.tone}`}>{reading.text}</span>
      </td>
      <td class="net">{others.join(" ")}</td>
    </tr>
  );
}

const MOST = 500;

/** What this part has complained about up to the moment shown. */
function Problems({ session, part }: { readonly session: Session; readonly part: PartModel }) {
  const faults = useAtCursor(
    session,
    part.id,
    async (time) => {
      const all = await session.store.search({ kind: "fault" }, 0, 1, MOST);
      return all.filter((event) => event.time <= time && event.track.startsWith(`${part.id}.`));
    },
    300,
  );
  if (!faults.value || faults.value.length === 0) return null;
  return (
    <section>
      <h3 class="panel-heading">Problems so far ({faults.value.length})</h3>
      <ul class="problem-list">
        {faults.value.slice(-20).map((event, index) => (
          <li key={index} class="problem error">
            <Icon name="fault" />
            <button type="button" class="problem-event" onClick={() => session.seek(event.time)}>
              <span class="time">{formatTime(event.time)}</span>
              <span>{event.text}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
