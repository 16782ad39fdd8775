/**
 * What an SD card does with each byte, in SPI mode. Source: SD Association, Physical Layer Simplified Specification, version 6.00,
 * chapter 7. It is a card of standard capacity: addresses are those of bytes.
 */
import { SECTOR, SECTORS } from "./fat16.js";
import { crc16, crc7 } from "./crc.js";

/** Typical times; the specification has limits only: 1 s to start, 100 ms to read, 250 ms to write. */
const START_NS = 20e6;
const READ_NS = 200e3;
const WRITE_NS = 1e6;

const NOTHING = 0xff;
const BUSY = 0x00;
const R1_IDLE = 0x01;
const R1_ILLEGAL = 0x04;
const R1_CRC = 0x08;
const R1_ADDRESS = 0x20;
const R1_PARAMETER = 0x40;
const TOKEN = 0xfe;
const TOKEN_MULTIPLE = 0xfc;
const TOKEN_STOP = 0xfd;
const ACCEPTED = 0x05;
const CRC_ERROR = 0x0b;
const WRITE_ERROR = 0x0d;

/** Bytes that are sent from a time on. */
interface Answer {
  readonly from: number;
  readonly bytes: Uint8Array;
}

export interface CardState {
  /** A reset in SPI mode has come. */
  spi: boolean;
  idle: boolean;
  /** The next command is one of an application (CMD55). */
  application: boolean;
  checksCrc: boolean;
  /** When it began to start (ACMD41). */
  starting: number | undefined;
  /** Of the command that is being received. */
  frame: number[];
  answers: Answer[];
  /** Bytes of the first answer that have been sent. */
  sent: number;
  /** Sector that is read next, until told to stop. */
  reading: number | undefined;
  writing: { sector: number; readonly multiple: boolean; received: number[] | undefined } | undefined;
  busyUntil: number;
  /** Sectors that have been written, by number. */
  written: Record<number, Uint8Array>;
  /** How many sectors have been read and written. */
  counts: { read: number; written: number };
}

export const insertedCard = (): CardState => ({
  ...{ spi: false, idle: false, application: false, checksCrc: false, starting: undefined },
  ...{ frame: [], answers: [], sent: 0, reading: undefined, writing: undefined, busyUntil: 0 },
  ...{ written: {}, counts: { read: 0, written: 0 } },
});

/** The card as it is right after power-on: what is stored stays. */
export const restarted = ({ written, counts }: CardState): CardState => ({ ...insertedCard(), written, counts });

/** What was on the card when it came; zeros where there is nothing. */
export type Original = ReadonlyMap<number, Uint8Array>;

const EMPTY = new Uint8Array(SECTOR);

/** A byte comes in, and is over at this time; returns the one that goes out meanwhile. */
export function exchange(card: CardState, original: Original, byte: number, time: number): number {
  const out = outgoing(card, original, time);
  if (time >= card.busyUntil) incoming(card, original, byte, time);
  return out;
}

/** Deselected: what was begun is dropped. */
export function deselect(card: CardState): void {
  Object.assign(card, { frame: [], answers: [], sent: 0, reading: undefined });
}

function outgoing(card: CardState, original: Original, time: number): number {
  const [answer] = card.answers;
  if (!answer) {
    if (card.reading === undefined) return time < card.busyUntil ? BUSY : NOTHING;
    answerSector(card, original, card.reading++, time);
    return NOTHING;
  }
  if (time < answer.from) return NOTHING;
  const byte = answer.bytes[card.sent++] as number;
  if (card.sent === answer.bytes.length) {
    if (card.sent > SECTOR) card.counts.read++;
    card.answers.shift();
    card.sent = 0;
  }
  return byte;
}

