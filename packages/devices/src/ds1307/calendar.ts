/** The DS1307's registers 00h to 06h, which count on their own: until midnight the date may be any. */

export interface Calendar {
  readonly second: number;
  readonly minute: number;
  readonly hour: number;
  /** 1 to 7; it counts on its own. */
  readonly weekday: number;
  readonly day: number;
  readonly month: number;
  /** 0 to 99. */
  readonly year: number;
  /** Hours from 1 to 12 with AM and PM. */
  readonly twelve: boolean;
}

const DAY = 86_400;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const CENTURY = 36_525;

export const TIME_REGISTERS = 7;
const HALF = 0x40;
const PM = 0x20;

const bcd = (value: number): number => (Math.floor(value / 10) << 4) | (value % 10);
const fromBcd = (byte: number): number => (byte >> 4) * 10 + (byte & 15);

/** From 2000 to 2099 each fourth year is a leap year. */
const daysOf = (year: number, month: number): number =>
  month === 2 && year % 4 === 0 ? 29 : (DAYS[month - 1] as number);

/** From 2000-01-01 to a date; a day that the month does not have is one of the next. */
function daysTo({ year, month, day }: Pick<Calendar, "year" | "month" | "day">): number {
  let days = year * 365 + Math.ceil(year / 4) + day - 1;
  for (let before = 1; before < month; before++) days += daysOf(year, before);
  return days;
}

/** The date so many days after 2000-01-01; after a century it begins again. */
function dateAfter(days: number): Pick<Calendar, "year" | "month" | "day"> {
  let rest = days % CENTURY;
  let year = 0;
  for (; rest >= 365 + Number(year % 4 === 0); year++) rest -= 365 + Number(year % 4 === 0);
  let month = 1;
  for (; rest >= daysOf(year, month); month++) rest -= daysOf(year, month);
  return { year, month, day: rest + 1 };
}

const timeOfDay = ({ hour, minute, second }: Calendar): number => (hour * 60 + minute) * 60 + second;

/** Since 2000-01-01 00:00:00. */
export const secondsOf = (calendar: Calendar): number => daysTo(calendar) * DAY + timeOfDay(calendar);

/** So many seconds after 2000-01-01 00:00:00. Sunday is weekday 1; that was a Saturday. */
export function calendarAt(seconds: number): Calendar {
  const days = Math.floor(seconds / DAY);
  const time = timeAt(seconds % DAY);
  return { ...time, ...dateAfter(days), weekday: ((days + 6) % 7) + 1, twelve: false };
}

const timeAt = (seconds: number): Pick<Calendar, "hour" | "minute" | "second"> => ({
  hour: Math.floor(seconds / 3600),
  minute: Math.floor(seconds / 60) % 60,
  second: seconds % 60,
});

/** "2024-05-01T12:00:00Z" or the beginning of it, from the date on; undefined: it is none from 2000 to 2099. */
export function parseCalendar(text: string): Calendar | undefined {
  const match = /^20(\d\d)-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?Z?)?$/.exec(text);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1).map((digits) => Number(digits ?? 0)) as Six;
  const isDate = month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month);
  if (!isDate || hour > 23 || minute > 59 || second > 59) return undefined;
  return calendarAt(daysTo({ year, month, day }) * DAY + (hour * 60 + minute) * 60 + second);
}

type Six = [number, number, number, number, number, number];

export function registersOf({ second, minute, hour, weekday, day, month, year, twelve }: Calendar): number[] {
  const half = HALF | (hour >= 12 ? PM : 0) | bcd(hour % 12 || 12);
  return [bcd(second), bcd(minute), twelve ? half : bcd(hour), weekday, bcd(day), bcd(month), bcd(year)];
}

/** Names and limits of the registers, in order. */
const FIELDS = [
  ["second", 0, 59],
  ["minute", 0, 59],
  ["hour", 0, 23],
  ["weekday", 1, 7],
  ["day", 1, 31],
  ["month", 1, 12],
  ["year", 0, 99],
] as const;

/** What is wrong with a byte for one of these registers, if anything is. */
export function wrongWith(register: number, byte: number): string | undefined {
  const [name, least, most] = FIELDS[register] as (typeof FIELDS)[number];
  const twelve = register === 2 && byte & HALF;
  const value = fromBcd(twelve ? byte & 0x1f : byte);
  const [from, to] = twelve ? [1, 12] : [least, most];
  const digits = (byte & 15) < 10 && value >= from && value <= to;
  return digits
    ? undefined
    : `${byte.toString(16).toUpperCase().padStart(2, "0")}h is no ${name} from ${from} to ${to} in BCD`;
}

/** The calendar with one register written. */
export function withRegister(calendar: Calendar, register: number, byte: number): Calendar {
  const twelve = (byte & HALF) !== 0;
  if (register === 2 && twelve) {
    return { ...calendar, twelve, hour: (fromBcd(byte & 0x1f) % 12) + (byte & PM ? 12 : 0) };
  }
  const [name] = FIELDS[register] as (typeof FIELDS)[number];
  return { ...calendar, [name]: fromBcd(byte), ...(register === 2 ? { twelve } : {}) };
}

/** So many seconds later. At midnight a day that the month does not have goes on to the next. */
export function later(calendar: Calendar, seconds: number): Calendar {
  const total = timeOfDay(calendar) + seconds;
  const days = Math.floor(total / DAY);
  const time = timeAt(total % DAY);
  if (days === 0) return { ...calendar, ...time };
  const date = dateAfter(daysTo(calendar) + days);
  return { ...calendar, ...time, ...date, weekday: ((calendar.weekday - 1 + days) % 7) + 1 };
}
