import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin, Rolldown } from "vite";

const LIBRARIES = fileURLToPath(new URL("../../../node_modules/", import.meta.url));

/** The engine is made from it, so no module of the bundle tells. */
const ENGINE = "@micropython/micropython-webassembly-pyscript";
const MODULE = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/;

/**
 * The notices that the libraries in the app ask for, as one file. Workers are bundled by themselves, before the page: `worker`
 * has to be among their plugins.
 */
export function licenses(fileName: string): { readonly page: Plugin; readonly worker: Plugin } {
  const folders = new Set<string>([join(LIBRARIES, ENGINE)]);
  const collect = (bundle: Rolldown.OutputBundle): void => {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== "chunk") continue;
      for (const id of chunk.moduleIds) {
        const folder = MODULE.exec(id.replace(/^\0/, "").split("/").join(sep))?.[1];
        if (folder !== undefined && existsSync(join(folder, "package.json"))) folders.add(folder);
      }
    }
  };
  return {
    worker: { name: "licenses-worker", generateBundle: (_options, bundle) => collect(bundle) },
    page: {
      name: "licenses",
      generateBundle(_options, bundle) {
        collect(bundle);
        const notices = [...folders].map(notice).sort();
        this.emitFile({ type: "asset", fileName, source: `What of others is in this app.\n\n${notices.join("\n")}` });
      },
    },
  };
}

function notice(folder: string): string {
  const about = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Record<string, unknown>;
  const { name, version, license, homepage = "" } = about as Record<string, string | undefined>;
  const file = readdirSync(folder).find((each) => /^(licen[cs]e|copying)/i.test(each));
  const text = file === undefined ? homepage : readFileSync(join(folder, file), "utf8").trim();
  return `== ${name} ${version} (${license})\n\n${text}\n`;
}
