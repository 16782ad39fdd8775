import { useSignalEffect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { keepEdits } from "./edits-keep.js";
import { DropTarget } from "./import-drop.js";
import { PageLayout } from "./layout.js";
import { Announcer } from "./page-announcer.js";
import { Embed } from "./page-embed.js";
import { followGuide } from "./page-lesson.js";
import { Lazy } from "./page-lazy.js";
import type { PageModel } from "./page-model.js";
import { Toasts } from "./page-toasts.js";
import { followTheme } from "./theme.js";

const dialogs = () => import("./page-dialogs.js").then(({ Dialogs }) => Dialogs);

/** The whole page, once there is a session. */
export function Page({ page }: { readonly page: PageModel }) {
  const { session } = page;
  useTheme(page);
  useSignalEffect(() => {
    const { name } = session.project.project.value;
    document.title = name ? `${page.edited.value ? "● " : ""}${name} – Tickless` : "Tickless";
  });
  useHelpKey(page);
  useGuard(page);
  useEffect(() => followGuide(page), [page]);
  if (session.look.embed) return <Embed page={page} />;
  return (
    <>
      <PageLayout page={page} />
      <Toasts page={page} />
      {page.dialog.value && (
        <Lazy load={dialogs} props={{ page }} name="The dialog">
          {null}
        </Lazy>
      )}
      <DropTarget page={page} />
      <Announcer session={session} />
    </>
  );
}

function useTheme({ theme, session }: PageModel): void {
  const choice = theme.value;
  useEffect(() => followTheme(choice, (resolved) => (session.look.theme.value = resolved)), [choice, session]);
  useEffect(() => {
    const query = matchMedia("(prefers-reduced-motion: reduce)");
    const apply = (): void => void (session.look.reducedMotion.value = query.matches);
    apply();
    query.addEventListener("change", apply);
    return () => query.removeEventListener("change", apply);
  }, [session]);
}

/** "?" opens the help, wherever nothing is being typed. */
function useHelpKey({ dialog, session }: PageModel): void {
  useEffect(() => {
    if (session.look.embed) return;
    const key = (event: KeyboardEvent): void => {
      if (event.key !== "?" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      dialog.value ??= { kind: "help" };
    };
    window.addEventListener("keydown", key);
    return () => window.removeEventListener("keydown", key);
  }, [dialog, session]);
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable=true]") !== null;

/** What is edited is kept; where that cannot be, leaving the page would lose it, and the browser asks. */
function useGuard(page: PageModel): void {
  useEffect(() => {
    const stop = keepEdits(page);
    const leave = (event: BeforeUnloadEvent): void => {
      if (page.edited.peek() && !page.editsSafe.peek()) event.preventDefault();
    };
    window.addEventListener("beforeunload", leave);
    return () => {
      stop();
      window.removeEventListener("beforeunload", leave);
    };
  }, [page]);
}
