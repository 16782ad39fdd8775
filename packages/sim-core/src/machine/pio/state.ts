import type { PulseBits } from "./pulse-bits.js";

/* What the two PIO blocks of an RP2040 remember, as plain data; see pio.ts. */

export const BLOCKS = 2;
export const MACHINES = 4;
export const MEMORY = 32;
const FIFO = 4;
/** A FIFO that has the other's places as well. */
const JOINED = 8;

/** EXECCTRL, SHIFTCTRL and PINCTRL of a state machine (datasheet 3.7), without what only MicroPython's port never sets. */
export interface MachineConfig {
  wrapBottom: number;
  wrapTop: number;
  /** Pins that side-set takes, the enable bit not counted. */
  sideCount: number;
  sideBase: number;
  /** The first bit of side-set tells whether there is one. */
  sideOptional: boolean;
  sideDirections: boolean;
  outBase: number;
  outCount: number;
  setBase: number;
  setCount: number;
  inBase: number;
  jmpPin: number;
  inRight: boolean;
  outRight: boolean;
  autopush: boolean;
  autopull: boolean;
  /** Bits, 1 to 32. */
  pushAt: number;
  pullAt: number;
  /** What MOV STATUS tells: whether the one FIFO, or the other, has fewer words than this. */
  statusRx: boolean;
  statusBelow: number;
  txSize: number;
  rxSize: number;
}

export interface MachineState {
  on: boolean;
  config: MachineConfig;
  /** Cycles of the system's clock to one of the machine, in 256ths. */
  divider: number;
  /** The cycle of the system's clock in which the next instruction is executed, and the divider's fraction there. */
  at: number;
  fraction: number;
  pc: number;
  /** Where the program begins. */
  first: number;
  x: number;
  y: number;
  isr: number;
  osr: number;
  /** Bits shifted in, and bits shifted out; 32 of these: the register is empty. */
  isrCount: number;
  osrCount: number;
  /** An instruction that comes before the one at `pc`; -1: none. */
  exec: number;
  /** An `irq(block, …)` has set its flag and waits for it to be cleared. */
  irqWait: boolean;
  tx: number[];
  rx: number[];
  /** Pins that the program may look at, a bit a pin. */
  reads: number;
  /** The program waits for room in the one, or for a word in the other. */
  putting: boolean;
  getting: boolean;
  /** Bits told by the lengths of pulses, which do not appear on the wire one by one; null: none are being sent. */
  pulses: PulseBits | null;
}

export interface BlockState {
  memory: number[];
  /** Places that programs have taken. */
  used: number;
  /** What the block would drive, and whether, a bit a pin. */
  out: number;
  directions: number;
  /** Interrupt flags, eight of them. */
  flags: number;
  /** Which of the first four interrupt the processor; which have handlers of their own, and which the block's handler is for. */
  enabled: number;
  ownHandlers: number;
  blockHandler: number;
  /** Handlers that are hard ones: those of the machines, 16: the block's. */
  hard: number;
  machines: MachineState[];
}

export interface PioState {
  blocks: BlockState[];
  /** Cycle 0 of the blocks was at this time of the board's clock, with the system's clock at this frequency. */
  epoch: number;
  khz: number;
  /** The cycle at which the clock stands still; -1: it runs. */
  stoppedAt: number;
  /** What inputs are, a bit a pin, as far as any machine looks at them, and what they will be seen to be soon. */
  levels: number;
  changes: { from: number; levels: number }[];
  /** Pins that are looked at. */
  watched: number;
}

export function blockAfterReset(): BlockState {
  return {
    memory: new Array<number>(MEMORY).fill(0),
    ...{ used: 0, out: 0, directions: 0, flags: 0, enabled: 0, ownHandlers: 0, blockHandler: 0, hard: 0 },
    machines: Array.from({ length: MACHINES }, machineAfterReset),
  };
}

function machineAfterReset(): MachineState {
  const config = configOf(31 << 12, 3 << 18);
  const registers = { pc: 0, first: 0, x: 0, y: 0, isr: 0, osr: 0, isrCount: 0, osrCount: 32, exec: -1 };
  const rest = { irqWait: false, tx: [], rx: [], reads: 0, putting: false, getting: false, pulses: null };
  return copyOf({ on: false, config, divider: 256, at: 0, fraction: 0, ...registers, ...rest });
}

/**
 * A machine to be let run ahead. Field by field, since this is done for each word that passes a FIFO. The copy goes on writing where
 * the original will write the same.
 */
export function copyOf(m: MachineState): MachineState {
  return {
    on: m.on,
    config: m.config,
    divider: m.divider,
    at: m.at,
    fraction: m.fraction,
    pc: m.pc,
    first: m.first,
    x: m.x,
    y: m.y,
    isr: m.isr,
    osr: m.osr,
    isrCount: m.isrCount,
    osrCount: m.osrCount,
    exec: m.exec,
    irqWait: m.irqWait,
    tx: m.tx.slice(),
    rx: m.rx.slice(),
    reads: m.reads,
    putting: m.putting,
    getting: m.getting,
    pulses: m.pulses === null ? null : { ...m.pulses },
  };
}

const bit = (register: number, at: number): boolean => ((register >>> at) & 1) === 1;
const field = (register: number, at: number, bits: number): number => (register >>> at) & ((1 << bits) - 1);

/** A configuration by the chip's registers EXECCTRL and SHIFTCTRL; pins are set apart. */
export function configOf(execctrl: number, shiftctrl: number): MachineConfig {
  const [joinTx, joinRx] = [bit(shiftctrl, 30), bit(shiftctrl, 31)];
  return {
    wrapBottom: field(execctrl, 7, 5),
    wrapTop: field(execctrl, 12, 5),
    sideOptional: bit(execctrl, 30),
    sideDirections: bit(execctrl, 29),
    ...{ sideCount: 0, sideBase: 0, outBase: 0, outCount: 0, setBase: 0, setCount: 0, inBase: 0, jmpPin: 0 },
    inRight: bit(shiftctrl, 18),
    outRight: bit(shiftctrl, 19),
    autopush: bit(shiftctrl, 16),
    autopull: bit(shiftctrl, 17),
    pushAt: field(shiftctrl, 20, 5) || 32,
    pullAt: field(shiftctrl, 25, 5) || 32,
    statusRx: bit(execctrl, 4),
    statusBelow: field(execctrl, 0, 4),
    txSize: joinRx ? 0 : joinTx ? JOINED : FIFO,
    rxSize: joinTx ? 0 : joinRx ? JOINED : FIFO,
  };
}
