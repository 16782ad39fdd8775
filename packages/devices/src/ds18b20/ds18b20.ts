/**
 * Thermometer `wokwi-ds18b20` or `board-ds18b20`, on 1-Wire.
 *
 * Pins: VCC, GND; DQ, open drain: it needs a pull-up (4.7 kilohm, or that of a pin).
 * Source: Maxim DS18B20 data sheet (19-7487): commands (table 3), scratchpad (figure 9), resolution (table 2: 9 to 12 bits, 93.75 to
 *   750 ms); wire and slots: slots.ts. DS18S20 for family code 10.
 *
 * Attributes
 *   temperature  at first, °C (22)
 *   deviceID     serial number, 12 hexadecimal digits in the order in which the bytes are sent (010203040506)
 *   familyCode   28 (DS18B20; default), 22 (DS1822) or 10 (DS18S20), hexadecimal
 * Controls: `temperature` -55 to 125 °C.
 * Outputs: `measured`, what its scratchpad tells, °C (85 from power-up until the first conversion is over); `converting` 1 while it
 *   converts.
 * Faults: `early-read`, the scratchpad was read before a conversion was over, or without one; `unknown-command`, `unknown-rom-command`; `timing`, a low
 *   that is neither a reset nor a bit; `no-power`, a reset came, but there is no supply. Each is told
 *   when it begins.
 * What it measures is the temperature at the end of the conversion. TH, TL and the resolution outlast power only when they have
 * been copied to the EEPROM. Works from 3 V.
 *
 * Not modelled: parasite power (without VCC it does not work, and "read power supply" always tells of VCC); tolerance (±0.5 °C);
 * the time it takes to follow; a reset during "copy" or "recall" spoiling the EEPROM; edges that a long line rounds off.
 */
import { defineDevice, ms, type DeviceContext, type Pin } from "@tickless/sim-core";
import { numberAttribute, textAttribute } from "../attributes.js";
import { tell, type Excursions } from "../excursions.js";
import { declareSupply } from "../power.js";
import {
  configOf,
  conversionTime,
  FACTORY,
  isAlarm,
  POWER_ON,
  resolutionOf,
  scratchpadOf,
  sixteenths,
  userBytes,
  userLength,
} from "./memory.js";
import { bitOf, ROM_BITS, romOf } from "./rom.js";
import { Slots, slotsState, type SlotsState } from "./slots.js";

const CELSIUS = { min: -55, max: 125, fallback: 22 };
const LEAST_VOLTS = 3;
const COPY = ms(10);

const ROM = { read: 0x33, match: 0x55, skip: 0xcc, search: 0xf0, alarmSearch: 0xec };
const FUNCTION = { convert: 0x44, read: 0xbe, write: 0x4e, copy: 0x48, recall: 0xb8, power: 0xb4 };

/**
 * What the next slots are for: a ROM command, telling the own code, comparing the controller's code with the own one, the search's three slots a bit
 * (own bit, its inverse, the controller's choice), a function command, bytes to or from the controller, telling whether it is
 * still busy; off: somebody else is meant, until the next reset.
 */
type Stage =
  "off" | "rom" | "code" | "match" | "search" | "inverse" | "choice" | "function" | "get" | "give" | "status";

interface Ds18b20State {
  temperature: number;
  powered: boolean;
  slots: SlotsState;
  stage: Stage;
  /** Which bit of the code or of the bytes is next. */
  bit: number;
  /** What is being sent, or has been received. */
  bytes: number[];
  /** In 1/16 °C. */
  raw: number;
  user: number[];
  eeprom: number[];
  /** A conversion has ended since power-up. */
  converted: boolean;
  busy: "" | "convert" | "copy";
  told: Excursions;
}

class Thermometer {
  private readonly rom: readonly number[];
  private readonly family: number;
  private readonly timer;
  private readonly slots: Slots;
  private readonly measured;
  private readonly converting;

