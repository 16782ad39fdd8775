import { UsageError } from "@tickless/sim-core";
import { existsSync, readdirSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Where the build puts the viewer, seen from this file in `src` and in `dist`. */
export const BUILT_APP = fileURLToPath(new URL("../../dist/viewer/", import.meta.url));

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".py": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
};

/** A file of the viewer. */
export interface Asset {
  readonly file: string;
  readonly type: string;
  /** Its name changes with its content. */
  readonly immutable: boolean;
}

/** The files of the built viewer by the path of their URL. Nothing else can be asked for. Throws UsageError without a build. */
export function assetsOf(app: string): ReadonlyMap<string, Asset> {
  if (!existsSync(join(app, "index.html"))) {
    throw new UsageError(`the viewer has not been built (no ${join(app, "index.html")}); npm run build makes it`);
  }
  const assets = new Map<string, Asset>();
  for (const entry of readdirSync(app, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const path = `/${file.slice(join(app, "/").length).split("\\").join("/")}`;
    const type = TYPES[extname(entry.name)] ?? "application/octet-stream";
    assets.set(path, { file, type, immutable: path.startsWith("/assets/") });
  }
  assets.set("/", assets.get("/index.html") as Asset);
  return assets;
}
