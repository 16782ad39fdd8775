import { textOf } from "./arguments.js";
import { Bus } from "./bus.js";
import { unknown } from "./lookup.js";
import type { Probe } from "./probe.js";
import { SpiBus } from "./spi.js";
import { Uart, UartLine } from "./uart.js";
import type { View } from "./view.js";

/**
 * A board's bus by its name: "i2c0" of the first board, "esp:i2c0" of another. Throws UsageError when there is none of that name.
 */
export function busOf({ trace, boards }: View, name: string, track: (name: string) => Probe): Bus | SpiBus | Uart {
  const [board, own] = boardAndBus(boards, textOf(name, "bus"));
  const prefix = `${board}.`;
  const tracks = trace.tracks.filter((other) => other.name.startsWith(prefix));
  const named = (kind: string, end: string): string[] =>
    tracks.flatMap((other) => {
      const is = other.kind === kind && other.name.endsWith(end);
      return is ? [other.name.slice(prefix.length).replace(end, "")] : [];
    });
  const [buses, spis, uarts] = [named("i2c", ""), named("spi", ""), named("uart", ".tx")];
  if (buses.includes(own)) return new Bus(track(prefix + own));
  if (spis.includes(own)) return new SpiBus(track(prefix + own));
  if (!uarts.includes(own)) throw unknown(`bus of ${board}`, own, [...buses, ...spis, ...uarts]);
  const [sent, received] = ["tx", "rx"].map((way) => new UartLine(track(`${prefix}${own}.${way}`)));
  return new Uart(sent as UartLine, received as UartLine);
}

function boardAndBus(boards: readonly string[], name: string): [board: string, bus: string] {
  const colon = name.indexOf(":");
  if (colon < 0) return [boards[0] as string, name];
  const board = name.slice(0, colon);
  if (!boards.includes(board)) throw unknown("board", board, boards);
  return [board, name.slice(colon + 1)];
}
