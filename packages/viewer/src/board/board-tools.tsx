import type { ReadonlySignal } from "@preact/signals";
import type { View } from "./view.js";

interface Props {
  readonly scale: ReadonlySignal<View>;
  readonly zoom: (factor: number) => void;
  readonly fit: () => void;
}

/** Zooming by buttons, in the board's corner. */
export function BoardTools({ scale, zoom, fit }: Props) {
  return (
    <div class="board-tools" role="group" aria-label="Zoom of the board">
      <button type="button" onClick={() => zoom(0.8)} aria-label="Zoom out" title="Zoom out (−)">
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M3.5 8h9" />
        </svg>
      </button>
      <output aria-label="Zoom">{Math.round(scale.value.scale * 100)}&#8239;%</output>
      <button type="button" onClick={() => zoom(1.25)} aria-label="Zoom in" title="Zoom in (+)">
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M3.5 8h9M8 3.5v9" />
        </svg>
      </button>
      <button type="button" onClick={fit} aria-label="Fit the board" title="Fit the whole board (F)">
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10" />
        </svg>
      </button>
    </div>
  );
}
