/** A picture: its pixels row by row from the top left, 1 is lit (of an LCD: dark), 0 as when nothing is shown. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
  /** What it says, of a display that has characters: a line for each row. */
  readonly text?: string;
  /** Red, green and blue of each pixel, 0 to 255, of a display that has colours. */
  readonly rgb?: Uint8Array;
}
