import { boundsOf, cornersOf, type Box, type Point } from "./plane.js";

const QUARTERS: readonly (readonly [cos: number, sin: number])[] = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
];

/** Cosine and sine; exact for quarter turns, so that parts on a breadboard's grid stay on it. */
function direction(degrees: number): readonly [cos: number, sin: number] {
  const radians = (degrees * Math.PI) / 180;
  return QUARTERS[(((degrees / 90) % 4) + 4) % 4] ?? [Math.cos(radians), Math.sin(radians)];
}

/**
 * Where a part lies: `left` and `top` are the corner of its unrotated box, and it is turned clockwise about the box's centre
 * (Wokwi's diagram format): p' = (left, top) + C + R (p - C).
 */
export class Placement {
  private readonly cos: number;
  private readonly sin: number;
  /** The part's centre on the board. */
  readonly centre: Point;

  constructor(
    readonly left: number,
    readonly top: number,
    readonly degrees: number,
    readonly width: number,
    readonly height: number,
  ) {
    [this.cos, this.sin] = direction(degrees);
    this.centre = { x: left + width / 2, y: top + height / 2 };
  }

  /** From the part's own coordinates to the board's. */
  toBoard({ x, y }: Point): Point {
    const dx = x - this.width / 2;
    const dy = y - this.height / 2;
    return { x: this.centre.x + this.cos * dx - this.sin * dy, y: this.centre.y + this.sin * dx + this.cos * dy };
  }

  /** From the board's coordinates to the part's own. */
  toPart({ x, y }: Point): Point {
    const dx = x - this.centre.x;
    const dy = y - this.centre.y;
    return { x: this.width / 2 + this.cos * dx + this.sin * dy, y: this.height / 2 - this.sin * dx + this.cos * dy };
  }

  /** The box on the board around a box of the part. */
  boxOnBoard(area: Box): Box {
    return boundsOf(cornersOf(area).map((corner) => this.toBoard(corner))) as Box;
  }

  /** `a b c d e f` of the matrix that `toBoard` is, as canvases take it. */
  get matrix(): readonly [number, number, number, number, number, number] {
    const { x, y } = this.toBoard({ x: 0, y: 0 });
    return [this.cos, this.sin, -this.sin, this.cos, x, y];
  }
}
