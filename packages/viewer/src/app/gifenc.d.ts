/* gifenc 1.0.3 comes without types; these are of what is used, after its README. */
declare module "gifenc" {
  /** [red, green, blue] each. */
  export type Palette = readonly (readonly number[])[];

  export interface FrameOptions {
    readonly palette?: Palette;
    /** ms */
    readonly delay?: number;
    /** 0: for ever. */
    readonly repeat?: number;
  }

  export interface Encoder {
    writeFrame(index: Uint8Array, width: number, height: number, options?: FrameOptions): void;
    finish(): void;
    bytes(): Uint8Array<ArrayBuffer>;
  }

  export function GIFEncoder(): Encoder;
  export function quantize(rgba: Uint8ClampedArray, colors: number): Palette;
  export function applyPalette(rgba: Uint8ClampedArray, palette: Palette): Uint8Array;
}
