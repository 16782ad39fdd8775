import { useComputed, useSignal, type Signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { SidePanel } from "../panels/side-panel.js";
import {
  bounds,
  clampLayout,
  defaultLayout,
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
  const fitting = useComputed(() => clampLayout(wanted.value, size.value));
  const narrow = size.value.width <= NARROW;
  const layout = fitting.value;
  useEffect(() => {
    // There is no room for the timeline but in the panel.
    if (narrow) page.session.look.tab.value = "timeline";
  }, [narrow, page]);
  const change = (part: Partial<Layout>): void => {
    wanted.value = { ...layout, ...part };
    rememberLayout(wanted.value);
  };
  const style = narrow ? {} : { "--side": `${layout.side}px`, "--timeline": `${layout.timeline}px` };
  const className = narrow ? "page narrow" : layout.collapsed ? "page collapsed" : "page";
  return (
    <div class={className} style={style}>
      <a class="skip-link" href="#time">
        Skip to the timeline
      </a>
      <Header page={page} narrow={narrow} />
      <CompareBar page={page} />
      <main class="zones">
        <BoardZone page={page} />
        {narrow ? (
          <div key="transport" id="time" class="zone-transport" tabIndex={-1}>
            <Transport page={page} />
          </div>
        ) : (
          <Splitters key="splitters" layout={layout} size={size.value} change={change} />
        )}
        <SidePanel
          key="side"
          page={page}
          narrow={narrow}
          collapsed={!narrow && layout.collapsed}
          onCollapse={(collapsed) => change({ collapsed })}
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
  readonly change: (part: Partial<Layout>) => void;
}

function Splitters({ layout, size, change }: SplittersProps) {
  const first = defaultLayout(size);
  return (
    <>
      {!layout.collapsed && (
        <Splitter
          label="Width of the panels"
          orientation="vertical"
          size={layout.side}
          {...bounds("side", size)}
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
