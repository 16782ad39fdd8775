import { CompareBar } from "./compare-bar.js";
import { Announcer } from "./page-announcer.js";
import { BoardZone } from "./page-board.js";
import { Icon } from "./page-icons.js";
import { Lazy } from "./page-lazy.js";
import type { PageModel } from "./page-model.js";
import { Toasts } from "./page-toasts.js";
import { withoutEmbed } from "./url.js";

/** For pages that show a run inside of them: board, transport, timeline, and the way out. */
export function Embed({ page }: { readonly page: PageModel }) {
  const { session, modules } = page;
  return (
    <div class="page embed">
      <CompareBar page={page} />
      <main class="zones">
        <h1 class="hidden">{session.project.project.value.name}</h1>
        <BoardZone page={page} />
        <div class="zone-time">
          <Lazy load={modules.transport} props={{ session }} name="The transport">
            <div class="skeleton skeleton-transport" />
          </Lazy>
          <div class="zone-timeline">
            <Lazy load={modules.timeline} props={{ session }} name="The timeline">
              <div class="skeleton skeleton-lanes" />
            </Lazy>
          </div>
        </div>
        <a class="embed-link" href={withoutEmbed(location.href)} target="_blank" rel="noopener">
          Open in Tickless
          <Icon name="external" />
        </a>
      </main>
      <Toasts page={page} />
      <Announcer session={session} />
    </div>
  );
}
