import { ms, type Bench } from "tickless/testing";
import { timeText } from "../tests/measures.js";
import type { FiguresOf } from "../tests/rig.js";

const LEDS = { GP19: "the green one", GP18: "the yellow one" } as const;

/** All changes of both LEDs in order. */
const changes = (sim: Bench) =>
  Object.keys(LEDS)
    .flatMap((pin) =>
      sim
        .pin(pin)
        .edges()
        .map(({ time }) => ({ time, pin: pin as keyof typeof LEDS })),
    )
    .sort((a, b) => a.time - b.time);

const figures: FiguresOf = (rig) => {
  const [before, own, asyncio] = [rig.run(), rig.run(4), rig.run(5)].map(changes) as [Changes, Changes, Changes];
  const inOrder = own.filter(({ pin }, index) => asyncio[index]?.pin === pin);
  const shifts = inOrder.map(({ time }, index) => Math.abs(asyncio[index]!.time - time));
  return {
    first: LEDS[before.find(({ time }) => time > ms(590))!.pin],
    dots: `${own.filter(({ pin }) => pin === "GP19").length / 2}`,
    edges: `${inOrder.length}`,
    shift: timeText(Math.max(...shifts)),
  };
};
type Changes = ReturnType<typeof changes>;
export default figures;
