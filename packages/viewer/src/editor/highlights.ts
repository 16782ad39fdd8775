import { tags as t, type Tag } from "@lezer/highlight";

/** Which words of a program have which of the page's colours ("--code-keyword"). */
export const HIGHLIGHTS: readonly { readonly tag: readonly Tag[]; readonly name: string; readonly italic?: true }[] = [
  { tag: [t.keyword, t.modifier, t.operatorKeyword, t.controlKeyword], name: "keyword" },
  { tag: [t.string, t.special(t.string), t.regexp], name: "string" },
  { tag: [t.number, t.bool, t.null, t.atom], name: "number" },
  { tag: [t.comment, t.lineComment, t.blockComment], name: "comment", italic: true },
  {
    tag: [t.function(t.variableName), t.function(t.propertyName), t.definition(t.function(t.variableName))],
    name: "function",
  },
  { tag: [t.className, t.typeName, t.definition(t.typeName)], name: "type" },
  { tag: [t.propertyName], name: "property" },
  { tag: [t.meta, t.annotation, t.self], name: "meta" },
];
