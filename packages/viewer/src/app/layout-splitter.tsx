import { useRef } from "preact/hooks";

interface SplitterProps {
  readonly label: string;
  /** Direction of the line: a vertical one divides left from right. */
  readonly orientation: "vertical" | "horizontal";
  /** Size of the zone behind it (right of it, under it), px. */
  readonly size: number;
  readonly min: number;
  readonly max: number;
  readonly controls: string;
  readonly onSize: (size: number) => void;
  /** Back to the size at first. */
  readonly onReset: () => void;
}

const STEP = 16;
const LARGE_STEP = 96;

/** A line between two zones that can be moved: dragged, or with the arrow keys. */
export function Splitter(props: SplitterProps) {
  const { label, orientation, size, min, max, controls, onSize, onReset } = props;
  const drag = useRef<{ from: number; size: number } | undefined>(undefined);
  const at = (event: PointerEvent): number => (orientation === "vertical" ? event.clientX : event.clientY);
  const set = (wanted: number): void => onSize(Math.min(max, Math.max(min, wanted)));
  const down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    drag.current = { from: at(event), size };
  };
  const move = (event: PointerEvent): void => {
    if (drag.current) set(drag.current.size + drag.current.from - at(event));
  };
  const key = (event: KeyboardEvent): void => {
    const step = event.shiftKey ? LARGE_STEP : STEP;
    const [grow, shrink] = orientation === "vertical" ? ["ArrowLeft", "ArrowRight"] : ["ArrowUp", "ArrowDown"];
    const wanted = { [grow]: size + step, [shrink]: size - step, Home: min, End: max }[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    set(wanted);
  };
  return (
    <div
      class={`splitter ${orientation}`}
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={orientation}
      aria-controls={controls}
      aria-valuenow={Math.round(size)}
      aria-valuemin={min}
      aria-valuemax={max}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={() => (drag.current = undefined)}
      onPointerCancel={() => (drag.current = undefined)}
      onDblClick={onReset}
      onKeyDown={key}
    />
  );
}
