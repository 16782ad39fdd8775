// Makes a document of the repository a page: its links lead to files of the repository, a page's to pages.

import { existsSync, statSync } from "node:fs";
import { posix } from "node:path";
import { base, root } from "./pages.mjs";

/** What code hosts make of a heading's text; of the second with the same text they make "text-1". */
export const slug = (text) =>
  text
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "")
    .replaceAll(" ", "-");

const FENCE = /^(`{3,}|~{3,})[^\n]*\n[^]*?^\1[`~]*[ ]*$/gm;
const CODE = new RegExp(`${FENCE.source}|\`[^\`\\n]*\``, "gm");

/** `change`s a document except for its code. */
export function outsideCode(text, change) {
  let [out, from] = ["", 0];
  for (const match of text.matchAll(CODE)) {
    out += change(text.slice(from, match.index)) + match[0];
    from = match.index + match[0].length;
  }
  return out + change(text.slice(from));
}

const LINK = /(?<=\]\()(?<target>[^()\s]+)(?<rest>\s+"[^"]*")?(?=\))/g;
const LIVE = /\[!\[(?<alt>[^\]]*)\]\((?<still>[^()\s]+)\)\]\((?<target>[^()\s]+)\s+"live ?(?<query>[^"]*)"\)/g;

/** Targets of a document's links and pictures, as written. */
export function linksOf(text) {
  const found = [];
  outsideCode(text, (prose) => {
    for (const { groups } of prose.matchAll(LINK)) found.push(groups.target);
    for (const [, target] of prose.matchAll(/\b(?:src|srcset|href)="([^"]*)"/g)) found.push(target);
    return prose;
  });
  return found;
}

/** The live runs of a document: the example, what its address says, and the picture that stands there until it runs. */
export function livesOf(text) {
  const found = [];
  outsideCode(text.replaceAll("\n", " "), (prose) => {
    for (const { groups } of prose.matchAll(LIVE)) found.push({ ...groups });
    return prose;
  });
  return found;
}

export const isExternal = (target) => /^[a-z]+:/i.test(target);

/** The file or folder of the repository that a link in `file` leads to. */
export const resolveLink = (file, path) => posix.join(posix.dirname(file), decodeURI(path)).replace(/\/$/, "");

/** An example that a file or folder belongs to, as the viewer names it. */
export function exampleOf(path) {
  const inside = /^examples\/(.+)$/.exec(path)?.[1];
  if (inside === undefined || !existsSync(root + path)) return undefined;
  return statSync(root + path).isDirectory() ? inside : posix.dirname(inside);
}

/** Where a link leads on the site. Throws when there is nothing. */
export function siteLink(file, target, pages) {
  if (isExternal(target) || target.startsWith("#")) return target;
  const [path = "", hash] = target.split("#");
  const goal = resolveLink(file, path);
  const page = pages.get(goal);
  if (page !== undefined) return `/${page}${hash === undefined ? "" : `#${hash}`}`;
  const example = exampleOf(goal);
  if (example !== undefined) return viewerLink(example);
  if (existsSync(root + goal) && statSync(root + goal).isFile()) return sourceLink(goal);
  throw new Error(`${file}: ${target} leads to no page of the site; docs/site/pages.mjs says which there are`);
}

/** Files of the repository that are no pages are on the site as text. */
const sourceLink = (file) => `${base}source/${file}.txt`;

/** The viewer with an example. VitePress leaves links with a target as they are, so they have the site's base. */
export const viewerLink = (example) => `${base}viewer/?example=${example}`;

/** Of the links of a page, the files of the repository that they want as text. */
export const sourcesIn = (text) =>
  [...text.matchAll(/\]\((\/[^()\s]*)\.txt\)/g)]
    .filter(([, link]) => link.startsWith(`${base}source/`))
    .map(([, link]) => link.slice(`${base}source/`.length));

const escape = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

/** A run that the reader can have in the page. */
export function liveRun({ example, query = "", title, still }) {
  const attributes = { example, query, title, still };
  const given = Object.entries(attributes).filter(([, value]) => value !== undefined && value !== "");
  return `<LiveRun ${given.map(([name, value]) => `${name}="${escape(value)}"`).join(" ")} />`;
}

/** The text of `file` as it stands on the site. */
export function pageText(file, text, pages) {
  return outsideCode(text, (prose) =>
    prose
      .replaceAll(LIVE, (...match) => {
        const { alt, still, target, query } = match.at(-1);
        const example = exampleOf(resolveLink(file, target));
        if (example === undefined) throw new Error(`${file}: '${target}' is no example to be run`);
        return `\n\n${liveRun({ example, query, title: alt, still: `/${resolveLink(file, still).replace(/^docs\//, "")}` })}\n\n`;
      })
      .replaceAll(LINK, (whole, ...match) => {
        const { target, rest = "" } = match.at(-1);
        if (/\.(png|gif|svg)$/.test(target)) return whole;
        const link = siteLink(file, target, pages);
        return link.startsWith(`${base}viewer/`) || link.startsWith(`${base}source/`)
          ? `${link}${rest}){target="_self"`
          : link + rest;
      })
      .replaceAll('){target="_self")', '){target="_self"}'),
  );
}
