import { useComputed, useSignal, type Signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { isGuided } from "../lesson/files.js";
import { LessonPart, SidePanel } from "../panels/side-panel.js";
import {
  beside,
  bounds,
  clampLayout,
  defaultLayout,
  hasRoomForLesson,
  NARROW,
  rememberedLayout,
  rememberLayout,
  type Layout,
  type WindowSize,
} from "./layout-sizes.js";
import { Splitter } from "./layout-splitter.js";
import { CompareBar } from "./compare-bar.js";
import { BoardZone } from "./page-board.js";
import { Header } from "./page-header.js";
import { Lazy } from "./page-lazy.js";
import type { PageModel } from "./page-model.js";

/** Board, side panel and timeline, as large as the user likes; on a narrow page one above the other. */
export function PageLayout({ page }: { readonly page: PageModel }) {
  const size = useWindowSize();
  const wanted = useSignal<Layout>(rememberedLayout() ?? defaultLayout(size.value));
  const guided = useComputed(() => isGuided(page.session.project.project.value)).value;
  const narrow = size.value.width <= NARROW;
  const room = guided && hasRoomForLesson(size.value);
  const column = room && !wanted.value.docked;
  const layout = clampLayout(wanted.value, size.value, column);
  useEffect(() => {
    // There is no room for the timeline but in the panel.
    if (narrow) page.session.look.tab.value = guided ? "lesson" : "timeline";
  }, [narrow, page]);
  const change = (part: Partial<Layout>): void => {
    wanted.value = { ...layout, ...part };
    rememberLayout(wanted.value);
  };
  const dock = (docked: boolean): void => {
    change({ docked });
    page.session.look.tab.value = docked ? "lesson" : "code";
  };
  const forms = { narrow, collapsed: !narrow && layout.collapsed, guided, column };
  const className = ["page", ...Object.entries(forms).flatMap(([name, holds]) => (holds ? [name] : []))].join(" ");
  return (
    <div class={className} style={narrow ? {} : sizesOf(layout)}>
      <a class="skip-link" href="#time">
        Skip to the timeline
      </a>
      <Header page={page} narrow={narrow} />
      <CompareBar page={page} />
      <main class="zones">
        {column && (
          <section key="lesson" id="lesson" class="zone-lesson" aria-label="Lesson">
            <LessonPart page={page} form="column" onMove={() => dock(true)} />
          </section>
        )}
        <BoardZone page={page} />
        {narrow ? (
          <div key="transport" id="time" class="zone-transport" tabIndex={-1}>
            <Transport page={page} />
          </div>
        ) : (
          <Splitters key="splitters" layout={layout} size={size.value} column={column} change={change} />
        )}
        <SidePanel
          key="side"
          page={page}
          narrow={narrow}
          collapsed={!narrow && layout.collapsed}
          onCollapse={(collapsed) => change({ collapsed })}
          lesson={guided && !column}
          onLessonColumn={room ? () => dock(false) : undefined}
        />
        {!narrow && (
          <div key="time" id="time" class="zone-time" tabIndex={-1}>
            <Transport page={page} />
            <div class="zone-timeline">
              <Lazy load={page.modules.timeline} props={{ session: page.session }} name="The timeline">
                <div class="skeleton skeleton-lanes" />
              </Lazy>
            </div>
          </div>
        )}
      </main>
    </div>
  );
}

const sizesOf = ({ side, timeline, lesson }: Layout) => ({
  "--side": `${side}px`,
  "--timeline": `${timeline}px`,
  "--lesson": `${lesson}px`,
});

function Transport({ page }: { readonly page: PageModel }) {
  return (
    <Lazy load={page.modules.transport} props={{ session: page.session }} name="The transport">
      <div class="skeleton skeleton-transport" />
    </Lazy>
  );
}

interface SplittersProps {
  readonly layout: Layout;
  readonly size: WindowSize;
  /** A lesson has a column of its own. */
  readonly column: boolean;
  readonly change: (part: Partial<Layout>) => void;
}

function Splitters({ layout, size, column, change }: SplittersProps) {
  const first = defaultLayout(size);
  const room = column ? beside(size, layout.lesson) : size;
  return (
    <>
      {column && (
        <Splitter
          label="Width of the lesson"
          orientation="vertical"
          className="of-lesson"
          before
          size={layout.lesson}
          {...bounds("lesson", size)}
          controls="lesson"
          onSize={(lesson) => change({ lesson })}
          onReset={() => change({ lesson: first.lesson })}
        />
      )}
      {!layout.collapsed && (
        <Splitter
          label="Width of the panels"
          orientation="vertical"
          size={layout.side}
          {...bounds("side", room)}
          controls="side"
          onSize={(side) => change({ side })}
          onReset={() => change({ side: first.side })}
        />
      )}
      <Splitter
        label="Height of the timeline"
        orientation="horizontal"
        size={layout.timeline}
        {...bounds("timeline", size)}
        controls="time"
        onSize={(timeline) => change({ timeline })}
        onReset={() => change({ timeline: first.timeline })}
      />
    </>
  );
}

function useWindowSize(): Signal<WindowSize> {
  const read = (): WindowSize => ({ width: window.innerWidth, height: window.innerHeight });
  const size = useSignal(read());
  useEffect(() => {
    const resized = (): void => void (size.value = read());
    window.addEventListener("resize", resized);
    return () => window.removeEventListener("resize", resized);
  }, [size]);
  return size;
}
