/* Icons on a grid of 16; lines and areas of the text's colour. They never stand alone: their button has a name. */

const LINES = {
  zoomIn: "M7 3v8M3 7h8M10.5 10.5 14 14M7 2a5 5 0 1 0 0 10A5 5 0 0 0 7 2z",
  zoomOut: "M4.5 7h5M10.5 10.5 14 14M7 2a5 5 0 1 0 0 10A5 5 0 0 0 7 2z",
  fit: "M1.5 4v8M14.5 4v8M4 8h8M6 6 4 8l2 2M10 6l2 2-2 2",
  follow: "M2 8h7M6.5 5.5 9 8l-2.5 2.5M12.5 2.5v11",
  edgeBack: "M14 4.5H9.5v7H5M5 8 2 11.5 5 15",
  edgeNext: "M2 4.5h4.5v7H11M11 8l3 3.5-3 3.5",
  lanes: "M2 4h2M6 4h8M2 8h2M6 8h8M2 12h2M6 12h8",
  search: "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.3 10.3 14 14",
  table: "M2 3h12v10H2zM2 6.3h12M2 9.6h12M6 3v10",
  close: "M3.5 3.5l9 9M12.5 3.5l-9 9",
  up: "M4 10l4-4 4 4",
  down: "M4 6l4 4 4-4",
  hide: "M2 8s2.2-4 6-4 6 4 6 4-2.2 4-6 4-6-4-6-4zM3 13 13 3",
  marks: "M4 2v12M12 2v12M4 8h8M6 6 4 8l2 2M10 6l2 2-2 2",
  runTo: "M2.5 3.5v9l5-4.5zM8.5 3.5v9l5-4.5M14 3v10",
  warning: "M8 2.5 14.5 13.5h-13zM8 6.5v3.2M8 11.6v.1",
} as const;

const AREAS = {
  play: "M4.5 2.5v11L13 8z",
  playBack: "M11.5 2.5v11L3 8z",
  pause: "M4 3h3v10H4zM9 3h3v10H9z",
  start: "M3 3h2v10H3zM13 3v10L5.5 8z",
  end: "M11 3h2v10h-2zM3 3v10l7.5-5z",
  previous: "M8.5 4v8L3 8zM11 6.2 12.8 8 11 9.8 9.2 8z",
  next: "M7.5 4v8L13 8zM5 6.2 3.2 8 5 9.8 6.8 8z",
  frameBack: "M7 4v8L2.5 8zM9 4h1.5v8H9zM12 4h1.5v8H12z",
  frameNext: "M9 4v8l4.5-4zM5.5 4H7v8H5.5zM2.5 4H4v8H2.5z",
  live: "M8 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8z",
} as const;

export type IconName = keyof typeof LINES | keyof typeof AREAS;

export function Icon({ name }: { readonly name: IconName }) {
  const area = name in AREAS;
  const path = area ? AREAS[name as keyof typeof AREAS] : LINES[name as keyof typeof LINES];
  return (
    <svg
      class={area ? "tl-icon tl-icon-area" : "tl-icon"}
      width="16"
      height="16"
      viewBox="0 0 16 16"
      aria-hidden="true"
    >
      <path d={path} />
    </svg>
  );
}

interface IconButtonProps {
  readonly icon: IconName;
  /** Its name, and with the keys its tooltip. */
  readonly label: string;
  readonly keys?: string;
  readonly pressed?: boolean | undefined;
  readonly disabled?: boolean;
  readonly class?: string;
  readonly onClick: (event: MouseEvent) => void;
}

export function IconButton({
  icon,
  label,
  keys,
  pressed,
  disabled = false,
  onClick,
  class: extra = "",
}: IconButtonProps) {
  return (
    <button
      type="button"
      class={`tl-button ${extra}`}
      aria-label={label}
      title={keys === undefined ? label : `${label} (${keys})`}
      disabled={disabled}
      onClick={onClick}
      {...(pressed === undefined ? {} : { "aria-pressed": pressed })}
    >
      <Icon name={icon} />
    </button>
  );
}
