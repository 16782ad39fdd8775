import { box } from "../board/plane.js";
import type { PartModel } from "../protocol/project.js";
import type { Face, FaceView, Picture, Stage } from "./face.js";
import { circuitBoard, namedHeader, SILK, smallPart } from "./module.js";
import { downwards, fillRounded, print, slanted, strokeRounded, type Pen } from "./pen.js";
import { CARD, CARD_TRAVEL } from "./sd-card.geometry.js";
import type { PartGeometry } from "./shape.js";

function paint(pen: Pen, _part: PartModel, geometry: PartGeometry): void {
  const { body } = geometry;
  circuitBoard(pen, body, "blue", 2.5);
  namedHeader(pen, geometry, "right");
  // The dark mouth of the socket; its lid lies over the card, see below.
  fillRounded(pen, box(0, CARD.y - 2, CARD.x + CARD.width + 3, CARD.height + 4), 1.5, "#101317");
  smallPart(pen, { x: 14, y: 10 }, "#8a6a45");
  smallPart(pen, { x: 26, y: 10 });
  smallPart(pen, { x: 38, y: 10 });
  print(pen, "microSD", { x: 24, y: 67 }, { size: 5, weight: 700, color: SILK });
}

const card: Picture = {
  key: "sd-card:card",
  box: box(CARD.x - 2, CARD.y - 2, CARD.width + 4, CARD.height + 4),
  paint: (pen) => {
    fillRounded(
      pen,
      CARD,
      2,
      slanted(pen, CARD, [
        [0, "#3c434d"],
        [1, "#1c2026"],
      ]),
    );
    strokeRounded(pen, CARD, 2, "rgb(255 255 255 / 16%)", 0.6);
    print(
      pen,
      "8 MiB",
      { x: CARD.x + 9, y: CARD.y + CARD.height / 2 },
      { size: 5, weight: 700, color: "#dfe5ec", turn: -90 },
    );
  },
};

/** The metal over the inner part of the card. */
const LID = box(17, CARD.y - 3, CARD.x + CARD.width - 13, CARD.height + 6);

const lid: Picture = {
  key: "sd-card:lid",
  box: box(LID.x - 2, LID.y - 2, LID.width + 4, LID.height + 4),
  paint: (pen) => {
    fillRounded(
      pen,
      LID,
      1.6,
      downwards(pen, LID, [
        [0, "#e8ecef"],
        [0.5, "#c0c6cc"],
        [1, "#9aa2aa"],
      ]),
    );
    strokeRounded(pen, LID, 1.6, "rgb(0 0 0 / 28%)", 0.5);
    for (const y of [LID.y + 7, LID.y + LID.height - 12]) {
      fillRounded(pen, box(LID.x + LID.width - 9, y, 6, 5), 0.8, "rgb(0 0 0 / 22%)");
    }
  },
};

function animate(stage: Stage): FaceView {
  const sprite = stage.sprite(card);
  stage.sprite(lid);
  const home = sprite.x;
  let shown = NaN;
  return {
    update(read) {
      const inserted = read.value("inserted") >= 0.5 ? 1 : 0;
      if (inserted === shown) return false;
      shown = inserted;
      sprite.x = home - (inserted ? 0 : CARD_TRAVEL);
      sprite.alpha = inserted ? 1 : 0.55;
      return true;
    },
  };
}

export const sdCardFace: Face = { paint, animate };
