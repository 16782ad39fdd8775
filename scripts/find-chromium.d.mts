/** The path of a Chromium that runs; installs one if need be. Throws when it cannot. */
export function findChromium(): Promise<string>;
export const CHROMIUM_FLAGS: readonly string[];
