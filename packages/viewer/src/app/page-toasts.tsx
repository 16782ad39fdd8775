import { Icon, IconButton } from "./page-icons.js";
import type { PageModel } from "./page-model.js";

/** Short messages over the page's lower edge of the board: what was said, and the offer to run again differently. */
export function Toasts({ page }: { readonly page: PageModel }) {
  return (
    <div class="toasts" role="region" aria-label="Messages">
      <NoticeToast page={page} />
    </div>
  );
}

function NoticeToast({ page }: { readonly page: PageModel }) {
  const notice = page.notice.value;
  if (!notice) return null;
  return (
    <div class={`toast ${notice.kind}`} role={notice.kind === "error" ? "alert" : "status"}>
      <Icon name={notice.kind === "error" ? "error" : "ok"} />
      <p>{notice.text}</p>
      {[notice.action, notice.other].map(
        (action) =>
          action && (
            <button key={action.label} type="button" class="button" onClick={action.run}>
              {action.label}
            </button>
          ),
      )}
      <IconButton icon="close" label="Dismiss" onClick={() => (page.notice.value = undefined)} />
    </div>
  );
}
