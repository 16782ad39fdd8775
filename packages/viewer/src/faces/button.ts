import { box, type Box, type Point } from "../board/plane.js";
import { BLACK, css, mix, parseColor, WHITE, type Rgb } from "../board/colors.js";
import type { PartModel } from "../protocol/project.js";
import { capCentre, capRadius, contactState, isSmall, type ContactState } from "./button.geometry.js";
import type { Face, FaceView, Picture, Stage } from "./face.js";
import { fillCircle, fillRounded, leg, line, radial, slanted, strokeCircle, strokeRounded, type Pen } from "./pen.js";
import { text, type PartGeometry } from "./shape.js";

/** Plastics of caps: CSS names, but less glaring. */
const CAPS: Readonly<Record<string, Rgb>> = {
  red: { r: 222, g: 62, b: 54 },
  green: { r: 46, g: 168, b: 88 },
  blue: { r: 52, g: 116, b: 232 },
  yellow: { r: 244, g: 204, b: 54 },
  black: { r: 48, g: 51, b: 57 },
  white: { r: 240, g: 241, b: 243 },
  grey: { r: 140, g: 146, b: 154 },
  gray: { r: 140, g: 146, b: 154 },
};

const capColor = (part: PartModel): Rgb => {
  const name = text(part, "color", "red").toLowerCase();
  return CAPS[name] ?? parseColor(name) ?? (CAPS["red"] as Rgb);
};

function paint(pen: Pen, part: PartModel, { body, pins, width }: PartGeometry): void {
  const small = isSmall(part.type);
  for (const { x, y } of pins.values()) {
    const inner = x < width / 2 ? body.x + 2 : body.x + body.width - 2;
    leg(
      pen,
      [
        [x, y],
        [inner, y],
      ],
      small ? 1.6 : 2.8,
    );
  }
  fillRounded(
    pen,
    body,
    small ? 1.5 : 2.5,
    slanted(pen, body, [
      [0, "#4b4f57"],
      [1, "#2a2d32"],
    ]),
  );
  const plate = { x: body.x + 1, y: body.y + 1, width: body.width - 2, height: body.height - 2 };
  fillRounded(
    pen,
    plate,
    small ? 1.2 : 2,
    slanted(pen, plate, [
      [0, "#e9ebee"],
      [0.5, "#c3c8ce"],
      [1, "#a3a9b1"],
    ]),
  );
  strokeRounded(pen, plate, small ? 1.2 : 2, "rgb(255 255 255 / 45%)", 0.5);
  const inset = small ? 3 : 5.2;
  for (const x of [body.x + inset, body.x + body.width - inset]) {
    for (const y of [body.y + inset, body.y + body.height - inset]) {
      fillCircle(pen, { x, y }, small ? 1.1 : 2.3, "#6d737b");
      fillCircle(pen, { x: x - 0.3, y: y - 0.3 }, small ? 0.7 : 1.6, "#4a4f56");
    }
  }
  const centre = capCentre(part.type);
  const radius = capRadius(part.type) + (small ? 0.7 : 1.3);
  fillCircle(pen, centre, radius, "#34383e");
  strokeCircle(pen, centre, radius, "rgb(255 255 255 / 35%)", 0.5);
}

/** The cap; pressed it lies deeper: smaller, darker, without a shadow. */
function cap(part: PartModel, pressed: boolean): Picture {
  const centre = capCentre(part.type);
  const radius = capRadius(part.type);
  const color = capColor(part);
  const margin = 4;
  return {
    key: `cap:${part.type}:${css(color)}:${String(pressed)}`,
    box: box(centre.x - radius - margin, centre.y - radius - margin, 2 * (radius + margin), 2 * (radius + margin)),
    paint: (pen) => (pressed ? paintPressed(pen, centre, radius, color) : paintRaised(pen, centre, radius, color)),
  };
}

