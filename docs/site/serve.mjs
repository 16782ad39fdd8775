// Builds what is stale of the documentation site and serves it on this computer.
//
//   npm run docs            on the first port from 5180 that is free
//   npm run docs -- 5190    from another one

import { dirname } from "node:path";
import { preview } from "vite";
import { buildSite } from "./build.mjs";
import { base } from "./pages.mjs";

const port = Number(process.argv[2] ?? 5180);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error(`'${process.argv[2]}' is no port; for example: npm run docs -- 5190`);
  process.exit(2);
}
try {
  const outDir = await buildSite();
  const place = { host: "127.0.0.1", port, strictPort: false };
  const server = await preview({
    configFile: false,
    root: dirname(outDir),
    base,
    appType: "mpa",
    build: { outDir },
    preview: place,
  });
  console.log(`The documentation is at ${server.resolvedUrls.local[0]}   (Ctrl-C ends it)`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
