/**
 * Relay module `wokwi-relay-module`: a changeover contact behind a transistor, with a light for the coil.
 *
 * Pins: VCC, GND, IN; contacts COM, NO (open at rest), NC (closed at rest).
 * Source: Songle SRD-03VDC-SL-C and SRD-05VDC-SL-C (contact at most 100 milliohm, operates within 10 ms, releases within 5 ms, must
 *   operate at 75 % of its voltage, drops out at 10 %). The coil is taken to be the one that suits the supply.
 *
 * Attributes
 *   transistor  "npn" (default): a high IN switches the coil on, an open IN is low (1 kilohm to the base). "pnp": a low IN switches
 *               it on, an open IN is pulled to VCC by 10 kilohm.
 *   bounce      "0": the contacts do not bounce.
 * Outputs: `coil` 1 with current; `no`, `nc` 1 closed. On operating NC opens after 7 ms and NO closes after 10 ms, on releasing NO
 *   opens after 2 ms and NC closes after 5 ms; closing bounces for about 1 ms. A pulse that ends before that moves nothing.
 * Faults: `no-power`: IN asks for the coil, and between VCC and GND there are less than 2.25 V.
 * What can break: see contact-faults.ts; stuck-closed at NO is a welded contact, with NC closing all the same.
 * A pulse train faster than 100 Hz at IN is its average: the coil is on from a duty of 75 % on and off from 10 % down.
 *
 * Not modelled: the coil's current from VCC; arcs and wear; how the load burdens the contact; an optocoupler.
 */
import {
  analog,
  defineDevice,
  dutyOf,
  ms,
  pull,
  toggles,
  type DeviceContext,
  type Nanos,
  type Pin,
} from "@tickless/sim-core";
import { choiceAttribute, textAttribute } from "./attributes.js";
import { bounceTrain, DEFAULT_GAPS } from "./bounce.js";
import { declareFaultsOfContacts } from "./contact-faults.js";
import { voltsAcross } from "./supply-volts.js";

const CLOSED_OHMS = 0.05;
/** After the coil changed: when the contact that was closed opens, and when the other closes. */
const OPERATE: readonly [Nanos, Nanos] = [ms(7), ms(10)];
const RELEASE: readonly [Nanos, Nanos] = [ms(2), ms(5)];
const BOUNCE = { median: ms(1), max: ms(3), sigma: 0.4, edges: [3, 15], gaps: DEFAULT_GAPS } as const;
/** 75 % and 10 % of the smaller coil's voltage. */
const OPERATE_VOLTS = 2.25;
const DROP_VOLTS = 0.3;
const OPERATE_SHARE = 0.75;
const DROP_SHARE = 0.1;
const AVERAGED: Nanos = ms(10);
const BASE_OHMS = 11_000;
const PULL_UP_OHMS = 10_000;

interface RelayState {
  coil: 0 | 1;
  /** Where the armature is: 1 at NO, 0 at NC, 0.5 on its way. */
  armature: 0 | 0.5 | 1;
  /** The bounce under way of the contact that closes: durations, the next one's index, and whether it is closed. */
  train: readonly Nanos[];
  next: number;
  closed: boolean;
  /** Where the mechanics have NC and NO: 1 closed. */
  readonly contacts: [0 | 1, 0 | 1];
  unpowered: boolean;
}

type Context = DeviceContext<RelayState>;

function connect(ctx: Context): void {
  const npn = choiceAttribute(ctx, "transistor", ["npn", "pnp"], "npn") === "npn";
  const bounces = textAttribute(ctx.attributes, "bounce") !== "0";
  const [vcc, gnd, input] = [ctx.pin("VCC"), ctx.pin("GND"), ctx.pin("IN")];
  const coil = ctx.output("coil", "output");
  coil.write(0);
  const armature = contacts(ctx, bounces);

  const update = (): void => {
    const volts = voltsAcross(vcc, gnd);
    const share = npn ? shareHigh(input) : 1 - shareHigh(input);
    const asked = ctx.state.coil === 1 ? share > DROP_SHARE : share >= OPERATE_SHARE;
    const enough = volts > (ctx.state.coil === 1 ? DROP_VOLTS : OPERATE_VOLTS);
    reportPower(ctx, asked && !enough, volts);
    const on = asked && enough ? 1 : 0;
    if (on === ctx.state.coil) return;
    coil.write((ctx.state.coil = on));
    armature();
  };
  const powered = (): void => {
    input.set(npn ? analog(0, BASE_OHMS) : pull(Math.max(0, voltsAcross(vcc, gnd)), PULL_UP_OHMS));
    update();
  };
  input.set(npn ? analog(0, BASE_OHMS) : pull(0, PULL_UP_OHMS));
  ctx.watchState(vcc, powered);
  ctx.watchState(gnd, powered);
  // After the supply: at power-on the pull-up is there before IN is looked at.
  const edges = ctx.watchLevel(input, update);
  ctx.watchState(input, () => {
    edges.active = !isAveraged(input);
    update();
  });
}

