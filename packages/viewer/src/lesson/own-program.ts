import type { PageModel } from "../app/page-model.js";
import type { ProjectFiles } from "../protocol/project.js";
import type { Guide } from "./guide.js";

/** The lesson's own program, as the step that is read is about it; what was edited can be had again. */
export function beginAnew(page: PageModel, guide: Guide, own: ProjectFiles): void {
  const edited = page.session.project.project.peek();
  const run = (): void => {
    page.notice.value = undefined;
    void guide.replace(edited);
  };
  page.notice.value = { kind: "info", text: "This is the lesson’s own program.", action: { label: "Undo", run } };
  void guide.replace(own);
}

/** Takes a change back, with those on top of it. Where they have been edited since then, the lesson's own program is what is left. */
export function takeBack(page: PageModel, guide: Guide, index: number): void {
  const project = guide.without(index);
  const own = guide.ownProgram();
  if (project) void guide.replace(project);
  else if (own) beginAnew(page, guide, own);
}
