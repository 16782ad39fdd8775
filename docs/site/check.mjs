// Looks through a built site: links to pages, anchors, files and examples that are not there, and what would be asked of another host.

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, posix } from "node:path";
import { root } from "./pages.mjs";

const decode = (text) => text.replaceAll("&amp;", "&").replaceAll("&quot;", '"').replaceAll("&#39;", "'");
const attributes = (html, name) =>
  [...html.matchAll(new RegExp(`<(\\w+)[^>]*?\\s${name}="([^"]*)"`, "g"))].map(([, tag, value]) => [
    tag,
    decode(value),
  ]);

function htmlFiles(folder) {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => name.endsWith(".html") && !name.startsWith("viewer/"));
}

/** What is wrong, a line each. `base`: the path below which the site will be. */
export function checkSite(folder, base = "/") {
  const texts = new Map(htmlFiles(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]));
  const ids = new Map([...texts].map(([name, html]) => [name, new Set(attributes(html, "id").map(([, id]) => id))]));
  /** Pages by what is wrong with them. */
  const mistakes = new Map();
  const report = (page, text) => void mistakes.set(text, [...(mistakes.get(text) ?? []), page]);

  const fileOf = (path) => {
    const file = join(folder, path);
    return existsSync(file) && statSync(file).isDirectory() ? posix.join(path, "index.html") : path;
  };
  const check = (page, target) => {
    const { pathname, hash, searchParams, host } = new URL(target, `http://site${base}${page}`);
    if (host !== "site") return;
    if (!pathname.startsWith(base)) return report(page, `${target} leads out of the site`);
    const file = fileOf(decodeURIComponent(pathname.slice(base.length)));
    const example = searchParams.get("example");
    if (!existsSync(join(folder, file))) report(page, `${target}: there is no ${file}`);
    else if (hash !== "" && ids.has(file) && !ids.get(file).has(decodeURIComponent(hash.slice(1))))
      report(page, `${target}: there is no such heading`);
    else if (example !== null && !existsSync(`${root}examples/${example}`))
      report(page, `${target}: there is no such example`);
  };

  for (const [page, html] of texts) {
    const links = [...attributes(html, "href"), ...attributes(html, "src")];
    for (const [tag, target] of links) {
      const isFar = /^([a-z]+:)?\/\//i.test(target);
      if (isFar && tag !== "a") report(page, `asks another host for ${target}`);
      if (!isFar && !/^(data|mailto):/.test(target)) check(page, target);
    }
  }
  return [...mistakes].map(([text, [first, ...more]]) => {
    const others = more.length === 0 ? "" : ` and ${more.length} more`;
    return `${first}${others}: ${text}`;
  });
}
