import { readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { compileParts, type PartSources } from "../parts/own-parts.js";
import { ENDINGS } from "../parts/packages.js";
import { partSources, type ProjectSource } from "../project.js";
import { readSettings } from "../settings.js";

/** Bytes of a module; more is no source. */
const MAX_BYTES = 1 << 20;
const PACKAGES = "/node_modules/";

/**
 * The files of packages that a project's parts are made of, by path in the folder ("node_modules/x/index.js"). Packages are found as
 * Node finds them: in the project's folder or in one above it.
 */
export function packageFiles(folder: string, given: PartSources): Record<string, Uint8Array> {
  const read = new Map<string, Uint8Array | undefined>();
  const get = (path: string): Uint8Array | undefined => {
    if (!path.startsWith(PACKAGES)) return given.sources.get(path);
    if (!read.has(path)) read.set(path, readModule(folder, path));
    return read.get(path);
  };
  const { files } = compileParts({ ...given, sources: { get, has: (path) => get(path) !== undefined } });
  return Object.fromEntries([...files].filter(([path]) => `/${path}`.startsWith(PACKAGES)));
}

/** The project with the packages that its parts are made of. Throws ProjectError. */
export function withPackages(folder: string, source: ProjectSource): ProjectSource {
  const settings = source.settings ? readSettings(source.settings.text, source.settings.file) : {};
  const found = Object.entries(packageFiles(folder, partSources(source, settings)));
  if (found.length === 0) return source;
  return {
    ...source,
    modules: new Map([...(source.modules ?? []), ...found.map(([path, bytes]) => [`/${path}`, bytes] as const)]),
  };
}

/** A module or the manifest of a package; undefined: there is none. */
function readModule(folder: string, path: string): Uint8Array | undefined {
  if (!path.endsWith("/package.json") && !ENDINGS.some((ending) => path.endsWith(ending))) return undefined;
  const [first = "", second = ""] = path.slice(PACKAGES.length).split("/");
  const root = PACKAGES + (first.startsWith("@") ? `${first}/${second}` : first);
  let above = folder;
  while (!statSync(join(above, root), { throwIfNoEntry: false })) {
    if (above === dirname(above)) return undefined;
    above = dirname(above);
  }
  const file = join(above, path);
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat?.isFile() && stat.size <= MAX_BYTES ? new Uint8Array(readFileSync(file)) : undefined;
}
