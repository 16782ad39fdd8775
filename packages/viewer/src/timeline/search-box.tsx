import { effect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { IconButton } from "./icons.js";
import { hitText, takesText, type SearchKind } from "./search-model.js";
import { useUi } from "./ui.js";

const KINDS: readonly (readonly [SearchKind, string])[] = [
  ["any", "Anything"],
  ["serial", "Serial text"],
  ["edge", "Edge of the lane"],
  ["rising", "Rising edge"],
  ["falling", "Falling edge"],
  ["exception", "Exception"],
  ["fault", "Fault"],
];

/** After the recording has grown, hits are looked for again at most so often, ms. */
const AGAIN_MS = 400;

/** Looks for moments: Enter goes to the next, Shift+Enter to the one before. */
export function SearchBox() {
  const ui = useUi();
  const { session, model } = ui;
  const { search } = model;
  const field = useRef<HTMLInputElement>(null);
  const select = useRef<HTMLSelectElement>(null);
  useEffect(() => keepCurrent(ui), []);
  useEffect(() => {
    if (search.open.value) (field.current ?? select.current)?.focus();
  }, [search.open.value]);
  if (!search.open.value) return null;
  const wish = search.wish.value;
  const edge = wish.kind === "edge" || wish.kind === "rising" || wish.kind === "falling";
  const close = (): void => {
    search.open.value = false;
  };
  const keys = (event: KeyboardEvent): void => {
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && (event.target as Element).tagName !== "BUTTON")
      void search.step(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="tl-search" role="search" aria-label="Search the recording" onKeyDown={keys}>
      <select
        class="tl-input"
        ref={select}
        aria-label="What to look for"
        value={wish.kind}
        onChange={(event) => (search.wish.value = { ...wish, kind: event.currentTarget.value as SearchKind })}
      >
        {KINDS.map(([kind, text]) => (
          <option key={kind} value={kind}>
            {text}
          </option>
        ))}
      </select>
      {takesText(wish.kind) && (
        <input
          class="tl-input tl-search-text"
          ref={field}
          type="search"
          aria-label="Text to look for"
          placeholder={wish.kind === "serial" ? "printed text" : "text, task, 0x3c, bytes …"}
          value={wish.text}
          onInput={(event) => (search.wish.value = { ...wish, text: event.currentTarget.value })}
        />
      )}
      {edge && <span class="tl-search-lane">{model.selected.value?.label ?? "select a lane"}</span>}
      <span class="tl-search-count" role="status">
        {search.answered.value ? hitText(search.hits.value, session.time.cursor.value) : ""}
      </span>
      <IconButton icon="up" label="Previous hit" keys="Shift+Enter" onClick={() => void search.step(-1)} />
      <IconButton icon="down" label="Next hit" keys="Enter" onClick={() => void search.step(1)} />
      <IconButton icon="close" label="Close the search" keys="Esc" onClick={close} />
    </div>
  );
}

/** Looks again when the wish changes, and, not too often, when the recording does. */
function keepCurrent({ session, model }: ReturnType<typeof useUi>): () => void {
  const { search } = model;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stops = [
    effect(() => {
      const lane = model.selected.value?.id;
      if (search.wish.peek().lane !== lane) search.wish.value = { ...search.wish.peek(), lane };
    }),
    effect(() => search.refresh()),
    effect(() => {
      void session.run.version.value;
      timer ??= setTimeout(() => {
        timer = undefined;
        if (search.open.peek()) search.refresh();
      }, AGAIN_MS);
    }),
  ];
  return () => {
    stops.forEach((stop) => stop());
    clearTimeout(timer);
  };
}
