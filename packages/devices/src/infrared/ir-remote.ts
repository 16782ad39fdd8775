/**
 * Infrared remote `wokwi-ir-remote` with 20 keys: it sends to every receiver of the project, without wires.
 *
 * Pins: none.
 * Source: NEC µPD6121 data sheet (frames: see nec.ts); address 0 and the keys' commands as on Wokwi's part.
 *
 * Attributes: key, accepted, without effect.
 * Controls: one for each key: `key-power`, `key-menu`, `key-test`, `key-plus`, `key-back`, `key-previous`, `key-play`, `key-next`,
 *   `key-minus`, `key-c`, `key-0` to `key-9`. A press sends the frame of the key, 67.5 ms, and every 108 ms a repeat code while it is held. A
 *   key that is pressed meanwhile is sent at the next of these times, even if it is up again by then; of several the last one.
 * Outputs: `sending`, the command while its frame or repeat code is sent, else -1.
 *
 * Not modelled: the carrier of 38 kHz itself, distance, direction, an empty battery; bounce of the keys.
 */
import { defineDevice, type DeviceContext, type Nanos } from "@tickless/sim-core";
import { NEC_PERIOD, NEC_REPEAT, necFrame } from "./nec.js";
import { REMOTE_KEYS } from "./remote-keys.js";

const ADDRESS = 0;
const NONE = -1;

interface RemoteState {
  /** Commands of keys: held down; to be sent next; sent last. */
  held: number;
  wanted: number;
  last: number;
  /** When the present code began, and its durations from the one under way on; none: it waits for the next time to send. */
  begun: Nanos;
  train: readonly Nanos[];
  next: number;
}

function connect(ctx: DeviceContext<RemoteState>): void {
  const sending = ctx.output("sending", "output");
  sending.write(NONE);
  const begin = (train: readonly Nanos[]): void => {
    Object.assign(ctx.state, { begun: ctx.now, train, next: 0 });
    sending.write(ctx.state.last);
    ctx.infrared(true);
    timer.start(train[0] as Nanos);
  };
  const send = (command: number): void => {
    Object.assign(ctx.state, { wanted: NONE, last: command });
    begin(necFrame(ADDRESS, command));
  };
  const timer = ctx.timer(() => {
    const { state } = ctx;
    const { train, begun, held, wanted, last } = state;
    if (state.next < train.length) {
      // Marks have even numbers; behind the last one it stays dark.
      ctx.infrared(++state.next % 2 === 0);
      const duration = train[state.next];
      if (duration !== undefined) return timer.start(duration);
      sending.write(NONE);
      return timer.startAt(begun + NEC_PERIOD);
    }
    if (wanted !== NONE) send(wanted);
    else if (held !== NONE && held === last) begin(NEC_REPEAT);
  });
  for (const { name, command } of REMOTE_KEYS) {
    ctx.control(`key-${name}`, { min: 0, max: 1, initial: 0, kind: "momentary" }, (value) => {
      const { state } = ctx;
      if (value < 0.5) {
        if (state.held === command) state.held = NONE;
      } else if (state.held !== command) {
        state.held = command;
        if (timer.pending) state.wanted = command;
        else send(command);
      }
    });
  }
}

export const irRemote = defineDevice<RemoteState>({
  type: "wokwi-ir-remote",
  pins: [],
  attributes: ["key"],
  createState: () => ({ held: NONE, wanted: NONE, last: NONE, begun: 0, train: [], next: 0 }),
  connect,
});
