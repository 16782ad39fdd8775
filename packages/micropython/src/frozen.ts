/* What of the files under /rom is Python on a real board too, frozen into its firmware; all else there stands for C code. */

const ROM = "/rom/";
const FROZEN = ["asyncio/", "neopixel.py", "dht.py", "onewire.py", "ds18x20.py", "rp2.py"];

/** Takes time like the program's own code, and is seen in tracebacks, where its path is the one behind /rom. */
export const isFrozen = (path: string): boolean =>
  path.startsWith(ROM) && FROZEN.some((name) => path.startsWith(name, ROM.length));
