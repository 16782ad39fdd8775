import { applyPalette, GIFEncoder, quantize } from "gifenc";
import type { Film } from "./export-plan.js";
import type { PageModel } from "./page-model.js";

/* Films of the board. A chunk of its own: the encoder is loaded when somebody wants a film. */

export interface FilmProgress {
  readonly done: number;
  readonly frames: number;
}

/** The film as an animated GIF. Rejects with an AbortError when `signal` says so. */
export async function makeGif(
  { session, modules }: PageModel,
  film: Film,
  scale: number,
  onProgress: (progress: FilmProgress) => void,
  signal: AbortSignal,
): Promise<Blob> {
  const camera = await modules.camera(session, scale);
  try {
    const gif = GIFEncoder();
    for (const [index, time] of film.times.entries()) {
      signal.throwIfAborted();
      const { data, width, height } = pixelsOf(camera.picture(await session.store.stateAt(time, film.exposure)));
      // A board's colours hardly change, but its lights do: each frame has a palette of its own.
      const palette = quantize(data, 256);
      gif.writeFrame(applyPalette(data, palette), width, height, { palette, delay: film.delay });
      onProgress({ done: index + 1, frames: film.times.length });
      // The page stays alive between frames, and the person can change their mind.
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    gif.finish();
    return new Blob([gif.bytes()], { type: "image/gif" });
  } finally {
    camera.close();
  }
}

function pixelsOf(source: HTMLCanvasElement): ImageData {
  const canvas = document.createElement("canvas");
  canvas.width = source.width;
  canvas.height = source.height;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("this browser gives no canvas to draw on");
  context.drawImage(source, 0, 0);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
