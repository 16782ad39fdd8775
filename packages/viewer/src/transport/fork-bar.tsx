import type { Session } from "../app/session.js";
import { shortTime } from "../timeline/format.js";

/** A control was moved while looking back: the run can be done again with that. */
export function ForkBar({ session }: { readonly session: Session }) {
  const offer = session.forkOffer.value;
  return (
    <div class={offer ? "tp-fork tp-open" : "tp-fork"} role="status">
      {offer && (
        <div class="tp-fork-bar">
          <span>
            You are looking at {shortTime(offer.input.time)}. Run again with “{offer.text}” at that moment?
          </span>
          <button type="button" class="tp-accept" onClick={() => void session.acceptFork()}>
            Run again
          </button>
          <button type="button" class="tl-button" onClick={() => session.dismissFork()}>
            Dismiss
          </button>
        </div>
      )}
    </div>
  );
}
