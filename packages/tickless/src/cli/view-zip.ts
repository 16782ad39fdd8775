import { isCapture, isForBoard, isLeftOut, isNamed, isScenario } from "../project-files.js";
import { filesInZip } from "./load-zip.js";
import { MAX_FILE_BYTES, textOf, type ProjectTexts } from "./view-texts.js";

/** What the viewer opens of a zip: the same as of a folder with its files. Throws UsageError. */
export function zipTexts(path: string, shown: string): ProjectTexts {
  const files: Record<string, string> = {};
  const binary: Record<string, string> = {};
  const entries = [...filesInZip(path, shown)].filter(([name]) => !name.split("/").some(isLeftOut));
  const decoder = new TextDecoder();
  const scenarios = entries.filter(([name]) => isScenario(name)).map(([, bytes]) => decoder.decode(bytes));
  for (const [name, bytes] of entries) {
    if (isCapture(name) && !isNamed(name, scenarios)) continue;
    const text = bytes.length <= MAX_FILE_BYTES || isCapture(name) ? textOf(bytes) : undefined;
    if (text !== undefined) files[name] = text;
    else if (isForBoard(name)) binary[name] = Buffer.from(bytes).toString("base64url");
  }
  const name = shown.replace(/^.*[\\/]/, "").replace(/\.zip$/i, "");
  return { name, files, ...(Object.keys(binary).length > 0 ? { binary } : {}) };
}
