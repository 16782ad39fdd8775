import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentLess, indentMore } from "@codemirror/commands";
import {
  bracketMatching,
  foldGutter,
  foldKeymap,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
} from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics, type Diagnostic } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import {
  Annotation,
  Compartment,
  EditorState,
  EditorSelection,
  StateEffect,
  StateField,
  type Extension,
} from "@codemirror/state";
import {
  Decoration,
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  rectangularSelection,
  type DecorationSet,
} from "@codemirror/view";
import { difference, type Remark } from "./diagnostics.js";
import { highlightStyle, theme } from "./editor-theme.js";
import { languageOf } from "./languages.js";

/*
 * CodeMirror as the page uses it: one view, and a state for each file, so that each has a history of its own. A chunk of its
 * own, loaded after everything that is seen at first.
 */

/** A change that came from outside: not to be reported back. */
const external = Annotation.define<boolean>();

export interface Editor {
  /** Shows a file. The text is taken over when it differs from what is there. */
  open(path: string, text: string): void;
  /** Marks lines of the file that is open. */
  remark(remarks: readonly Remark[]): void;
  /** Marks these lines (from 1) of the file that is open with a band, and shows them; undefined: takes the band away. */
  mark(lines: Lines | undefined): void;
  /** Puts the cursor to a line (from 1), and shows it. */
  goTo(line: number): void;
  setDark(dark: boolean): void;
  /** Forgets a file, or all of them: another project is open. */
  forget(path?: string): void;
  destroy(): void;
}

interface Lines {
  readonly first: number;
  readonly last: number;
}

/** `onEdit` is told of what the user changes, and only of that. */
export function createEditor(parent: HTMLElement, onEdit: (path: string, text: string) => void): Editor {
  const states = new Map<string, EditorState>();
  const dark = new Compartment();
  let path = "";
  let isDark = true;
  const view = new EditorView({ parent, state: EditorState.create() });
  const listener = EditorView.updateListener.of((update) => {
    const edited = update.docChanged && update.transactions.some((transaction) => !transaction.annotation(external));
    if (edited) onEdit(path, update.state.doc.toString());
  });
  const create = (text: string): EditorState =>
    EditorState.create({
      doc: text,
      extensions: [basics, listener, languageOf(path), labelOf(path), dark.of(theme(isDark))],
    });
  const within = (line: number): number => Math.min(Math.max(1, line), view.state.doc.lines);
  const keep = (): void => void (path !== "" && states.set(path, view.state));
  const update = (text: string): void => {
    // Line ends are "\n" in here.
    const change = difference(view.state.doc.toString(), text.replace(/\r\n?/g, "\n"));
    if (change) view.dispatch({ changes: change, annotations: external.of(true) });
  };
  return {
    open(next, text) {
      if (next !== path) {
        keep();
        path = next;
        view.setState(states.get(path) ?? create(text));
        view.dispatch({ effects: dark.reconfigure(theme(isDark)) });
      }
      update(text);
    },
    remark: (remarks) => view.dispatch(setDiagnostics(view.state, diagnostics(view.state, remarks))),
    mark(lines) {
      const { doc } = view.state;
      const place = lines && { from: doc.line(within(lines.first)).from, to: doc.line(within(lines.last)).to };
      const seen = place && EditorView.scrollIntoView(EditorSelection.range(place.to, place.from), { y: "center" });
      view.dispatch({ effects: [passage.of(place), ...(seen ? [seen] : [])] });
    },
    goTo(line) {
      const { from } = view.state.doc.line(within(line));
      view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: "center" }) });
      view.focus();
    },
    setDark(next) {
      isDark = next;
      view.dispatch({ effects: dark.reconfigure(theme(isDark)) });
    },
    forget(which) {
      if (which === undefined) states.clear();
      else states.delete(which);
      if (which === undefined || which === path) path = "";
    },
    destroy: () => view.destroy(),
  };
}

/** A passage that somebody points at; it goes with the text as that is edited. */
const passage = StateEffect.define<{ readonly from: number; readonly to: number } | undefined>();
const passageField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    const set = transaction.effects.findLast((effect) => effect.is(passage));
    return set ? linesIn(transaction.state, set.value) : marks.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

function linesIn(
  { doc }: EditorState,
  place: { readonly from: number; readonly to: number } | undefined,
): DecorationSet {
  if (!place) return Decoration.none;
  const [first, last] = [doc.lineAt(place.from).number, doc.lineAt(place.to).number];
  const band = Decoration.line({ class: "cm-passage" });
  return Decoration.set(Array.from({ length: last - first + 1 }, (_, line) => band.range(doc.line(first + line).from)));
}

const basics: Extension = [
  passageField,
  lintGutter(),
  lineNumbers(),
  highlightActiveLineGutter(),
  highlightSpecialChars(),
  history(),
  foldGutter(),
  drawSelection(),
  indentOnInput(),
  syntaxHighlighting(highlightStyle),
  bracketMatching(),
  closeBrackets(),
  autocompletion(),
  rectangularSelection(),
  highlightActiveLine(),
  highlightSelectionMatches(),
  search({ top: true }),
  keymap.of([
    ...closeBracketsKeymap,
    ...defaultKeymap,
    ...searchKeymap,
    ...historyKeymap,
    ...foldKeymap,
    ...completionKeymap,
    ...lintKeymap,
    // Escape and then Tab moves the focus on: CodeMirror sees to that.
    { key: "Tab", run: indentMore, shift: indentLess },
  ]),
];

const labelOf = (path: string): Extension => [
  EditorView.contentAttributes.of({
    "aria-label": `Text of ${path}`,
    "aria-describedby": "editor-hint",
    tabindex: "0",
  }),
  indentUnit.of(path.endsWith(".py") ? "    " : "  "),
];

function diagnostics(state: EditorState, remarks: readonly Remark[]): Diagnostic[] {
  return remarks.map(({ line, severity, message, source }) => {
    const { from, to, text } = state.doc.line(Math.min(Math.max(1, line), state.doc.lines));
    const indent = /^\s*/.exec(text)?.[0].length ?? 0;
    return { from: Math.min(from + indent, to), to, severity, message, source };
  });
}