  constructor(private readonly ctx: DeviceContext<Ds18b20State>) {
    this.family = Number.parseInt(hexAttribute(ctx, "familyCode", 1, "28"), 16);
    const serial = hexAttribute(ctx, "deviceID", 6, "010203040506").match(/../g) ?? [];
    this.rom = romOf(
      this.family,
      serial.map((digits) => Number.parseInt(digits, 16)),
    );
    this.measured = ctx.output("measured", "output");
    this.converting = ctx.output("converting", "output");
    this.measured.write(POWER_ON);
    this.converting.write(0);
    this.timer = ctx.timer(() => this.done());
    const line: Pin = ctx.pin("DQ");
    this.slots = new Slots(ctx, line, () => ctx.state.slots, {
      reset: () => this.reset(),
      next: () => this.next(),
      sent: () => this.sent(),
      received: (bit) => this.received(bit),
      fault: (kind, message) => tell(ctx, kind, true, message),
    });
    const unpowered = ctx.watchLevel(line, () => this.unpowered(line));
    const supply = declareSupply(ctx, LEAST_VOLTS, () => {
      if (supply.volts > 0 === ctx.state.powered) return;
      ctx.state.powered = !ctx.state.powered;
      unpowered.active = !ctx.state.powered;
      this.switch(ctx.state.powered);
    });
    const initial = numberAttribute(ctx, "temperature", CELSIUS);
    ctx.state.temperature = initial;
    ctx.control("temperature", { min: CELSIUS.min, max: CELSIUS.max, initial, unit: "°C" }, (value) => {
      ctx.state.temperature = value;
    });
  }

  private switch(on: boolean): void {
    const { state } = this.ctx;
    this.timer.stop();
    this.slots.on = on;
    Object.assign(state, { stage: "off", converted: false, user: [...state.eeprom], told: [] });
    this.setBusy("");
    this.setRaw(POWER_ON * 16);
  }

  /** The line moves although there is no supply. */
  private unpowered(line: Pin): void {
    if (line.read() === 0 && this.ctx.now > 0) {
      tell(this.ctx, "no-power", true, "there is no supply of at least 3 V at VCC: it does not answer");
    }
  }

  private setRaw(raw: number): void {
    if (raw !== this.ctx.state.raw) this.measured.write(raw / 16);
    this.ctx.state.raw = raw;
  }

  private setBusy(busy: Ds18b20State["busy"]): void {
    const { state } = this.ctx;
    if ((busy === "convert") !== (state.busy === "convert")) this.converting.write(busy === "convert" ? 1 : 0);
    state.busy = busy;
  }

  private reset(): void {
    this.expect("rom");
  }

  private next(): 0 | 1 | "listen" | "off" {
    const { stage, bit, bytes, busy } = this.ctx.state;
    switch (stage) {
      case "off":
        return "off";
      case "code":
      case "search":
        return bitOf(this.rom, bit);
      case "inverse":
        return bitOf(this.rom, bit) ? 0 : 1;
      case "give":
        // Behind the last byte the line is left alone, which reads as ones.
        return bit < 8 * bytes.length ? bitOf(bytes, bit) : 1;
      case "status":
        return busy === "" ? 1 : 0;
      default:
        return "listen";
    }
  }

  private sent(): void {
    const { state } = this.ctx;
    if (state.stage === "search") state.stage = "inverse";
    else if (state.stage === "inverse") state.stage = "choice";
    else state.bit++;
    if (state.stage === "code" && state.bit === ROM_BITS) this.expect("function");
  }

  private received(bit: 0 | 1): void {
    const { state } = this.ctx;
    if (state.stage === "match" || state.stage === "choice") return this.compare(bit);
    const index = state.bit >> 3;
    state.bytes[index] = (state.bytes[index] ?? 0) | (bit << (state.bit & 7));
    state.bit++;
    if (state.bit % 8 !== 0) return;
    if (state.stage === "rom") this.romCommand(state.bytes[0] as number);
    else if (state.stage === "function") this.functionCommand(state.bytes[0] as number);
    else if (state.stage === "get") this.got();
  }

  private compare(bit: 0 | 1): void {
    const { state } = this.ctx;
    if (bit !== bitOf(this.rom, state.bit)) {
      state.stage = "off";
      return;
    }
    state.bit++;
    if (state.stage === "choice") state.stage = "search";
    if (state.bit === ROM_BITS) this.expect("function");
  }

