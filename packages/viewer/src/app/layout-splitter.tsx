import { useRef } from "preact/hooks";

interface SplitterProps {
  readonly label: string;
  /** Direction of the line: a vertical one divides left from right. */
  readonly orientation: "vertical" | "horizontal";
  /** A class of its own, besides that of the direction. */
  readonly className?: string;
  /** The zone is before it: left of it, above it. Default: behind it. */
  readonly before?: boolean;
  /** Size of the zone, px. */
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
  const { label, orientation, size, min, max, controls, onSize, onReset, before = false, className = "" } = props;
  const sign = before ? -1 : 1;
  const drag = useRef<{ from: number; size: number } | undefined>(undefined);
  const at = (event: PointerEvent): number => (orientation === "vertical" ? event.clientX : event.clientY);
  const set = (wanted: number): void => onSize(Math.min(max, Math.max(min, wanted)));
  const down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    drag.current = { from: at(event), size };
  };
  const move = (event: PointerEvent): void => {
    if (drag.current) set(drag.current.size + sign * (drag.current.from - at(event)));
  };
  const key = (event: KeyboardEvent): void => {
    const step = event.shiftKey ? LARGE_STEP : STEP;
    const [grow, shrink] = orientation === "vertical" ? ["ArrowLeft", "ArrowRight"] : ["ArrowUp", "ArrowDown"];
    const wanted = { [grow]: size + sign * step, [shrink]: size - sign * step, Home: min, End: max }[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    set(wanted);
  };
  return (
    <div
      class={`splitter ${orientation} ${className}`}
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
