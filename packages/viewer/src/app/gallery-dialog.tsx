import { useEffect, useState } from "preact/hooks";
import type { Example } from "./gallery.js";
import { Thumbnail } from "./gallery-thumbnail.js";
import { Dialog } from "./page-dialog.js";
import { messageOf, type PageModel } from "./page-model.js";
import { openProject } from "./page-open.js";

/** The examples to choose from. */
export function GalleryDialog({ page }: { readonly page: PageModel }) {
  const [examples, setExamples] = useState<readonly Example[] | string>([]);
  useEffect(() => {
    page.modules.examples().then(setExamples, (error: unknown) => setExamples(messageOf(error)));
  }, [page]);
  return (
    <Dialog title="Examples" wide onClose={() => (page.dialog.value = undefined)}>
      {typeof examples === "string" ? (
        <p role="alert">The examples could not be loaded: {examples}</p>
      ) : (
        <Cards page={page} examples={examples} />
      )}
    </Dialog>
  );
}

function Cards({ page, examples }: { readonly page: PageModel; readonly examples: readonly Example[] }) {
  return (
    <ul class="gallery">
      {examples.map((example, index) => (
        <li key={example.name}>
          <button
            type="button"
            class="card"
            autofocus={index === 0}
            aria-current={page.example.value === example.name ? "true" : undefined}
            onClick={() => openProject(page, example.project, {}, example.name)}
          >
            <Thumbnail diagram={example.project.files["diagram.json"]} />
            <span class="card-title">{example.title}</span>
            <span class="card-text">{example.description}</span>
            <span class="card-foot">
              {example.project.files["firmware.ts"] === undefined ? "MicroPython" : "TypeScript"}
              {page.example.value === example.name && " · open"}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
