import { describe, expect, it } from "vitest";
import { serveFolder } from "./support/folder.js";
import { openViewer } from "./support/viewer.js";

/** One board speaks to another, which listens at another speed at first. */
const part = (id: string, left: number) => ({ id, type: "board-pi-pico", left, top: 0, attrs: {} });
const MAIN = `import asyncio
from machine import UART

async def main():
    uart = UART(0, 9600, tx=0, rx=1)
    back = UART(1, 9600, tx=4, rx=5)
    await asyncio.sleep_ms(5)
    uart.write("Hello\\r\\n")
    await asyncio.sleep_ms(20)
    back.init(9600, parity=0)
    uart.write("Hi")
    while True:
        await asyncio.sleep_ms(50)

asyncio.run(main())
`;
const DIAGRAM = {
  version: 1,
  parts: [part("pico", 0)],
  connections: [["pico:GP0", "pico:GP5", "green", ["v10"]]],
};

describe("an UART in the timeline", () => {
  it("has its bytes in boxes, and is searched for text", async () => {
    const files = { "main.py": MAIN, "diagram.json": JSON.stringify(DIAGRAM), "tickless.yaml": "duration: 60ms\n" };
    const url = await serveFolder(files);
    for (const theme of ["dark", "light"]) {
      const viewer = await (await openViewer({ url, query: `t=8ms&view=4ms-13ms&theme=${theme}` })).ready();
      const lane = viewer.timeline.locator('[data-lane="pico.uart0.tx"]');
      await expect.poll(() => lane.textContent()).toContain("UART0 TX");
      await viewer.page.waitForTimeout(300);
      await viewer.picture(`${theme}-uart`);
      await viewer.page.evaluate(() => window.__tickless!.session.show({ start: 24e6, end: 34e6 }));
      await viewer.page.waitForTimeout(300);
      await viewer.picture(`${theme}-uart-wrong`);
      await viewer.seek(0);
      await viewer.page.keyboard.press("/");
      await viewer.timeline.getByRole("searchbox").fill("hello");
      await viewer.page.keyboard.press("Enter");
      const first = await viewer.page.evaluate(() =>
        window.__tickless!.session.store.search({ kind: "any", text: "hello" }, 0, 1, 1),
      );
      expect(first[0]?.track).toBe("pico.uart0.tx");
      await expect.poll(() => viewer.cursor()).toBe(first[0]!.time);
    }
  });
});
