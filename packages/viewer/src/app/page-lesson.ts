import { computed, effect } from "@preact/signals";
import { isGuided } from "../lesson/files.js";
import { guideOf } from "../lesson/guide-of.js";
import type { Guide } from "../lesson/guide.js";
import { markRead } from "../lesson/read-lessons.js";
import type { ProjectFiles } from "../protocol/project.js";
import { messageOf, type PageModel } from "./page-model.js";
import type { Session } from "./session.js";
import { atStep } from "./url.js";

/* When a lesson begins and ends on the page. Its code is loaded when there is one. */

/** Guides that were asked for; the last one counts. */
const asked = new WeakMap<Session, number>();

const ask = (session: Session): number => {
  const number = (asked.get(session) ?? 0) + 1;
  asked.set(session, number);
  return number;
};

/** No lesson is open any more, or it is going to be another one. */
export function stopGuide(session: Session): void {
  ask(session);
  const guide = guideOf(session);
  guide.peek()?.dispose();
  guide.value = undefined;
}

/** Reads the lesson of the project that is open, from this step on. Undefined: another one was opened meanwhile. */
export async function startGuide(page: PageModel, number: number): Promise<Guide | undefined> {
  const { session, notice } = page;
  stopGuide(session);
  const mine = ask(session);
  if (!session.look.embed) session.look.tab.value = "lesson";
  try {
    const { Guide } = await import("../lesson/guide.js");
    if (asked.get(session) !== mine) return undefined;
    const guide = new Guide(session, number, (entered) => told(page, entered));
    guideOf(session).value = guide;
    return guide;
  } catch (error) {
    notice.value = { kind: "error", text: `The lesson could not be loaded: ${messageOf(error)}` };
    return undefined;
  }
}

/** As it is to be shown where nobody can make the changes of its steps. */
export async function prepared(project: ProjectFiles, step: number): Promise<ProjectFiles> {
  const { programAt } = await import("../lesson/reading.js");
  return programAt(project, step);
}

/** A lesson that is written here comes and goes with its file. */
export function followGuide(page: PageModel): () => void {
  const { session } = page;
  const guided = computed(() => isGuided(session.project.project.value));
  return effect(() => {
    const now = guided.value;
    if (now && !session.look.embed && !guideOf(session).peek()) void startGuide(page, 0);
    else if (!now) stopGuide(session);
  });
}

/** The address names the step, so that it can be loaded again, and sent. */
function told({ session, example }: PageModel, step: number): void {
  const { pathname, search, hash } = location;
  history.replaceState(null, "", `${pathname}${atStep(search, step)}${hash}`);
  const count = guideOf(session).peek()?.count ?? 0;
  if (step === count) markRead(example.peek() ?? session.project.project.peek().name);
}
