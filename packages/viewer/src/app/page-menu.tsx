import type { ComponentChildren } from "preact";
import { useId, useRef } from "preact/hooks";

export interface MenuItem {
  readonly label: string;
  /** A second line, quieter. */
  readonly detail?: string;
  readonly disabled?: boolean;
  readonly action: () => void;
}

interface MenuProps {
  /** What the button is called. */
  readonly label: string;
  readonly button: ComponentChildren;
  readonly items: readonly MenuItem[];
  readonly className?: string;
}

const MARGIN = 8;

/** A button that opens a list of commands; arrow keys move in it, Escape closes it. */
export function Menu({ label, button, items, className = "button" }: MenuProps) {
  const id = useId();
  const trigger = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const entries = (): HTMLElement[] => [
    ...(list.current?.querySelectorAll<HTMLElement>("[role=menuitem]:not(:disabled)") ?? []),
  ];
  const toggled = (event: Event): void => {
    const open = (event as ToggleEvent).newState === "open";
    trigger.current?.setAttribute("aria-expanded", String(open));
    if (open) entries()[0]?.focus();
  };
  const move = (event: KeyboardEvent): void => {
    const all = entries();
    const index = all.indexOf(document.activeElement as HTMLElement);
    const next = { ArrowDown: index + 1, ArrowUp: index - 1 + all.length, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === "Tab") list.current?.hidePopover();
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    all[next % all.length]?.focus();
  };
  const choose = (item: MenuItem): void => {
    list.current?.hidePopover();
    trigger.current?.focus();
    item.action();
  };
  return (
    <>
      <button
        ref={trigger}
        type="button"
        class={className}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded="false"
        popovertarget={id}
        onClick={() => place(trigger.current, list.current)}
      >
        {button}
      </button>
      <div
        ref={list}
        id={id}
        class="menu"
        popover="auto"
        role="menu"
        aria-label={label}
        onToggle={toggled}
        onKeyDown={move}
      >
        {items.map((item) => (
          <button key={item.label} type="button" role="menuitem" disabled={item.disabled} onClick={() => choose(item)}>
            <span>{item.label}</span>
            {item.detail && <small>{item.detail}</small>}
          </button>
        ))}
      </div>
    </>
  );
}

/** Under its button, with its right edge there, inside of the window. */
export function place(button: HTMLElement | null, popover: HTMLElement | null): void {
  if (!button || !popover) return;
  const { bottom, right } = button.getBoundingClientRect();
  popover.style.top = `${Math.round(bottom + 4)}px`;
  popover.style.right = `${Math.max(MARGIN, Math.round(document.documentElement.clientWidth - right))}px`;
}