function incoming(card: CardState, original: Original, byte: number, time: number): void {
  const { writing, frame } = card;
  if (writing?.received) return receive(card, writing, byte, time);
  if (frame.length === 0 && (byte & 0xc0) !== 0x40) {
    if (writing && byte === (writing.multiple ? TOKEN_MULTIPLE : TOKEN)) writing.received = [];
    else if (writing?.multiple && byte === TOKEN_STOP) stopWriting(card, time);
    return;
  }
  frame.push(byte);
  if (frame.length < 6) return;
  card.frame = [];
  new Command(card, original, frame, time).execute();
}

function stopWriting(card: CardState, time: number): void {
  card.writing = undefined;
  card.busyUntil = time + WRITE_NS;
}

/** A byte of a sector that is written, or of the checksum behind it. */
function receive(card: CardState, writing: NonNullable<CardState["writing"]>, byte: number, time: number): void {
  const received = writing.received as number[];
  received.push(byte);
  if (received.length < SECTOR + 2) return;
  const data = Uint8Array.from(received.slice(0, SECTOR));
  const [high = 0, low = 0] = received.slice(SECTOR);
  writing.received = undefined;
  const response = verdict(card, writing.sector, crc16(data) === high * 256 + low);
  if (response === ACCEPTED) {
    card.written[writing.sector] = data;
    card.counts.written++;
  }
  card.answers = [{ from: 0, bytes: Uint8Array.of(response) }];
  card.sent = 0;
  // The response is sent first; with that byte it becomes busy.
  card.busyUntil = time + WRITE_NS;
  writing.sector++;
  if (!writing.multiple) card.writing = undefined;
}

function verdict(card: CardState, sector: number, intact: boolean): number {
  if (card.checksCrc && !intact) return CRC_ERROR;
  return sector < SECTORS ? ACCEPTED : WRITE_ERROR;
}

function answerSector(card: CardState, original: Original, sector: number, time: number): void {
  if (sector >= SECTORS) {
    // The data error token: out of range.
    card.answers.push({ from: time, bytes: Uint8Array.of(0x08) });
    card.reading = undefined;
    return;
  }
  card.answers.push({ from: time + READ_NS, bytes: block(card.written[sector] ?? original.get(sector) ?? EMPTY) });
}

/** Data with what is before and behind them. */
function block(data: Uint8Array): Uint8Array {
  const crc = crc16(data);
  return Uint8Array.of(TOKEN, ...data, crc >> 8, crc & 0xff);
}

class Command {
  private readonly number: number;
  private readonly argument: number;

  constructor(
    private readonly card: CardState,
    private readonly original: Original,
    private readonly frame: readonly number[],
    private readonly time: number,
  ) {
    const [first = 0, a = 0, b = 0, c = 0, d = 0] = frame;
    this.number = first & 0x3f;
    this.argument = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
  }

  execute(): void {
    const { card, number } = this;
    if (!card.spi && number !== 0) return;
    const isApplication = card.application;
    card.application = false;
    const checked = card.checksCrc || number === 0 || number === 8;
    if (checked && this.frame[5] !== crc7(this.frame.slice(0, 5))) return this.answer(R1_CRC);
    const meaning = (isApplication ? APPLICATION_COMMANDS[number] : undefined) ?? COMMANDS[number];
    if (!meaning || (card.idle && !IN_IDLE.has(number))) return this.answer(R1_ILLEGAL);
    meaning(this);
  }

  /** R1, and what belongs to it. */
  answer(errors = 0, ...more: number[]): void {
    const r1 = errors | (this.card.idle ? R1_IDLE : 0);
    this.card.answers = [{ from: 0, bytes: Uint8Array.of(NOTHING, r1, ...more) }];
    this.card.sent = 0;
  }

  reset(): void {
    Object.assign(this.card, restarted(this.card), { spi: true, idle: true });
    this.answer();
  }

  /** It becomes ready some time after it was first asked to. */
  start(): void {
    const { card, time } = this;
    card.starting ??= time;
    if (time >= card.starting + START_NS) card.idle = false;
    this.answer();
  }

