import type { Track } from "@tickless/sim-core";
import { BytesIndex, TextIndex } from "./bytes.js";
import { CurveIndex, PwmIndex, SignalIndex } from "./curve.js";
import { DigitalIndex } from "./digital.js";
import { InterruptIndex } from "./interrupts.js";
import { PixelIndex } from "./pixels.js";
import { ProgramIndex, type Stop } from "./program.js";
import { TaskIndex } from "./tasks.js";
import { TrackIndex } from "./track-index.js";
import { columnOf, FrameIndex, I2cIndex, TransferIndex } from "./transfers.js";

export { BytesIndex, CurveIndex, DigitalIndex, I2cIndex, InterruptIndex, PixelIndex, ProgramIndex, PwmIndex };
export { TOGGLING } from "./digital.js";
export { columnOf, FrameIndex, SignalIndex, TaskIndex, TextIndex, TrackIndex, TransferIndex };

/** `stops`: when the program of the track's board stopped. */
export function indexOf(track: Track, stops: readonly Stop[]): TrackIndex {
  switch (track.kind) {
    case "digital":
      return new DigitalIndex(track);
    case "pwm":
      return new PwmIndex(track);
    case "output":
      return new SignalIndex(track, true);
    case "analog":
    case "control":
    case "heap":
      return new SignalIndex(track, false);
    case "i2c":
      return new I2cIndex(track);
    case "interrupt":
      return new InterruptIndex(track, stops);
    case "task":
      return new TaskIndex(track, stops);
    case "text":
      return new TextIndex(track);
    case "pixels":
      return new PixelIndex(track);
    case "bitstream":
    case "spi":
    case "uart":
      return new FrameIndex(track);
    case "fault":
    case "marker":
      return new TrackIndex(track);
  }
}
