import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folder, view } from "./support/folder.js";
import { openViewer } from "./support/viewer.js";

const MAIN = { "main.py": 'from time import sleep_ms\nwhile True:\n    print("tick")\n    sleep_ms(100)\n' };

describe("tickless view", () => {
  it("shows the project of the folder", async () => {
    const viewer = await (await openViewer({ url: await view(folder(MAIN)), query: "t=1s" })).ready();
    expect((await viewer.project()).files).toEqual(MAIN);
    await viewer.openTab("Serial");
    await expect.poll(() => viewer.panel.textContent()).toContain("tick");
  });

  it("runs the project again when it changes on disk", async () => {
    const path = folder(MAIN);
    const viewer = await (await openViewer({ url: await view(path), query: "t=1s" })).ready();
    const { run } = (await viewer.status())!;
    writeFileSync(join(path, "main.py"), MAIN["main.py"].replace("tick", "tock"));
    await viewer.rerunSince(run);
    await viewer.openTab("Serial");
    await expect.poll(() => viewer.panel.textContent()).toContain("tock");
  });

  it("lets the page make no code from text, and talk to nobody else", async () => {
    const viewer = await openViewer({ example: "01", query: "t=0s", allow: /Content Security Policy|fetch|ERR_/i });
    const outcome = await viewer.page.evaluate(async () => {
      // From a timer, as scripts of the page do it; what a debugger evaluates is not restricted.
      const made = await new Promise<string>((resolve) => {
        setTimeout(() => {
          try {
            // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
            resolve(String(new Function("return 'made'")()));
          } catch (error) {
            resolve((error as Error).name);
          }
        });
      });
      const sent = await fetch("http://127.0.0.1:1/").then(
        () => "sent",
        (error: Error) => error.name,
      );
      return { made, sent };
    });
    expect(outcome).toEqual({ made: "EvalError", sent: "TypeError" });
  });
});
