import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../app/page-icons.js";
import type { Session } from "../app/session.js";
import { useAtCursor } from "./at-cursor.js";
import { showPlace } from "./places.js";
import { SerialInput } from "./serial-input.js";
import { linkify } from "./traceback.js";

/** Characters of output that are shown; more would make the page slow, and nobody reads them. */
const LIMIT = 20_000;

/** What the boards have printed up to the moment shown, and a line to send to them. */
export function SerialPanel({ session }: { readonly session: Session }) {
  const [chosen, setChosen] = useState("");
  const lanes = session.run.lanes.value.filter(({ kind }) => kind === "serial");
  const lane = lanes.find(({ id }) => id === chosen) ?? lanes[0];
  if (!lane) {
    return (
      <div class="empty">
        <Icon name="serial" size={28} />
        <p class="empty-title">Nothing to read yet</p>
        <p class="quiet">What a program prints appears here, up to the moment shown.</p>
      </div>
    );
  }
  return (
    <div class="serial">
      {lanes.length > 1 && (
        <label class="serial-boards">
          <span>Board</span>
          <select class="field" value={lane.id} onChange={(event) => setChosen(event.currentTarget.value)}>
            {lanes.map(({ id, part, label }) => (
              <option key={id} value={id}>
                {part || label}
              </option>
            ))}
          </select>
        </label>
      )}
      <Output session={session} track={lane.id} board={lane.part} />
      <SerialInput session={session} board={lanes.length > 1 ? lane.part : undefined} />
    </div>
  );
}

/** Near enough to the end to stay there, px. */
const AT_END = 8;

interface OutputProps {
  readonly session: Session;
  readonly track: string;
  readonly board: string;
}

function Output({ session, track, board }: OutputProps) {
  const output = useAtCursor(session, track, (time) => session.store.serial(track, time, LIMIT));
  const scroller = useRef<HTMLDivElement>(null);
  const pinned = useSignal(true);
  const { text = "", cut = 0 } = output.value ?? {};
  useLayoutEffect(() => {
    if (pinned.value && scroller.current) scroller.current.scrollTop = scroller.current.scrollHeight;
  }, [text]);
  const scrolled = (event: Event): void => {
    const { scrollTop, scrollHeight, clientHeight } = event.currentTarget as HTMLElement;
    pinned.value = scrollHeight - clientHeight - scrollTop < AT_END;
  };
  const toEnd = (): void => {
    pinned.value = true;
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
  };
  return (
    <div class="serial-output">
      <div
        ref={scroller}
        class="serial-scroller"
        role="log"
        aria-label="Serial output"
        aria-live="off"
        tabIndex={0}
        onScroll={scrolled}
      >
        {cut > 0 && <p class="serial-cut">{cut.toLocaleString("en")} earlier characters are not shown</p>}
        <pre>
          <Text session={session} text={text} board={board} />
        </pre>
        {text === "" && output.value && <p class="quiet">Nothing has been printed up to this moment.</p>}
      </div>
      {!pinned.value && (
        <button type="button" class="button to-end" onClick={toEnd}>
          <Icon name="chevron" /> To the end
        </button>
      )}
    </div>
  );
}

/** The text, with links where it names a line of the project. */
function Text({ session, text, board }: { readonly session: Session; readonly text: string; readonly board: string }) {
  const { files } = session.project.project.value;
  const root = session.run.board.value?.parts.find(({ id }) => id === board)?.root;
  const pieces = linkify(text.replaceAll("\r\n", "\n"), (path) => files[path] !== undefined, root);
  return (
    <>
      {pieces.map(({ text, link }, index) =>
        link ? (
          <button key={index} type="button" class="link place" onClick={() => showPlace(session, link.path, link.line)}>
            {text}
          </button>
        ) : (
          text
        ),
      )}
    </>
  );
}
