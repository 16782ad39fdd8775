import { resolveFile, type Sources } from "../typescript/compile.js";

/*
 * Where an import of a part leads: to a file of its own, or into a package below node_modules, as Node finds it by "exports" and
 * "main" (https://nodejs.org/api/packages.html). A package's files may be TypeScript.
 */

export const ENDINGS: readonly string[] = [".ts", ".js", ".mjs", ".cjs"];
const PACKAGES = "/node_modules/";
/** In this order, whichever a package names first. */
const CONDITIONS = ["import", "module", "default", "require", "node"];
const PACKAGE_NAME = /^(?:@[a-z\d~-][a-z\d._~-]*\/)?[a-z\d~-][a-z\d._~-]*$/i;

/** "@scope/name/some/file" as the package's name and what is meant of it ("." or "./some/file"); undefined: it is neither. */
export function packageOf(specifier: string): { readonly name: string; readonly subpath: string } | undefined {
  const parts = specifier.split("/");
  const length = specifier.startsWith("@") ? 2 : 1;
  const name = parts.slice(0, length).join("/");
  if (parts.length < length || !PACKAGE_NAME.test(name) || parts.includes("..")) return undefined;
  return { name, subpath: [".", ...parts.slice(length)].join("/") };
}

/** The path of the file that an import leads to; undefined: nowhere. */
export function resolveImport(sources: Sources, from: string, specifier: string): string | undefined {
  if (specifier.startsWith(".")) {
    return (
      resolveFile(from, specifier, sources, ENDINGS) ??
      resolveFile(from, `${specifier.replace(/\/$/, "")}/index`, sources, ENDINGS)
    );
  }
  const wanted = packageOf(specifier);
  if (!wanted) return undefined;
  for (const folder of foldersAbove(from)) {
    const root = `${folder}${PACKAGES}${wanted.name}`;
    const manifest = sources.get(`${root}/package.json`);
    if (manifest) return inPackage(sources, root, readManifest(manifest), wanted.subpath);
  }
  return undefined;
}

/** The folder of the file and those above it: "/a/b/c.ts" → "/a/b", "/a", "". */
function* foldersAbove(path: string): Generator<string> {
  let folder = path;
  while (folder !== "") {
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/")));
    // What a package needs lies beside it or in it.
    if (!folder.endsWith("/node_modules")) yield folder;
  }
}

function readManifest(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function inPackage(
  sources: Sources,
  root: string,
  manifest: Readonly<Record<string, unknown>>,
  subpath: string,
): string | undefined {
  const { exports, main } = manifest;
  const inside = (target: string): string | undefined => {
    const found = resolveImport(sources, `${root}/package.json`, target.startsWith("./") ? target : `./${target}`);
    // Not out of the package, whatever it says.
    return found?.startsWith(`${root}/`) ? found : undefined;
  };
  if (exports !== undefined) {
    const target = exported(exports, subpath);
    return target === undefined ? undefined : inside(target);
  }
  if (subpath !== ".") return inside(subpath);
  return (typeof main === "string" ? inside(main) : undefined) ?? inside("./index");
}

/** What "exports" says of a subpath: "./dist/index.js". */
function exported(exports: unknown, subpath: string): string | undefined {
  if (typeof exports !== "object" || exports === null || !Object.keys(exports).some((key) => key.startsWith("."))) {
    return subpath === "." ? targetOf(exports) : undefined;
  }
  const entries = exports as Readonly<Record<string, unknown>>;
  if (subpath in entries) return targetOf(entries[subpath]);
  for (const [key, value] of Object.entries(entries)) {
    const [before, after] = key.split("*");
    if (before === undefined || after === undefined || !subpath.startsWith(before) || !subpath.endsWith(after))
      continue;
    const middle = subpath.slice(before.length, subpath.length - after.length);
    return targetOf(value)?.replaceAll("*", middle);
  }
  return undefined;
}

/** The first target among conditions and alternatives. */
function targetOf(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(targetOf).find((target) => target !== undefined);
  if (typeof value !== "object" || value === null) return undefined;
  const conditions = value as Readonly<Record<string, unknown>>;
  return CONDITIONS.map((condition) => targetOf(conditions[condition])).find((target) => target !== undefined);
}
