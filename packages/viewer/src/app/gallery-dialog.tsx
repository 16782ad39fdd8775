import { useEffect, useState } from "preact/hooks";
import { lessonsRead } from "../lesson/read-lessons.js";
import type { Example } from "./gallery.js";
import { Thumbnail } from "./gallery-thumbnail.js";
import { Dialog } from "./page-dialog.js";
import { Icon } from "./page-icons.js";
import { messageOf, type PageModel } from "./page-model.js";
import { openProject } from "./page-open.js";

/** The examples to choose from. */
export function GalleryDialog({ page }: { readonly page: PageModel }) {
  const [examples, setExamples] = useState<readonly Example[] | string>([]);
  useEffect(() => {
    page.modules.examples().then(setExamples, (error: unknown) => setExamples(messageOf(error)));
  }, [page]);
  return (
    <Dialog title="Lessons and examples" wide onClose={() => (page.dialog.value = undefined)}>
      {typeof examples === "string" ? (
        <p role="alert">The examples could not be loaded: {examples}</p>
      ) : (
        <Cards page={page} examples={examples} />
      )}
    </Dialog>
  );
}

interface CardsProps {
  readonly page: PageModel;
  readonly examples: readonly Example[];
}

/** Lessons in their order, and what else there is to look at. */
function Cards({ page, examples }: CardsProps) {
  const lessons = examples.filter(({ lesson }) => lesson);
  const others = examples.filter(({ lesson }) => !lesson);
  const read = lessonsRead();
  return (
    <>
      {lessons.length > 0 && (
        <section class="gallery-section" aria-labelledby="gallery-lessons">
          <h3 id="gallery-lessons">Lessons</h3>
          <ol class="gallery of-lessons">
            {lessons.map((example, index) => (
              <Card
                key={example.name}
                page={page}
                example={example}
                first={index === 0}
                number={index + 1}
                read={read.has(example.name)}
              />
            ))}
          </ol>
        </section>
      )}
      <section class="gallery-section" aria-labelledby="gallery-examples">
        <h3 id="gallery-examples">Examples</h3>
        <ul class="gallery">
          {others.map((example, index) => (
            <Card key={example.name} page={page} example={example} first={index === 0 && lessons.length === 0} />
          ))}
        </ul>
      </section>
    </>
  );
}

interface CardProps {
  readonly page: PageModel;
  readonly example: Example;
  /** It has the focus when the gallery opens. */
  readonly first: boolean;
  /** Of a lesson. */
  readonly number?: number;
  readonly read?: boolean;
}

function Card({ page, example, first, number, read = false }: CardProps) {
  const { name, title, description, project, lesson } = example;
  const open = page.example.value === name;
  const language = project.files["firmware.ts"] === undefined ? "MicroPython" : "TypeScript";
  const facts = [lesson?.minutes !== undefined && `${lesson.minutes} min`, language, open && "open"];
  return (
    <li>
      <button
        type="button"
        class="card"
        autofocus={first}
        aria-current={open ? "true" : undefined}
        onClick={() => openProject(page, project, {}, name)}
      >
        {number === undefined ? (
          <Thumbnail diagram={project.files["diagram.json"]} />
        ) : (
          <span class="card-number">{number}</span>
        )}
        <span class="card-title">{title}</span>
        <span class="card-text">{description}</span>
        <span class="card-foot">
          {facts.filter((fact) => typeof fact === "string").join(" · ")}
          {read && (
            <span class="card-read">
              <Icon name="ok" size={13} /> read
            </span>
          )}
        </span>
      </button>
    </li>
  );
}
