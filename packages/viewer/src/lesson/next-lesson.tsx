import { useEffect, useState } from "preact/hooks";
import type { Example } from "../app/gallery.js";
import { Icon } from "../app/page-icons.js";
import type { PageModel } from "../app/page-model.js";
import { openProject } from "../app/page-open.js";

/** At the end of a lesson of the gallery: the one that follows it there. */
export function NextLesson({ page }: { readonly page: PageModel }) {
  const [next, setNext] = useState<Example | undefined>(undefined);
  const open = page.example.value;
  useEffect(() => {
    let wanted = true;
    if (open === undefined) return;
    page.modules.examples().then(
      (examples) => {
        const lessons = examples.filter(({ lesson }) => lesson);
        const place = lessons.findIndex(({ name }) => name === open);
        if (wanted && place >= 0) setNext(lessons[place + 1]);
      },
      // The gallery says so when it is opened.
      () => undefined,
    );
    return () => void (wanted = false);
  }, [page, open]);
  if (!next) return null;
  return (
    <button type="button" class="next-lesson" onClick={() => openProject(page, next.project, {}, next.name)}>
      <span class="quiet">Next lesson</span>
      <span class="next-lesson-title">{next.title}</span>
      <Icon name="on" />
    </button>
  );
}
