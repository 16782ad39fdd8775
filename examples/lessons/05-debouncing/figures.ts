import { grouped, percent, responses, timeText } from "../tests/measures.js";
import type { FiguresOf, Rig } from "../tests/rig.js";
import { METHODS, PROFILES, projectWith, pressTwice, SEEDS, unpacked, type Method, type Sweep } from "./sweep.js";

/** Steps of the lesson after which each way runs. */
const STEPS = { naive: 0, timed: 3, state_machine: 4, tasks: 5 } as const;
const REACTIONS = 10;

/** From a press to its first count, with the average contact: the median. */
function reactionOf(rig: Rig, method: Method): number {
  const project = projectWith(rig.project, method, "average");
  const delays = Array.from({ length: REACTIONS }, (_, index) => {
    const sim = pressTwice(project, index + 1);
    return responses(sim.track("btn1.pressed").edges({ kind: "rising" }), sim.serial.timedLines()).delays;
  });
  const sorted = delays.flat().sort((a, b) => a - b);
  return sorted[sorted.length >> 1]!;
}

const figures: FiguresOf = (rig) => {
  // Made by `npm run lessons:sweep`; sweep.test.ts runs its first seeds again.
  const sweep = JSON.parse(rig.text("sweep.json")) as Sweep;
  const figures: Record<string, string> = { seeds: grouped(SEEDS) };
  for (const method of METHODS) {
    const sim = rig.run(STEPS[method]);
    figures[method] = `${sim.serial.lines.length}`;
    figures[`${method}-reaction`] = timeText(reactionOf(rig, method));
    for (const profile of PROFILES) {
      const failed = unpacked(sweep[method][profile]).filter(Boolean).length;
      figures[`${method}-${profile}`] = percent(failed / SEEDS);
    }
  }
  const [contact, machine, outlier] = [rig.run(), rig.run(4), rig.run(7)];
  const pressed = contact.track("btn1.pressed").edges()[0]!.time;
  const edges = contact.pin("GP14").edges({ from: pressed - 1, to: pressed + 50e6 });
  figures["falls"] = `${edges.filter(({ kind }) => kind === "falling").length}`;
  figures["bounce"] = timeText(edges.at(-1)!.time - edges[0]!.time);
  figures["reaction"] = timeText(machine.serial.timedLines()[0]!.time - pressed);
  figures["outlier"] = `${outlier.serial.lines.length}`;
  return figures;
};
export default figures;
