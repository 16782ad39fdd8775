import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { openDropped } from "./import-open.js";
import { Icon } from "./page-icons.js";
import type { PageModel } from "./page-model.js";

/** Takes files that are dropped anywhere on the page, and shows that it would while they are over it. */
export function DropTarget({ page }: { readonly page: PageModel }) {
  const over = useSignal(false);
  useEffect(() => {
    const stop = new AbortController();
    const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;
    const listen = (type: "dragenter" | "dragover" | "dragleave" | "drop", act: (event: DragEvent) => void): void =>
      window.addEventListener(type, (event) => hasFiles(event) && act(event), { signal: stop.signal, capture: true });
    listen("dragenter", () => (over.value = true));
    listen("dragover", (event) => {
      event.preventDefault();
      over.value = true;
    });
    // To nowhere: the pointer left the window.
    listen("dragleave", (event) => event.relatedTarget === null && (over.value = false));
    listen("drop", (event) => {
      event.preventDefault();
      event.stopPropagation();
      over.value = false;
      if (event.dataTransfer) void openDropped(page, event.dataTransfer);
    });
    return () => stop.abort();
  }, [page]);
  if (!over.value) return null;
  return (
    <div class="drop-target">
      <div class="drop-box">
        <Icon name="drop" size={40} />
        <p class="drop-title">Drop to open</p>
        <p>a project’s folder, a zip, a .py or .ts program, a diagram.json, a .tickless recording</p>
      </div>
    </div>
  );
}
