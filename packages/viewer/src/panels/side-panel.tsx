import type { ComponentType } from "preact";
import { useRef } from "preact/hooks";
import { IconButton } from "../app/page-icons.js";
import { Lazy } from "../app/page-lazy.js";
import type { LessonPanelProps, PageModel, PageModules } from "../app/page-model.js";
import { panelId, Tabs, tabId, type Tab } from "../app/page-tabs.js";
import { problemsOf } from "../app/problems.js";
import type { Session } from "../app/session.js";

interface SidePanelProps {
  readonly page: PageModel;
  /** Under the board instead of beside it, and with the timeline in it. */
  readonly narrow: boolean;
  readonly collapsed: boolean;
  readonly onCollapse: (collapsed: boolean) => void;
  /** A lesson has no column of its own: it is among the panels, and above the others. */
  readonly lesson: boolean;
  /** Gives it one, if there is room. */
  readonly onLessonColumn: (() => void) | undefined;
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
const LESSON: Tab = { id: "lesson", label: "Lesson", icon: "lesson" };
const TIMELINE: Tab = { id: "timeline", label: "Timeline", icon: "timeline" };

export function SidePanel({ page, narrow, collapsed, onCollapse, lesson, onLessonColumn }: SidePanelProps) {
  const { session } = page;
  const { tab } = session.look;
  const some = session.compare.other.value ? [...TABS, DIFFERENCES] : TABS;
  const all = [...(lesson ? [LESSON] : []), ...(narrow ? [TIMELINE] : []), ...some];
  const tabs = withCounts(all, session);
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
      {lesson && open !== "lesson" && !collapsed && <LessonPart page={page} form="strip" />}
      {open === "lesson" && !collapsed && (
        <div id={panelId(open)} class="panel panel-lesson" role="tabpanel" aria-labelledby={tabId(open)}>
          <LessonPart page={page} form="panel" onMove={onLessonColumn} />
        </div>
      )}
      {editing.current && <OnePanel page={page} id="code" hidden={collapsed || open !== "code"} />}
      {!collapsed && open !== "code" && open !== "lesson" && (
        <OnePanel key={open} page={page} id={open} hidden={false} />
      )}
    </aside>
  );
}

/** The lesson, wherever it is. */
export function LessonPart(props: LessonPanelProps) {
  return (
    <Lazy load={props.page.modules.lesson} props={props} name="The lesson">
      {props.form !== "strip" && (
        <div class="panel-skeleton" role="status" aria-label="Loading">
          <div class="skeleton" />
          <div class="skeleton" />
        </div>
      )}
    </Lazy>
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
  const problems = problemsOf(session);
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
