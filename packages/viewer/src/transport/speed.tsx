import type { Session } from "../app/session.js";
import { speedText } from "../timeline/format.js";
import { SPEEDS } from "./moves.js";

/** How fast virtual time goes by. */
export function Speed({ session }: { readonly session: Session }) {
  const speed = session.time.speed.value;
  const speeds = SPEEDS.includes(speed) ? SPEEDS : [...SPEEDS, speed].sort((a, b) => a - b);
  return (
    <select
      class="tl-input tp-speed"
      aria-label="Speed"
      title="Virtual seconds per second ([ slower, ] faster)"
      value={String(speed)}
      onChange={(event) => session.setSpeed(Number(event.currentTarget.value))}
    >
      {speeds.map((each) => (
        <option key={each} value={String(each)}>
          {each === Infinity ? "as fast as possible" : speedText(each)}
        </option>
      ))}
    </select>
  );
}
