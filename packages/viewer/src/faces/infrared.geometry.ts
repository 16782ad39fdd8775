import { REMOTE_KEYS, type RemoteKey } from "@tickless/devices/infrared/remote-keys";
import { box, mm, type Box, type Point } from "../board/plane.js";
import { pinsAt, type PartGeometry, type PartShape } from "./shape.js";

/* Infrared receiver and remote. Boxes and pins: @wokwi/elements 1.9.2. */

const receiver: PartGeometry = {
  width: mm(16.178),
  height: mm(23.482),
  pins: pinsAt(["GND", 20.98, 87.75], ["VCC", 30.58, 87.75], ["DAT", 40.18, 87.75]),
  body: box(2, 0, 57, 78),
  radius: 3,
};

/** The epoxy case of the receiver on its board, and the lens on it. */
export const CASE: Box = box(15.5, 12, 30, 34);
export const LENS: Point = { x: 30.5, y: 27 };
export const RECEIVER_LAMP: Point = { x: 49, y: 62 };

export const irReceiverShape: PartShape = {
  types: ["wokwi-ir-receiver"],
  name: "Infrared receiver",
  geometry: () => receiver,
  describe: (_part, read) => {
    const light = read.mean("receiving");
    return Number.isNaN(light) ? "" : light > 0 ? "receiving" : "nothing to receive";
  },
};

const remote: PartGeometry = {
  width: mm(40),
  height: mm(83.653),
  pins: pinsAt(),
  body: box(0, 0, mm(40), mm(83.653)),
  radius: 14,
};

export const KEY_RADIUS = 14.5;

export const keyCentre = ({ row, column }: RemoteKey): Point => ({ x: 30.6 + 45 * column, y: 33 + 36 * row });

/** The lamp at the top. */
export const REMOTE_LAMP: Point = { x: mm(20), y: 3 };

export const remoteKeys = REMOTE_KEYS;

export const irRemoteShape: PartShape = {
  types: ["wokwi-ir-remote"],
  name: "Remote control",
  geometry: () => remote,
  controls: () =>
    REMOTE_KEYS.map((key) => {
      const { x, y } = keyCentre(key);
      const area = box(x - KEY_RADIUS, y - KEY_RADIUS, 2 * KEY_RADIUS, 2 * KEY_RADIUS);
      return { control: `key-${key.name}`, kind: "press", area, round: true };
    }),
  keys: () => REMOTE_KEYS.map(({ shortcut, name }) => ({ key: shortcut, control: `key-${name}` })),
  describe: (_part, read) => {
    const pressed = REMOTE_KEYS.filter(({ name }) => read.value(`key-${name}`) >= 0.5).map(({ name }) => name);
    const command = read.value("sending");
    const sends = command >= 0 ? `, sends ${command}` : "";
    return `${pressed.length > 0 ? `pressed: ${pressed.join(" ")}` : "no key pressed"}${sends}`;
  },
};
