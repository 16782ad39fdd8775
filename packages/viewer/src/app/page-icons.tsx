/* Icons on a grid of 16, drawn with lines of the text's colour. They never stand alone: their button has a name. */

const PATHS = {
  lesson:
    "M8 4.3C6.5 3.1 4.4 2.7 1.8 2.8v9.6c2.6-.1 4.7.3 6.2 1.4 1.5-1.1 3.6-1.5 6.2-1.4V2.8C11.6 2.7 9.5 3.1 8 4.3zM8 4.3v9.5",
  code: "M5.5 4.5 2 8l3.5 3.5M10.5 4.5 14 8l-3.5 3.5",
  parts: "M4.5 4.5h7v7h-7zM6.5 4.5v-2M9.5 4.5v-2M6.5 13.5v-2M9.5 13.5v-2M4.5 6.5h-2M4.5 9.5h-2M13.5 6.5h-2M13.5 9.5h-2",
  tasks: "M2.5 4h6M5.5 8h6M8.5 12h5",
  serial: "M2.5 4.5 6 8l-3.5 3.5M8 12h5.5",
  problems: "M8 2.5 14.5 13.5h-13zM8 6.5v3.2M8 11.6v.1",
  timeline: "M1.5 11h3V5h4v6h3V5h3",
  gallery: "M2.5 2.5h4.5v4.5h-4.5zM9 2.5h4.5v4.5h-4.5zM2.5 9h4.5v4.5h-4.5zM9 9h4.5v4.5h-4.5z",
  open: "M1.5 12.5v-9h4l1.5 2h5.5v2M1.5 12.5l2.2-5h11l-2.2 5z",
  dice: "M4.5 2h7A2.5 2.5 0 0 1 14 4.5v7a2.5 2.5 0 0 1-2.5 2.5h-7A2.5 2.5 0 0 1 2 11.5v-7A2.5 2.5 0 0 1 4.5 2zM5.2 5.2h.3v.3h-.3zM7.85 7.85h.3v.3h-.3zM10.5 10.5h.3v.3h-.3zM10.5 5.2h.3v.3h-.3zM5.2 10.5h.3v.3h-.3z",
  system: "M2 3h12v8H2zM6 13.5h4M8 11v2.5",
  dark: "M13.2 9.6A5.6 5.6 0 0 1 6.4 2.8a5.6 5.6 0 1 0 6.8 6.8z",
  light:
    "M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6zM8 1.2v1.4M8 13.4v1.4M1.2 8h1.4M13.4 8h1.4M3.2 3.2l1 1M11.8 11.8l1 1M12.8 3.2l-1 1M4.2 11.8l-1 1",
  share: "M8 9.5V2M5 4.5 8 1.7l3 2.8M4.5 7H3v7h10V7h-1.5",
  export: "M8 2v8M5 7.5l3 2.8 3-2.8M2.5 11v3h11v-3",
  help: "M5.8 6a2.2 2.2 0 1 1 3.4 1.9C8.4 8.4 8 8.8 8 9.8M8 12.3v.1",
  close: "M3.5 3.5l9 9M12.5 3.5l-9 9",
  more: "M3.5 8h.1M8 8h.1M12.5 8h.1",
  plus: "M8 3v10M3 8h10",
  pencil: "M3 13l.8-3L11 2.8l2.2 2.2L6 12.2z",
  trash: "M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.6 9h5.8l.6-9",
  chevron: "M4.5 6.5 8 10l3.5-3.5",
  on: "M6.5 4 10.5 8l-4 4",
  lessonHide: "M2 3h12v10H2zM6 3v10M11 6.2 9 8l2 1.8",
  lessonShow: "M2 3h12v10H2zM6 3v10M9 6.2 11 8 9 9.8",
  back: "M9.5 4 5.5 8l4 4",
  sideHide: "M2 3h12v10H2zM10 3v10M5 6.2 7 8 5 9.8",
  sideShow: "M2 3h12v10H2zM10 3v10M7 6.2 5 8l2 1.8",
  error: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM6 6l4 4M10 6l-4 4",
  warning: "M8 2.5 14.5 13.5h-13zM8 6.5v3.2M8 11.6v.1",
  fault: "M9 1.5 3.5 9H8l-1 5.5L12.5 7H8z",
  exception: "M5.2 2h5.6L14 5.2v5.6L10.8 14H5.2L2 10.8V5.2zM8 5v4M8 11v.1",
  ok: "M3 8.5 6.5 12 13 4.5",
  running: "M5 3.5v9l7-4.5z",
  waiting: "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM8 5v3.2l2.2 1.3",
  created: "M8 3.5v9M3.5 8h9",
  ended: "M4 4h8v8H4z",
  restart: "M3 8a5 5 0 1 0 1.6-3.7M3 2.5v3h3",
  file: "M4 1.5h5l3 3v10H4zM9 1.5v3h3",
  external: "M6.5 3h-3.5v10h10V9.5M9 2.5h4.5V7M13.5 2.5 7.5 8.5",
  stepBack: "M10.5 3.5 6 8l4.5 4.5M4 3.5v9",
  stepOn: "M5.5 3.5 10 8l-4.5 4.5M12 3.5v9",
  swap: "M2.5 5.5h10M9.5 2.5l3 3-3 3M13.5 10.5h-10M6.5 7.5l-3 3 3 3",
  differences: "M3 5.5h10M3 10.5h10M11 2 5 14",
  drop: "M8 1.5v8M4.8 6.7 8 9.7l3.2-3M1.5 9.5v5h13v-5",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}

interface IconButtonProps {
  readonly icon: IconName;
  /** Its name, and its tooltip when there is none of its own. */
  readonly label: string;
  readonly title?: string;
  /** The keys that do the same. */
  readonly keys?: string;
  readonly small?: boolean;
  readonly onClick: () => void;
}

/** A button that shows nothing but an icon. */
export function IconButton({ icon, label, title = label, keys, small = false, onClick }: IconButtonProps) {
  return (
    <button
      type="button"
      class={small ? "icon-button small" : "icon-button"}
      aria-label={label}
      title={keys === undefined ? title : `${title} (${keys})`}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}

/** A clock without ticks, and its one hand: now. */
export function Wordmark({ compact = false }: { readonly compact?: boolean }) {
  return (
    <span class="wordmark">
      <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
        <circle cx="11" cy="11" r="8.6" class="wordmark-face" />
        <path d="M11 11 15.4 5.6" class="wordmark-hand" />
        <circle cx="11" cy="11" r="1.9" class="wordmark-hub" />
      </svg>
      {compact ? <span class="hidden">Tickless</span> : <span>Tickless</span>}
    </span>
  );
}
