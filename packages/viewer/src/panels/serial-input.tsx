import { useRef, useState } from "preact/hooks";
import type { Session } from "../app/session.js";
import { History } from "./history.js";

const ENDINGS = [
  ["lf", "LF", "\n"],
  ["crlf", "CR LF", "\r\n"],
  ["none", "none", ""],
] as const;

/** A line to send to a board (undefined: the only one); arrow up brings back earlier ones. */
export function SerialInput({ session, board }: { readonly session: Session; readonly board: string | undefined }) {
  const [text, setText] = useState("");
  const [ending, setEnding] = useState("lf");
  const history = useRef(new History());
  const send = (event: Event): void => {
    event.preventDefault();
    const [, , end] = ENDINGS.find(([id]) => id === ending) ?? ENDINGS[0];
    if (text + end === "") return;
    session.sendSerial(text + end, board);
    history.current.add(text);
    setText("");
  };
  const key = (event: KeyboardEvent): void => {
    event.stopPropagation();
    const direction = { ArrowUp: -1, ArrowDown: 1 }[event.key] as 1 | -1 | undefined;
    if (!direction) return;
    event.preventDefault();
    setText(history.current.go(direction, text));
  };
  return (
    <form class="serial-input" onSubmit={send}>
      <input
        class="field"
        aria-label="Text to send"
        placeholder="Send…"
        autoComplete="off"
        autoCapitalize="off"
        spellcheck={false}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={key}
      />
      <select
        class="field"
        aria-label="Line ending"
        title="Line ending"
        value={ending}
        onChange={(event) => setEnding(event.currentTarget.value)}
      >
        {ENDINGS.map(([id, label]) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </select>
      <button type="submit" class="button">
        Send
      </button>
      <button
        type="button"
        class="button"
        title="Send the character 3: MicroPython raises KeyboardInterrupt"
        onClick={() => session.sendSerial("\x03", board)}
      >
        Ctrl-C
      </button>
    </form>
  );
}
