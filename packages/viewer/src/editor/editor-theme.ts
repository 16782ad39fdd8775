import { HighlightStyle } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags as t } from "@lezer/highlight";
import { HIGHLIGHTS } from "./highlights.js";

/* The page's colours for CodeMirror. They are custom properties, so they follow the page's theme by themselves. */

const RULES = {
  "&": { height: "100%", backgroundColor: "var(--surface)", color: "var(--text)", fontSize: "13px" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.55", overflow: "auto" },
  ".cm-content": { padding: "8px 0", caretColor: "var(--text)" },
  ".cm-cursor, .cm-dropCursor": { borderLeftColor: "var(--text)", borderLeftWidth: "2px" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--code-selection)",
  },
  ".cm-gutters": { backgroundColor: "var(--surface)", color: "var(--text-3)", border: "none" },
  ".cm-passage": {
    backgroundColor: "color-mix(in srgb, var(--focus) 13%, transparent)",
    boxShadow: "inset 3px 0 0 var(--focus)",
  },
  ".cm-activeLine": { backgroundColor: "var(--code-line)" },
  ".cm-activeLineGutter": { backgroundColor: "var(--code-line)", color: "var(--text)" },
  ".cm-lineNumbers .cm-gutterElement": { padding: "0 2px 0 2px", minWidth: "22px" },
  ".cm-gutter-lint": { width: "14px" },
  ".cm-foldGutter": { width: "12px" },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": {
    backgroundColor: "var(--surface-3)",
    outline: "1px solid var(--line-strong)",
  },
  ".cm-selectionMatch": { backgroundColor: "var(--surface-3)" },
  ".cm-searchMatch": { backgroundColor: "transparent", outline: "1px solid var(--warning)", borderRadius: "2px" },
  ".cm-searchMatch-selected": { backgroundColor: "var(--code-selection)", outline: "2px solid var(--warning)" },
  ".cm-panels": { backgroundColor: "var(--surface-2)", color: "var(--text)", borderColor: "var(--line)" },
  ".cm-panels.cm-panels-top": { borderBottom: "1px solid var(--line)" },
  ".cm-panel.cm-search": { padding: "6px 28px 6px 8px", fontFamily: "var(--font)" },
  ".cm-panel.cm-search label": { fontSize: "12px", color: "var(--text-2)" },
  ".cm-panel.cm-search [name=close]": { color: "var(--text)", fontSize: "18px", right: "8px", cursor: "pointer" },
  ".cm-panel.cm-search input, .cm-panel.cm-search button": { fontSize: "12px" },
  ".cm-textfield": {
    backgroundColor: "var(--surface)",
    color: "var(--text)",
    border: "1px solid var(--line-strong)",
    borderRadius: "var(--radius-small)",
    padding: "3px 6px",
  },
  ".cm-button": {
    backgroundColor: "var(--surface-3)",
    backgroundImage: "none",
    color: "var(--text)",
    border: "1px solid var(--line-strong)",
    borderRadius: "var(--radius-small)",
  },
  ".cm-tooltip": {
    backgroundColor: "var(--surface-2)",
    color: "var(--text)",
    border: "1px solid var(--line-strong)",
    borderRadius: "var(--radius-small)",
    boxShadow: "var(--shadow)",
  },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--surface-3)", color: "var(--text)" },
  ".cm-diagnostic": { padding: "6px 10px", fontFamily: "var(--font)", maxWidth: "420px" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--fault)" },
  ".cm-diagnostic-warning": { borderLeftColor: "var(--warning)" },
  ".cm-diagnosticSource": { color: "var(--text-3)", opacity: "1" },
  ".cm-lintRange-error": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--fault)",
    textUnderlineOffset: "3px",
  },
  ".cm-lintRange-warning": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--warning)",
    textUnderlineOffset: "3px",
  },
  ".cm-lint-marker-error": {
    content: "none",
    width: "9px",
    height: "9px",
    borderRadius: "50%",
    backgroundColor: "var(--fault)",
    margin: "5px 2px",
  },
  ".cm-lint-marker-warning": {
    content: "none",
    width: "9px",
    height: "9px",
    backgroundColor: "var(--warning)",
    margin: "5px 2px",
    transform: "rotate(45deg) scale(0.85)",
  },
  ".cm-foldPlaceholder": { backgroundColor: "var(--surface-3)", border: "none", color: "var(--text-2)" },
} as const;

export const theme = (dark: boolean): Extension => EditorView.theme(RULES, { dark });

export const highlightStyle = HighlightStyle.define([
  ...HIGHLIGHTS.map(({ tag, name, italic }) => ({
    tag,
    color: `var(--code-${name})`,
    ...(italic ? { fontStyle: "italic" } : {}),
  })),
  { tag: t.invalid, color: "var(--fault)" },
]);
