import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  buffersOf,
  pwmLevelAt,
  Random,
  TraceTap,
  type McuState,
  type Nanos,
  type Simulation,
} from "@tickless/sim-core";
import type { ContactState } from "@tickless/devices/contact";
import type { LightsState } from "@tickless/devices/light-outputs";
import { registersOf, type Ssd1306State } from "@tickless/devices/ssd1306/state";
import { ProjectRun, readScenario } from "tickless";
import { firmwareFor } from "tickless/cli/firmware";
import { loadProject } from "tickless/cli/load-project";
import { describe, expect, it } from "vitest";
import { TraceStore } from "../src/store/trace-store.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const MOMENTS = process.env["TICKLESS_LONG"] ? 10_000 : 1000;
/** The recording reaches the store in so many pieces. */
const PIECES = 37;
/** Faults of a contact. */
const BROKEN = ["stuck-open", "stuck-closed", "flaky"];
/** How long the picture is exposed of which the means are compared, ns. */
const EXPOSURE = 16e6;

/** The folders with a diagram.json; a chapter may hold several. */
const projects = (folder: string): string[] =>
  readdirSync(`${root}${folder}`, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${folder}/${entry.name}`)
    .flatMap((path) => (existsSync(`${root}${path}/diagram.json`) ? [path] : projects(path)));

function start(path: string): ProjectRun {
  const project = loadProject(path, root);
  const text = project.scenarios[0];
  const scenario = text && readScenario(text.text, text.file).scenario;
  return new ProjectRun(project, { firmware: firmwareFor(project), clock: () => 0, ...(scenario ? { scenario } : {}) });
}

/** Runs a project to its end; the store gets the recording as the page's would. */
function record(path: string): { readonly store: TraceStore; readonly end: Nanos } {
  const { sim, until } = start(path);
  const store = new TraceStore();
  const tracks = sim.trace.tracks.map(({ name, kind }) => ({ name, kind }));
  store.receive({ kind: "begin", run: 1, tracks, ghost: false });
  const tap = new TraceTap(sim.trace);
  for (let piece = 1; piece <= PIECES; piece++) {
    sim.runUntil(Math.round((until * piece) / PIECES));
    const delta = tap.take(sim.now);
    store.receive({ kind: "delta", run: 1, delta: structuredClone(delta, { transfer: buffersOf(delta) }) });
  }
  return { store, end: sim.now };
}

/** The state of each part, as it is in a snapshot. */
const statesOf = (sim: Simulation): Readonly<Record<string, unknown>> =>
  Object.fromEntries(sim["contexts"].map(({ id, state }) => [id, state]));

/** The store's answer to what the board is, by track name. */
class Shown {
  private readonly state: ReturnType<TraceStore["stateAt"]>;
  private readonly places: ReadonlyMap<string, number>;

  constructor(
    private readonly store: TraceStore,
    private readonly time: Nanos,
  ) {
    this.state = store.stateAt(time, EXPOSURE);
    this.places = new Map(store.info().tracks.map(({ name }, index) => [name, index]));
  }

  get tracks(): readonly string[] {
    return [...this.places.keys()];
  }

  value(track: string): number | undefined {
    const place = this.places.get(track);
    return place === undefined ? undefined : this.state.values[place];
  }

  pixels(track: string): Uint8Array | undefined {
    return this.state.pixels[track];
  }

  serial(mcu: string): string {
    return this.store.serial(`${mcu}.serial`, this.time, 1e9).text;
  }

  /** The level of a pin, that of a pulse train by its edges. */
  level(track: string): number | undefined {
    if (this.value(track) !== 4) return this.value(track);
    const lanes = [{ id: track, kind: "pin", tracks: [track] }] as const;
    const [pin] = this.store.columns({ start: this.time, end: this.time + 1, width: 4, lanes, layer: "current" }).lanes;
    if (pin?.kind !== "pin" || !pin.trains || !pin.phases) return undefined;
    const [, periodNs, highNs] = pin.trains;
    return pwmLevelAt({ periodNs: periodNs!, highNs: highNs!, startNs: pin.phases[0]! }, this.time);
  }
}

function comparePins(shown: Shown, sim: Simulation): void {
  for (const mcu of sim.mcus) {
    const nets = sim.board.parts.find(({ id }) => id === mcu.id)!.nets;
    for (const { pin, adc } of mcu.spec.gpios) {
      const track = `${mcu.id}.${pin}`;
      const net = nets.get(pin)!;
      const { volts, pwm } = sim.wires.network.state(net);
      expect([track, shown.level(track)]).toEqual([track, sim.wires.level(net)]);
      if (shown.value(track) === 4) expect(shown.value(`${track}.pwm`)).toBe(pwm!.highNs / pwm!.periodNs);
      if (adc !== undefined) expect([track, shown.value(`${track}.volts`)]).toEqual([track, volts]);
    }
  }
}

/** What runs on the boards, and what they said. */
function compareMcus(shown: Shown, sim: Simulation, said: ReadonlyMap<string, string>): void {
  for (const { id, interrupts, spec } of sim.mcus) {
    const { i2c } = statesOf(sim)[id] as McuState;
    expect(shown.serial(id)).toBe(said.get(id));
    expect(shown.value(`${id}.interrupts`) || 0).toBe(Math.min(1, interrupts.depth));
    i2c.buses.slice(0, spec.i2c.defaults.length).forEach(({ controller: { transaction } }, bus) => {
      expect(shown.value(`${id}.i2c${bus}`) || 0).toBe(transaction ? 1 : 0);
    });
  }
}

/** What a part's state says of its tracks: a LED's `brightness`, a button's `contact`, and numbers by their names. */
function* toldBy(state: unknown): Iterable<readonly [track: string, value: number]> {
  const { lights, contact, ...others } = (state ?? {}) as Partial<LightsState> & Record<string, unknown>;
  if (lights?.length === 1) yield ["brightness", lights[0]!.brightness];
  if (typeof contact === "object") yield ["contact", (contact as ContactState).closed];
  for (const [name, value] of Object.entries(others)) if (typeof value === "number") yield [name, value];
}

function compareParts(shown: Shown, sim: Simulation): number {
  let compared = 0;
  for (const [id, state] of Object.entries(statesOf(sim))) {
    for (const [name, value] of toldBy(state)) {
      if (shown.value(`${id}.${name}`) === undefined) continue;
      // A broken contact conducts otherwise than its spring would have it.
      if (name === "contact" && BROKEN.some((fault) => (shown.value(`${id}.${fault}`) ?? 0) > 0)) continue;
      expect([id, name, shown.value(`${id}.${name}`)]).toEqual([id, name, value]);
      compared++;
    }
    if (shown.pixels(`${id}.gddram`)) compareDisplay(shown, id, state as Ssd1306State);
  }
  const faults = shown.tracks.filter((track) => track.endsWith(".faults"));
  expect(faults.reduce((sum, track) => sum + (shown.value(track) || 0), 0)).toBe(sim.faultCount);
  return compared;
}

/** What a transfer under way has written is recorded when it ends. */
function compareDisplay(shown: Shown, id: string, state: Ssd1306State): void {
  const { gddram, dirty, recorded } = state;
  const shownRam = shown.pixels(`${id}.gddram`)!;
  const wrong = [...gddram.keys()].filter((at) => !dirty[at] && gddram[at] !== (shownRam[at] ?? 0));
  expect(wrong).toEqual([]);
  expect(shown.pixels(`${id}.registers`)).toEqual(recorded);
  const busy = shown.tracks.some((track) => /\.i2c\d$/.test(track) && shown.value(track) === 1);
  if (!busy) expect([dirty.includes(1), registersOf(state)]).toEqual([false, recorded]);
}

/** The store's board is the simulation's own, at any time: each example is run once for the store and once beside it. */
describe.each(projects("examples"))("%s", (path) => {
  it(`is shown as it is, at ${MOMENTS} random times`, () => {
    const { store, end } = record(path);
    const { sim } = start(path);
    const said = new Map(sim.mcus.map(({ id }) => [id, ""]));
    const decoders = new Map(sim.mcus.map(({ id }) => [id, new TextDecoder()]));
    for (const { id, serial } of sim.mcus) {
      serial.onOutput((bytes) => void said.set(id, said.get(id)! + decoders.get(id)!.decode(bytes, { stream: true })));
    }
    const random = new Random(1, path);
    const moments = Array.from({ length: MOMENTS }, () => random.int(0, end)).sort((a, b) => a - b);
    let compared = 0;
    for (const moment of moments) {
      sim.runUntil(moment);
      const shown = new Shown(store, moment);
      comparePins(shown, sim);
      compareMcus(shown, sim, said);
      compared += compareParts(shown, sim);
    }
    expect(compared).toBeGreaterThanOrEqual(MOMENTS);
  });
});
