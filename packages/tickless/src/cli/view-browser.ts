import { spawn } from "node:child_process";
import type { Io } from "./io.js";

/** How a program shows a page in the user's browser on this system; undefined: nobody would see it. */
export function browserCommand(
  platform: NodeJS.Platform,
  env: Io["env"],
  url: string,
): readonly [command: string, ...args: string[]] | undefined {
  if (env["CI"]) return undefined;
  if (platform === "darwin") return ["open", url];
  if (platform === "win32") return ["cmd", "/c", "start", "", url];
  // Without a screen it would be a browser in the terminal, if any.
  return env["DISPLAY"] || env["WAYLAND_DISPLAY"] ? ["xdg-open", url] : undefined;
}

/** Opens the page if that can be done; there is always the printed address. */
export function openBrowser(url: string, env: Io["env"]): void {
  const [command, ...args] = browserCommand(process.platform, env, url) ?? [];
  if (command === undefined) return;
  const child = spawn(command, args, { stdio: "ignore", detached: true });
  child.on("error", () => undefined);
  child.unref();
}