  interfaceCondition(): void {
    const known = ((this.argument >> 8) & 0xf) === 1;
    this.answer(0, 0, 0, known ? 1 : 0, this.argument & 0xff);
  }

  /** 2.7 to 3.6 V, powered up, standard capacity. */
  operatingConditions(): void {
    this.answer(0, this.card.idle ? 0x00 : 0x80, 0xff, 0x80, 0x00);
  }

  /** A register as a block of data, behind R1 and what else is in the response. */
  register(data: Uint8Array, ...more: number[]): void {
    this.answer(0, ...more);
    this.card.answers.push({ from: this.time, bytes: block(data) });
  }

  status(): void {
    this.answer(0, 0);
  }

  blockLength(): void {
    this.answer(this.argument === SECTOR ? 0 : R1_PARAMETER);
  }

  read(multiple: boolean): void {
    const sector = this.sector();
    if (sector === undefined) return;
    this.answer();
    answerSector(this.card, this.original, sector, this.time);
    if (multiple) this.card.reading = sector + 1;
  }

  write(multiple: boolean): void {
    const sector = this.sector();
    if (sector === undefined) return;
    this.answer();
    this.card.writing = { sector, multiple, received: undefined };
  }

  stop(): void {
    Object.assign(this.card, { reading: undefined, writing: undefined });
    // The byte behind the command means nothing.
    this.answer();
  }

  crc(): void {
    this.card.checksCrc = (this.argument & 1) === 1;
    this.answer();
  }

  application(): void {
    this.answer();
    this.card.application = true;
  }

  /** The sector of an address; undefined: refused. */
  private sector(): number | undefined {
    const sector = this.argument / SECTOR;
    if (Number.isInteger(sector) && sector < SECTORS) return sector;
    this.answer(Number.isInteger(sector) ? R1_PARAMETER : R1_ADDRESS);
    return undefined;
  }
}

type Meaning = (command: Command) => void;

/** Structure 1.0, sectors of 512 bytes, (C_SIZE + 1) * 2^(C_SIZE_MULT + 2) of them. */
const CSD = withCrc([0x00, 0x26, 0x00, 0x32, 0x5b, 0x59, 0x80, 0x1f, 0xff, 0xfe, 0xff, 0x80, 0x0a, 0x40, 0x00]);
/** Maker 0, "TL", product "TICKL", revision 1.0, serial number 1, January 2024. */
const CID = withCrc([0x00, 0x54, 0x4c, 0x54, 0x49, 0x43, 0x4b, 0x4c, 0x10, 0, 0, 0, 1, 0x01, 0x81]);
const SCR = Uint8Array.of(0x02, 0x35, 0x80, 0, 0, 0, 0, 0);

function withCrc(bytes: readonly number[]): Uint8Array {
  return Uint8Array.of(...bytes, crc7(bytes));
}

const COMMANDS: Readonly<Record<number, Meaning>> = {
  0: (command) => command.reset(),
  1: (command) => command.start(),
  8: (command) => command.interfaceCondition(),
  9: (command) => command.register(CSD),
  10: (command) => command.register(CID),
  12: (command) => command.stop(),
  13: (command) => command.status(),
  16: (command) => command.blockLength(),
  17: (command) => command.read(false),
  18: (command) => command.read(true),
  24: (command) => command.write(false),
  25: (command) => command.write(true),
  55: (command) => command.application(),
  58: (command) => command.operatingConditions(),
  59: (command) => command.crc(),
};

const APPLICATION_COMMANDS: Readonly<Record<number, Meaning>> = {
  13: (command) => command.register(new Uint8Array(64), 0),
  23: (command) => command.answer(),
  41: (command) => command.start(),
  42: (command) => command.answer(),
  51: (command) => command.register(SCR),
};

const IN_IDLE = new Set([0, 1, 8, 41, 55, 58, 59]);
