import { useComputed } from "@preact/signals";
import type { Session } from "../app/session.js";
import "./sound.css";
import { isAudible, setAudible } from "./sound.js";

interface Props {
  readonly session: Session;
}

/** Switches sound on and off; only where something on the board can be heard. */
export function SoundButton({ session }: Props) {
  const canSound = useComputed(
    () => session.run.board.value?.parts.some(({ type }) => type === "wokwi-buzzer") ?? false,
  );
  if (!canSound.value) return null;
  const on = isAudible.value;
  return (
    <button
      type="button"
      class="board-sound"
      aria-pressed={on}
      aria-label="Sound"
      title={on ? "Mute the board" : "Let the board be heard"}
      onClick={() => setAudible(!on)}
    >
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d="M2.5 6h2.6L8.5 3v10L5.1 10H2.5z" />
        <path
          d={on ? "M10.6 5.8a3.2 3.2 0 0 1 0 4.4M12.4 4a5.7 5.7 0 0 1 0 8" : "M10.8 6.2l3.6 3.6M14.4 6.2l-3.6 3.6"}
        />
      </svg>
    </button>
  );
}
