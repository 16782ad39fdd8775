import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { Icon, type IconName } from "./page-icons.js";

export interface Tab {
  readonly id: string;
  readonly label: string;
  readonly icon: IconName;
  /** A number beside the label; 0: nothing to show. */
  readonly count?: number;
  readonly alarm?: boolean;
}

interface TabsProps {
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly open: string;
  readonly onOpen: (id: string) => void;
  readonly children?: ComponentChildren;
  readonly vertical?: boolean;
}

export const tabId = (id: string): string => `tab-${id}`;
export const panelId = (id: string): string => `panel-${id}`;

/** A list of tabs as the ARIA practices describe it: one stop for Tab, arrow keys go from tab to tab. */
export function Tabs({ label, tabs, open, onOpen, children, vertical = false }: TabsProps) {
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent): void => {
    const index = tabs.findIndex(({ id }) => id === open);
    const [back, on] = vertical ? ["ArrowUp", "ArrowDown"] : ["ArrowLeft", "ArrowRight"];
    const next = { [back]: index - 1 + tabs.length, [on]: index + 1, Home: 0, End: tabs.length - 1 }[event.key];
    const tab = next === undefined ? undefined : tabs[next % tabs.length];
    if (!tab) return;
    event.preventDefault();
    event.stopPropagation();
    onOpen(tab.id);
    list.current?.querySelector<HTMLElement>(`#${tabId(tab.id)}`)?.focus();
  };
  return (
    <div class={vertical ? "tabs vertical" : "tabs"}>
      <div
        ref={list}
        class="tablist"
        role="tablist"
        aria-label={label}
        aria-orientation={vertical ? "vertical" : "horizontal"}
        onKeyDown={move}
      >
        {tabs.map((tab) => (
          <TabButton key={tab.id} tab={tab} selected={tab.id === open} panel={!vertical} onOpen={onOpen} />
        ))}
      </div>
      {children}
    </div>
  );
}

interface TabButtonProps {
  readonly tab: Tab;
  readonly selected: boolean;
  /** Its panel is on the page. */
  readonly panel: boolean;
  readonly onOpen: (id: string) => void;
}

function TabButton({ tab, selected, panel, onOpen }: TabButtonProps) {
  const { id, label, icon, count = 0, alarm } = tab;
  return (
    <button
      type="button"
      role="tab"
      id={tabId(id)}
      class="tab"
      aria-selected={selected}
      aria-controls={selected && panel ? panelId(id) : undefined}
      tabIndex={selected ? 0 : -1}
      title={label}
      onClick={() => onOpen(id)}
    >
      <Icon name={icon} />
      <span class="tab-label">{label}</span>
      {count > 0 && <span class={alarm ? "badge alarm" : "badge"}>{count > 99 ? "99+" : count}</span>}
    </button>
  );
}
