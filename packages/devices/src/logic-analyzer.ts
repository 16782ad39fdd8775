/**
 * Logic analyzer `wokwi-logic-analyzer` with 8 channels: what is on them is a track of the recording each.
 *
 * Pins: D0 to D7, the channels; GND. The inputs draw no current and need no supply.
 * Source: Wokwi's documentation of the part.
 *
 * Attributes: bufferSize, channelNames, filename, triggerMode, triggerLevel, triggerPin: accepted, without effect: everything is recorded, and
 *   waveforms are exported from the recording (`--vcd FILE`).
 * Outputs: `D0` to `D7`, the level of each channel, from when something drives it.
 *
 * Not modelled: a trigger, the end of the buffer; a level that floats (what it was last counts).
 */
import { defineDevice, type DeviceContext } from "@tickless/sim-core";

export const ANALYZER_CHANNELS: readonly string[] = ["D0", "D1", "D2", "D3", "D4", "D5", "D6", "D7"];

interface AnalyzerState {
  /** As last recorded; -1: nothing yet. */
  readonly levels: (-1 | 0 | 1)[];
}

function connect(ctx: DeviceContext<AnalyzerState>): void {
  for (const [index, name] of ANALYZER_CHANNELS.entries()) {
    const pin = ctx.pin(name);
    const output = ctx.output(name, "output");
    ctx.watchLevel(pin, () => {
      const level = pin.read();
      if (level !== ctx.state.levels[index]) output.write((ctx.state.levels[index] = level));
    });
  }
}

export const logicAnalyzer = defineDevice<AnalyzerState>({
  type: "wokwi-logic-analyzer",
  pins: [...ANALYZER_CHANNELS, "GND"],
  attributes: ["bufferSize", "channelNames", "filename", "triggerMode", "triggerLevel", "triggerPin"],
  createState: () => ({ levels: ANALYZER_CHANNELS.map(() => -1) }),
  connect,
});
