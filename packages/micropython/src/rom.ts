import type { McuSpec } from "@tickless/sim-core";

export type Rom = ReadonlyMap<string, Uint8Array>;

const ROOT = "/rom/";
/** Ports with a folder of their own; what is beside the folders is shared, and as on the rp2 port where ports differ. */
const FOLDERS: readonly McuSpec["port"][] = ["esp32"];

const made = new WeakMap<Rom, Map<string, Rom>>();

/** The Python side of a port: the shared files, and those of its folder, which come in place of others of the same name. */
export function romFor(rom: Rom, port: McuSpec["port"]): Rom {
  const known = made.get(rom) ?? new Map<string, Rom>();
  made.set(rom, known);
  let own = known.get(port);
  if (!own) {
    const folderOf = (path: string) => FOLDERS.find((folder) => path.startsWith(`${ROOT}${folder}/`));
    const files = [...rom].filter(([path]) => folderOf(path) === undefined);
    const instead = [...rom]
      .filter(([path]) => folderOf(path) === port)
      .map(([path, bytes]) => [ROOT + path.slice(ROOT.length + port.length + 1), bytes] as const);
    own = new Map([...files, ...instead]);
    known.set(port, own);
  }
  return own;
}
