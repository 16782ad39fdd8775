import { edge as edgeOf, type asyncio, type Level as WireLevel } from "@tickless/sim-core";
import type { Probe } from "./probe.js";

/**
 * In a process: waits for the next edge of a pin's wire ("GP14" of the first board, "pico:GP14", or a probe on it), and gives the level after it. A level
 * that came and went within one instant is no edge.
 */
export function edge(pin: string | Probe, kind?: "rising" | "falling" | "any"): asyncio.Coroutine<WireLevel> {
  return edgeOf(typeof pin === "string" ? pin : pin.name.replace(".", ":"), kind);
}
