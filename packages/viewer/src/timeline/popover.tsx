import type { ComponentChildren } from "preact";
import { useId, useRef, useState } from "preact/hooks";

interface PopoverProps {
  /** Of the button. */
  readonly label: string;
  readonly title: string;
  readonly button: ComponentChildren;
  readonly class?: string;
  /** Made when it opens; `close` puts the focus back on the button. */
  readonly children: (close: () => void) => ComponentChildren;
}

const GAP = 4;

/** A button with a small window: closes with Escape and with a press elsewhere. */
export function Popover({ label, title, button, class: extra = "", children }: PopoverProps) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const close = (): void => panel.current?.hidePopover();
  const toggled = (event: { readonly newState: string }): void => {
    const opens = event.newState === "open";
    setOpen(opens);
    if (!opens) return;
    // What it holds is rendered after this; only then its size is known.
    requestAnimationFrame(() => {
      if (opener.current && panel.current) place(opener.current, panel.current);
      panel.current?.querySelector<HTMLElement>("[data-autofocus], input, button")?.focus();
    });
  };
  return (
    <>
      <button
        type="button"
        ref={opener}
        class={`tl-button ${extra}`}
        popovertarget={id}
        aria-label={label}
        aria-expanded={open}
        aria-haspopup="dialog"
        title={title}
      >
        {button}
      </button>
      <div id={id} ref={panel} popover="auto" role="dialog" aria-label={label} class="tl-popover" onToggle={toggled}>
        {open && children(close)}
      </div>
    </>
  );
}

/** Under the button, or above it where there is more room; inside the window. */
function place(opener: HTMLElement, panel: HTMLElement): void {
  const from = opener.getBoundingClientRect();
  const { innerWidth, innerHeight } = window;
  const below = innerHeight - from.bottom - 2 * GAP;
  const above = from.top - 2 * GAP;
  const under = below >= Math.min(panel.scrollHeight, 320) || below >= above;
  panel.style.maxHeight = `${Math.max(120, under ? below : above)}px`;
  const { width, height } = panel.getBoundingClientRect();
  panel.style.left = `${Math.max(GAP, Math.min(from.left, innerWidth - width - GAP))}px`;
  panel.style.top = `${under ? from.bottom + GAP : Math.max(GAP, from.top - height - GAP)}px`;
}
