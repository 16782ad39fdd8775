import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Piece } from "./highlight.js";

/** Lines of code in the editor's colours, once those are loaded. */
type Highlight = (code: string, language: string) => readonly (readonly Piece[])[];

const highlight = signal<Highlight | undefined>(undefined);
let asked = false;

/** The lines of a text, each as pieces with their classes. */
export function useHighlighted(code: string, language: string): readonly (readonly Piece[])[] {
  useEffect(() => {
    if (asked) return;
    asked = true;
    import("./highlight.js").then(
      ({ highlighted }) => (highlight.value = highlighted),
      // Code can be read without colours.
      () => (asked = false),
    );
  }, []);
  return highlight.value?.(code, language) ?? code.split("\n").map((text) => [{ text, name: "" }]);
}

export function CodeBlock({ code, language }: { readonly code: string; readonly language: string }) {
  const lines = useHighlighted(code, language);
  return (
    <pre class="lesson-code" tabIndex={0}>
      <code>
        {lines.map((pieces, index) => (
          <span key={index}>
            <Pieces pieces={pieces} />
            {index < lines.length - 1 && "\n"}
          </span>
        ))}
      </code>
    </pre>
  );
}

export function Pieces({ pieces }: { readonly pieces: readonly Piece[] }) {
  return (
    <>
      {pieces.map(({ text, name }, index) =>
        name === "" ? (
          text
        ) : (
          <span key={index} class={name}>
            {text}
          </span>
        ),
      )}
    </>
  );
}
