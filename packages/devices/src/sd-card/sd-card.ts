/**
 * Micro SD card `wokwi-microsd-card`, in a socket on a small board. It works in SPI mode.
 *
 * Pins: VCC, GND, SCK, DI (MOSI), DO (MISO), CS, CD (card detect: connected to GND while there is no card, open with one).
 * Source: SD Association, Physical Layer Simplified Specification, version 6.00, chapter 7; the socket is that of Adafruit's
 *   breakout board 254. Typical times: 20 ms to start, 200 us until a sector can be read, 1 ms to write one.
 *   The card has 8 MiB and standard capacity, and is formatted with FAT16. The project's files are on it.
 *
 * Controls
 *   inserted    1: the card is in its socket
 * Outputs
 *   read        sectors that have been read
 *   written     sectors that have been written
 * Faults: no-power: clocked with less than 2.7 V; it does nothing then. early: CMD0 before 74 clocks with CS high; it is taken all the
 *   same. fast: the card is started with more than 400 kHz; it works all the same.
 *
 * Not modelled: the SD bus mode, cards of high capacity, erasing and write protection (CMD28 to CMD38: illegal commands), a
 * changed length of blocks, DO of a card that is not selected but driven by it for one more byte, wear.
 */
import { defineDevice, type DeviceContext, type SpiTransfer } from "@tickless/sim-core";
import { tell, type Excursions } from "../excursions.js";
import { voltsAcross } from "../supply-volts.js";
import { deselect, exchange, insertedCard, restarted, type CardState } from "./card.js";
import { formattedCard } from "./fat16.js";

const LEAST_VOLTS = 2.7;
const CLOSED_OHMS = 0.05;
const WAKING_CLOCKS = 74;
const START_HZ = 400_000;

interface State {
  card: CardState;
  inserted: boolean;
  powered: boolean;
  /** Clocks with CS high since power came. */
  clocks: number;
  recorded: { read: number; written: number };
  told: Excursions;
}

type Context = DeviceContext<State>;

function connect(ctx: Context): void {
  const { sectors, left } = formattedCard(ctx.files);
  if (left.length > 0) ctx.warn(`there is no room on the card for ${left.join(", ")}`);
  const [read, written] = [ctx.output("read", "output"), ctx.output("written", "output")];
  read.write(0);
  written.write(0);
  const detect = ctx.link("CD", "GND");
  detect.set(Infinity);
  const cs = ctx.pin("CS");
  const [vcc, gnd] = [ctx.pin("VCC"), ctx.pin("GND")];

  const restart = (): void => {
    ctx.state.card = restarted(ctx.state.card);
    ctx.state.clocks = 0;
  };
  const look = (): void => {
    const powered = voltsAcross(vcc, gnd) >= LEAST_VOLTS;
    if (powered !== ctx.state.powered) restart();
    ctx.state.powered = powered;
    if (powered) tell(ctx, "no-power", false, "");
  };
  const record = (): void => {
    const { counts } = ctx.state.card;
    if (counts.read !== ctx.state.recorded.read) read.write((ctx.state.recorded.read = counts.read));
    if (counts.written !== ctx.state.recorded.written) written.write((ctx.state.recorded.written = counts.written));
  };
  const transfer = (transfer: SpiTransfer): Uint8Array | undefined => {
    const { state } = ctx;
    if (!state.inserted || !state.powered) {
      tell(ctx, "no-power", state.inserted, "it is clocked, but there is no supply between VCC and GND");
      return undefined;
    }
    if (cs.read() === 1) {
      state.clocks += transfer.bits * transfer.data.length;
      return undefined;
    }
    const wasSpi = state.card.spi;
    const byteNs = transfer.bit * transfer.bits;
    const out = transfer.data.map((byte, at) =>
      exchange(state.card, sectors, byte, Math.round(transfer.start + (at + 1) * byteNs)),
    );
    if (!wasSpi && state.card.spi) complain(ctx, transfer);
    record();
    return out;
  };

  ctx.spiTarget({ sck: ctx.pin("SCK"), mosi: ctx.pin("DI"), miso: ctx.pin("DO") }, { transfer });
  ctx.watchLevel(cs, () => {
    if (cs.read() === 1) deselect(ctx.state.card);
  });
  ctx.watchState(vcc, look);
  ctx.watchState(gnd, look);
  const insert = (value: number): void => {
    ctx.state.inserted = value >= 0.5;
    detect.set(ctx.state.inserted ? Infinity : CLOSED_OHMS);
    restart();
  };
  ctx.control(
    "inserted",
    { min: 0, max: 1, initial: 1, step: 1, kind: "switch", description: "the card is in its socket" },
    insert,
  );
}

/** It has been reset for the first time. */
function complain(ctx: Context, { bit }: SpiTransfer): void {
  const { clocks } = ctx.state;
  tell(
    ctx,
    "early",
    clocks < WAKING_CLOCKS,
    `CMD0 after ${clocks} clocks with CS high: an SD card wants ${WAKING_CLOCKS} first`,
  );
  const hz = 1e9 / bit;
  tell(ctx, "fast", hz > START_HZ, `started with ${(hz / 1000).toFixed(0)} kHz: an SD card wants 400 at most`);
}

export const microSdCard = defineDevice<State>({
  type: "wokwi-microsd-card",
  pins: ["CD", "DO", "GND", "SCK", "VCC", "DI", "CS"],
  roles: { VCC: "power", GND: "ground", SCK: "input", DI: "input", CS: "input", DO: "output" },
  attributes: [],
  createState: () => ({
    ...{ card: insertedCard(), inserted: true, powered: false, clocks: 0, told: [] },
    recorded: { read: 0, written: 0 },
  }),
  connect,
});
