import type { ComponentType } from "preact";
import { useRef } from "preact/hooks";
import { IconButton } from "../app/page-icons.js";
import { Lazy } from "../app/page-lazy.js";
import type { PageModel, PageModules } from "../app/page-model.js";
import { panelId, Tabs, tabId, type Tab } from "../app/page-tabs.js";
import type { Session } from "../app/session.js";

interface SidePanelProps {
  readonly page: PageModel;
  /** Under the board instead of beside it, and with the timeline in it. */
  readonly narrow: boolean;
  readonly collapsed: boolean;
  readonly onCollapse: (collapsed: boolean) => void;
}

const TABS: readonly Tab[] = [
  { id: "code", label: "Code", icon: "code" },
  { id: "parts", label: "Parts", icon: "parts" },
  { id: "tasks", label: "Tasks", icon: "tasks" },
  { id: "serial", label: "Serial", icon: "serial" },
  { id: "problems", label: "Problems", icon: "problems" },
];
/** While two runs are compared. */
const DIFFERENCES: Tab = { id: "differences", label: "Differences", icon: "differences" };
const TIMELINE: Tab = { id: "timeline", label: "Timeline", icon: "timeline" };

export function SidePanel({ page, narrow, collapsed, onCollapse }: SidePanelProps) {
  const { session } = page;
  const { tab } = session.look;
  const some = session.compare.other.value ? [...TABS, DIFFERENCES] : TABS;
  const tabs = withCounts(narrow ? [TIMELINE, ...some] : some, session);
  const open = tabs.find(({ id }) => id === tab.value)?.id ?? (narrow ? "timeline" : "code");
  const show = (id: string): void => {
    tab.value = id;
    if (collapsed) onCollapse(false);
  };
  // The editor keeps what can be undone, and its place, while others are looked at.
  const editing = useRef(false);
  if (open === "code" && !collapsed) editing.current = true;
  const toggle = (
    <IconButton
      icon={collapsed ? "sideShow" : "sideHide"}
      label={collapsed ? "Show the panels" : "Hide the panels"}
      onClick={() => onCollapse(!collapsed)}
    />
  );
  return (
    <aside id="side" class="zone-side" aria-label="Panels">
      <Tabs label="Panels" tabs={tabs} open={open} onOpen={show} vertical={collapsed}>
        {!narrow && toggle}
      </Tabs>
      {editing.current && <OnePanel page={page} id="code" hidden={collapsed || open !== "code"} />}
      {!collapsed && open !== "code" && <OnePanel key={open} page={page} id={open} hidden={false} />}
    </aside>
  );
}

function OnePanel({ page, id, hidden }: { readonly page: PageModel; readonly id: string; readonly hidden: boolean }) {
  return (
    <div
      id={panelId(id)}
      class={`panel panel-${id}`}
      role="tabpanel"
      aria-labelledby={tabId(id)}
      tabIndex={0}
      hidden={hidden}
    >
      <Lazy load={loader(id, page.modules)} props={{ session: page.session }} name={labelOf(id)}>
        <div class="panel-skeleton" role="status" aria-label="Loading">
          <div class="skeleton" />
          <div class="skeleton" />
          <div class="skeleton" />
        </div>
      </Lazy>
    </div>
  );
}

const labelOf = (id: string): string => [TIMELINE, ...TABS, DIFFERENCES].find((tab) => tab.id === id)?.label ?? id;

const loader = (id: string, modules: PageModules): (() => Promise<ComponentType<{ session: Session }>>) => {
  const loaders: Readonly<Record<string, () => Promise<ComponentType<{ session: Session }>>>> = {
    timeline: modules.timeline,
    parts: modules.parts,
    tasks: modules.tasks,
    serial: modules.serial,
    problems: modules.problems,
    differences: modules.differences,
  };
  return loaders[id] ?? modules.code;
};

function withCounts(tabs: readonly Tab[], session: Session): readonly Tab[] {
  const problems = [...session.project.problems.value, ...session.project.findings.value];
  const { end, scenarioFailure } = session.run.status.value ?? {};
  const failed = (end && end.kind !== "finished" ? 1 : 0) + (scenarioFailure ? 1 : 0);
  const count = problems.length + failed;
  const alarm = failed > 0 || problems.some(({ severity }) => severity === "error");
  const differences = session.compare.comparison.value?.differences.length ?? 0;
  return tabs.map((tab) => {
    if (tab.id === "differences") return { ...tab, count: differences };
    return tab.id === "problems" ? { ...tab, count, alarm } : tab;
  });
}