function paintRaised(pen: Pen, centre: Point, radius: number, color: Rgb): void {
  const { x, y } = centre;
  fillCircle(pen, { x: x + 0.8, y: y + 1.8 }, radius + 0.9, "rgb(0 0 0 / 16%)");
  fillCircle(pen, { x: x + 0.5, y: y + 1.1 }, radius + 0.2, "rgb(0 0 0 / 26%)");
  fillCircle(pen, centre, radius, css(mix(color, BLACK, 0.34)));
  const top = { x: x - 0.2, y: y - 0.5 };
  const face = radial(pen, { x: x - radius * 0.35, y: y - radius * 0.45 }, radius * 1.75, [
    [0, css(mix(color, WHITE, 0.34))],
    [0.45, css(color)],
    [1, css(mix(color, BLACK, 0.26))],
  ]);
  fillCircle(pen, top, radius * 0.9, face);
  strokeCircle(pen, top, radius * 0.9, css(mix(color, WHITE, 0.5), 0.45), 0.5);
}

function paintPressed(pen: Pen, centre: Point, radius: number, color: Rgb): void {
  const { x, y } = centre;
  fillCircle(pen, centre, radius, css(mix(color, BLACK, 0.62)));
  const top = { x: x + 0.1, y: y + 0.35 };
  const face = radial(pen, { x: x - radius * 0.2, y: y - radius * 0.25 }, radius * 1.6, [
    [0, css(mix(color, WHITE, 0.06))],
    [0.6, css(mix(color, BLACK, 0.16))],
    [1, css(mix(color, BLACK, 0.42))],
  ]);
  fillCircle(pen, top, radius * 0.87, face);
  pen.beginPath();
  pen.arc(x, y, radius * 0.94, Math.PI * 1.02, Math.PI * 1.75);
  pen.strokeStyle = "rgb(0 0 0 / 45%)";
  pen.lineWidth = 1.1;
  pen.stroke();
}

/** A tiny switch symbol that tells what the contact does: two posts and the bridge between them. */
function contactPicture(state: ContactState, area: Box): Picture {
  return {
    key: `contact:${state}:${area.width}`,
    box: area,
    paint: (pen) => {
      const { x, y, width, height } = area;
      const middle = y + height / 2;
      fillRounded(pen, area, height / 2, "#1b1e22");
      const color = { open: "#9aa2ad", closed: "#4ddc86", bouncing: "#ffc04d" }[state];
      const [left, right] = [x + width * 0.24, x + width * 0.76];
      pen.lineCap = "round";
      if (state === "closed")
        line(
          pen,
          [
            [left, middle],
            [right, middle],
          ],
          color,
          height * 0.2,
        );
      if (state === "open")
        line(
          pen,
          [
            [left, middle],
            [right - width * 0.08, y + height * 0.2],
          ],
          color,
          height * 0.17,
        );
      if (state === "bouncing") {
        const step = (right - left) / 5;
        const points = [0, 1, 2, 3, 4, 5].map((index) => {
          const lift = index === 0 || index === 5 ? 0 : (index % 2 ? -1 : 1) * height * 0.3;
          return [left + index * step, middle + lift] as const;
        });
        line(pen, points, color, height * 0.15);
      }
      for (const post of [left, right]) fillCircle(pen, { x: post, y: middle }, height * 0.16, color);
    },
  };
}

function animate(stage: Stage, part: PartModel): FaceView {
  const raised = stage.sprite(cap(part, false));
  const pressed = stage.sprite(cap(part, true));
  const centre = capCentre(part.type);
  const small = isSmall(part.type);
  const below = centre.y + capRadius(part.type);
  const size = small ? { width: 6, height: 2.8 } : { width: 9, height: 4 };
  const area = box(centre.x - size.width / 2, below + (small ? 0.9 : 2), size.width, size.height);
  const pictures = {
    open: contactPicture("open", area),
    closed: contactPicture("closed", area),
    bouncing: contactPicture("bouncing", area),
  };
  const contact = stage.sprite(pictures.open);
  for (const picture of Object.values(pictures)) stage.texture(picture);
  let shownPress = -1;
  let shownContact: ContactState = "open";
  return {
    update(read) {
      const press = read.value("pressed") >= 0.5 ? 1 : 0;
      const state = contactState(press, read.value("contact") || 0, read.mean("contact"));
      if (press === shownPress && state === shownContact) return false;
      raised.visible = press === 0;
      pressed.visible = press === 1;
      contact.texture = stage.texture(pictures[state]);
      shownPress = press;
      shownContact = state;
      return true;
    },
  };
}

export const buttonFace: Face = { paint, animate };
