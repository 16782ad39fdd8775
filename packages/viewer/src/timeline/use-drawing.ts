import { effect, type ReadonlySignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";

/** Draws at most once a frame, and only when somebody says that there is something to draw. */
export function onceAFrame(draw: () => void): { readonly ask: () => void; readonly stop: () => void } {
  let frame = 0;
  return {
    ask: () => {
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        draw();
      });
    },
    stop: () => cancelAnimationFrame(frame),
  };
}

/** Calls `draw` in a frame after one of the signals has changed. */
export function useDrawing(draw: () => void, signals: readonly ReadonlySignal[]): void {
  useEffect(() => {
    const frame = onceAFrame(draw);
    const stop = effect(() => {
      for (const each of signals) void each.value;
      frame.ask();
    });
    return () => {
      stop();
      frame.stop();
    };
  }, []);
}

/** The size of a canvas in device px, set on it when it changed; its context, ready to draw on. */
export function prepare(
  ref: RefObject<HTMLCanvasElement | null>,
  width: number,
  height: number,
  dpr: number,
): CanvasRenderingContext2D | undefined {
  const canvas = ref.current;
  const ctx = canvas?.getContext("2d");
  if (!canvas || !ctx) return undefined;
  const w = Math.max(1, Math.round(width * dpr));
  const h = Math.max(1, Math.round(height * dpr));
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
    canvas.style.width = `${w / dpr}px`;
    canvas.style.height = `${h / dpr}px`;
  }
  return ctx;
}