  private expect(stage: Stage, bytes: readonly number[] = []): void {
    Object.assign(this.ctx.state, { stage, bit: 0, bytes });
  }

  private romCommand(command: number): void {
    const { state } = this.ctx;
    const searched = command === ROM.search || (command === ROM.alarmSearch && this.alarm);
    if (command === ROM.read) this.expect("code");
    else if (command === ROM.match) this.expect("match");
    else if (command === ROM.skip) this.expect("function");
    else if (searched) this.expect("search");
    else state.stage = "off";
    this.check("unknown-rom-command", ROM, command);
  }

  private get alarm(): boolean {
    const { converted, raw, user } = this.ctx.state;
    return converted && isAlarm(raw, userBytes(user));
  }

  private functionCommand(command: number): void {
    const { state } = this.ctx;
    if (command === FUNCTION.convert) this.convert();
    else if (command === FUNCTION.read) this.read();
    else if (command === FUNCTION.write) this.expect("get");
    else if (command === FUNCTION.copy) {
      if (state.busy === "") this.start("copy", COPY);
      this.expect("status");
    } else if (command === FUNCTION.recall) {
      state.user = [...state.eeprom];
      this.expect("status");
    } else if (command === FUNCTION.power) this.expect("give", [0xff]);
    else state.stage = "off";
    this.check("unknown-command", FUNCTION, command);
  }

  private convert(): void {
    const { state } = this.ctx;
    const bits = resolutionOf(this.family, state.user[2] as number);
    if (state.busy === "") this.start("convert", conversionTime(bits));
    this.expect("status");
  }

  private start(what: "convert" | "copy", length: number): void {
    this.setBusy(what);
    this.timer.start(length);
  }

  private done(): void {
    const { state } = this.ctx;
    if (state.busy === "copy") state.eeprom = [...state.user];
    else {
      state.converted = true;
      this.setRaw(sixteenths(state.temperature, resolutionOf(this.family, state.user[2] as number)));
    }
    this.setBusy("");
  }

  private read(): void {
    const { state } = this.ctx;
    const during = state.busy === "convert";
    const why = during
      ? "during a conversion: it tells the value of before"
      : "without one since power-up: it tells 85 °C";
    tell(this.ctx, "early-read", during || !state.converted, `the temperature was read ${why}`);
    this.expect("give", scratchpadOf(this.family, state.raw, userBytes(state.user)));
  }

  /** A byte for the scratchpad has come. */
  private got(): void {
    const { state } = this.ctx;
    const index = (state.bit >> 3) - 1;
    const byte = state.bytes[index] as number;
    state.user[index] = index === 2 ? configOf(byte) : byte;
    if (index + 1 === userLength(this.family)) state.stage = "off";
  }

  private check(kind: string, commands: Readonly<Record<string, number>>, command: number): void {
    const known = Object.values(commands).includes(command);
    tell(this.ctx, kind, !known, `0x${command.toString(16).padStart(2, "0")} is no command of a thermometer`);
  }
}

/** An attribute of so many bytes in hexadecimal digits; anything else is told, and taken for `fallback`. */
function hexAttribute(ctx: DeviceContext<unknown>, name: string, bytes: number, fallback: string): string {
  const text = textAttribute(ctx.attributes, name, fallback).replace(/^0x/i, "");
  if (/^[0-9a-f]+$/i.test(text) && text.length === 2 * bytes) return text;
  ctx.warn(`'${name}' is '${text}', taken for ${fallback}`, `write ${2 * bytes} hexadecimal digits, like ${fallback}`);
  return fallback;
}

export const ds18b20 = defineDevice<Ds18b20State>({
  type: "wokwi-ds18b20",
  aliases: ["board-ds18b20"],
  pins: ["GND", "DQ", "VCC"],
  roles: { DQ: "open-drain" },
  attributes: ["temperature", "deviceID", "familyCode"],
  createState: () => ({
    ...{ temperature: CELSIUS.fallback, powered: false, slots: slotsState(), stage: "off", bit: 0, bytes: [] },
    ...{ raw: POWER_ON * 16, user: [...FACTORY], eeprom: [...FACTORY], converted: false, busy: "", told: [] },
  }),
  connect: (ctx) => void new Thermometer(ctx),
});