/** The two contacts. Returns what to call when the coil has changed. */
function contacts(ctx: Context, bounces: boolean): () => void {
  const links = [ctx.link("COM", "NC"), ctx.link("COM", "NO")] as const;
  const tracks = [ctx.output("nc", "output"), ctx.output("no", "output")] as const;
  const apply = (which: 0 | 1, closed: 0 | 1): void => {
    links[which].set(closed ? CLOSED_OHMS : Infinity);
    tracks[which].write(closed);
  };
  const contact = (which: 0 | 1) => ({
    closed: () => ctx.state.contacts[which],
    apply: (closed: 0 | 1) => apply(which, closed),
  });
  // A relay that is worn out is welded at NO.
  const settle = declareFaultsOfContacts(ctx, [contact(0), contact(1)], "1 NC, 2 NO", 2);
  const set = (which: 0 | 1, closed: boolean): void => {
    ctx.state.contacts[which] = closed ? 1 : 0;
    settle[which]?.();
  };
  apply(0, 1);
  apply(1, 0);
  const edge = ctx.timer(() => {
    const { state } = ctx;
    state.closed = !state.closed;
    set(state.coil, state.closed);
    state.next++;
    goOn();
  });
  const goOn = (): void => {
    const duration = ctx.state.train[ctx.state.next];
    if (duration !== undefined) edge.start(duration);
  };
  const move = ctx.timer(() => {
    const { state } = ctx;
    if (state.armature !== 0.5) {
      // The contact that it leaves opens, wherever its bounce was.
      if (state.closed) set(state.armature, false);
      const [opens, closes] = state.coil ? OPERATE : RELEASE;
      ctx.state = { ...state, armature: 0.5, closed: false };
      return move.start(closes - opens);
    }
    const train = bounces ? bounceTrain(ctx.random, BOUNCE) : [];
    ctx.state = { ...state, armature: state.coil, train, next: 0, closed: true };
    set(state.coil, true);
    goOn();
  });
  return () => {
    const { coil, armature } = ctx.state;
    edge.stop();
    // It falls back to where it still is; its contact stays, or closes again if it was just bouncing.
    if (armature === coil) {
      move.stop();
      if (!ctx.state.closed) set(coil, (ctx.state.closed = true));
      return;
    }
    const [opens, closes] = coil ? OPERATE : RELEASE;
    move.start(armature === 0.5 ? closes - opens : opens);
  };
}

/** A train that the coil's inductance smooths. */
function isAveraged(pin: Pin): boolean {
  const { pwm } = pin.state;
  return pwm !== null && toggles(pwm) && pwm.periodNs < AVERAGED;
}

const shareHigh = (pin: Pin): number => {
  const { pwm } = pin.state;
  return pwm && isAveraged(pin) ? dutyOf(pwm) : pin.read();
};

function reportPower(ctx: Context, wrong: boolean, volts: number): void {
  if (wrong && !ctx.state.unpowered) {
    ctx.fault("no-power", `IN asks for the coil, but there are ${volts.toFixed(1)} V between VCC and GND`);
  }
  ctx.state.unpowered = wrong;
}

export const relayModule = defineDevice<RelayState>({
  type: "wokwi-relay-module",
  pins: ["VCC", "GND", "IN", "NC", "COM", "NO"],
  roles: { IN: "input" },
  // By the attribute `transistor` down, or up.
  pullDowns: ["IN"],
  attributes: ["transistor", "bounce"],
  createState: () => ({ coil: 0, armature: 0, train: [], next: 0, closed: true, contacts: [1, 0], unpowered: false }),
  connect,
});
