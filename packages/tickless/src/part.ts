/**
 * What somebody needs who writes a part: `import { definePart } from "tickless/part"`. See docs/write-a-part.md.
 */
export {
  HIGH_Z,
  analog,
  formatTime,
  ms,
  pull,
  s,
  strong,
  supply,
  us,
  type Attributes,
  type BitstreamReceiver,
  type ControlSpec,
  type DeviceContext,
  type Drive,
  type FaultControl,
  type FaultSpec,
  type I2cTarget,
  type Level,
  type Link,
  type Nanos,
  type NetState,
  type Pin,
  type PinRole,
  type Random,
  type SpiTarget,
  type SpiTransfer,
  type Timer,
  type TrackWriter,
  type UartFrame,
  type UartReceiver,
  type Watch,
} from "@tickless/sim-core";
export { choiceAttribute, numberAttribute, textAttribute } from "@tickless/devices/attributes";
export { addressAttribute, pullUp } from "@tickless/devices/i2c-lines";
export {
  registerPointer,
  registerTarget,
  type RegisterChip,
  type RegisterPointer,
} from "@tickless/devices/i2c-registers";
export { declareSupply, driveOutput, type Supply } from "@tickless/devices/power";
export { definePart, PartError, type AttributeForm, type PartDefinition, type PartSpec } from "./parts/definition.js";
export type { Binding, Color, ColorBinding, FaceControl, FaceData, FaceShape, Placeholder } from "./parts/face-data.js";
