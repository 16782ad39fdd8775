import { formatTime } from "@tickless/sim-core/time";
import { useEffect, useRef, useState } from "preact/hooks";
import { download } from "./export-files.js";
import { exportSpan, fileStem, MAX_FRAMES, planFilm } from "./export-plan.js";
import { Dialog } from "./page-dialog.js";
import { messageOf, type PageModel } from "./page-model.js";

const RATES = [5, 10, 20, 25];
const SCALES = [0.5, 1, 1.5, 2];
const STRETCHES = [
  [0.1, "10 times faster"],
  [1, "as it is"],
  [10, "10 times slower"],
  [100, "100 times slower"],
  [1000, "1000 times slower"],
] as const;

/** Asks what film to make, and makes it. */
export function FilmDialog({ page }: { readonly page: PageModel }) {
  const { time, run } = page.session;
  const [fps, setFps] = useState(10);
  const [scale, setScale] = useState(1);
  const [stretch, setStretch] = useState(1);
  const { state, start, cancel } = useFilm(page);
  const span = exportSpan(time.view.value, time.markA.value, time.markB.value, run.end.value);
  const film = planFilm({ span, fps, stretch });
  const close = (): void => {
    cancel();
    page.dialog.value = undefined;
  };
  const seconds = ((film.times.length * film.delay) / 1000).toFixed(1);
  return (
    <Dialog title="Film of the board" onClose={close}>
      <p>
        From <strong class="time">{formatTime(span.start)}</strong> to{" "}
        <strong class="time">{formatTime(span.end)}</strong>: what lies between marks A and B, or what the timeline
        shows.
      </p>
      <fieldset class="form" disabled={state.kind === "busy"}>
        <Choice label="Speed" value={stretch} options={STRETCHES} onChange={setStretch} />
        <Choice
          label="Frames per second"
          value={fps}
          options={RATES.map((rate) => [rate, String(rate)] as const)}
          onChange={setFps}
        />
        <Choice
          label="Size"
          value={scale}
          options={SCALES.map((size) => [size, `${size * 100} %`] as const)}
          onChange={setScale}
        />
      </fieldset>
      <p class="quiet">
        {film.times.length} frames, {seconds} s.
        {film.cut && ` A film has at most ${MAX_FRAMES} frames: only the beginning of the span fits.`}
      </p>
      {state.kind === "busy" && (
        <progress
          class="progress"
          max={state.frames}
          value={state.done}
          aria-label={`Frame ${state.done} of ${state.frames}`}
        />
      )}
      {state.kind === "failed" && (
        <p role="alert" class="message error">
          The film could not be made: {state.message}
        </p>
      )}
      <footer class="dialog-foot">
        <span class="spacer" />
        <button type="button" class="button" onClick={state.kind === "busy" ? cancel : close}>
          {state.kind === "busy" ? "Stop" : "Cancel"}
        </button>
        <button
          type="button"
          class="button primary"
          autofocus
          disabled={state.kind === "busy"}
          onClick={() => start(film, scale)}
        >
          Make GIF
        </button>
      </footer>
    </Dialog>
  );
}

type FilmState =
  | { readonly kind: "idle" }
  | { readonly kind: "busy"; readonly done: number; readonly frames: number }
  | { readonly kind: "failed"; readonly message: string };

function useFilm(page: PageModel) {
  const [state, setState] = useState<FilmState>({ kind: "idle" });
  const stop = useRef<AbortController | undefined>(undefined);
  const cancel = (): void => stop.current?.abort();
  useEffect(() => cancel, []);
  const start = (film: ReturnType<typeof planFilm>, scale: number): void => {
    const { signal } = (stop.current = new AbortController());
    const make = async (): Promise<void> => {
      setState({ kind: "busy", done: 0, frames: film.times.length });
      const { makeGif } = await import("./export-film.js");
      const gif = await makeGif(page, film, scale, (progress) => setState({ kind: "busy", ...progress }), signal);
      download(gif, `${fileStem(page.session.project.project.value.name)}.gif`);
      page.dialog.value = undefined;
    };
    make().catch((error: unknown) =>
      setState(signal.aborted ? { kind: "idle" } : { kind: "failed", message: messageOf(error) }),
    );
  };
  return { state, start, cancel };
}

interface ChoiceProps {
  readonly label: string;
  readonly value: number;
  readonly options: readonly (readonly [number, string])[];
  readonly onChange: (value: number) => void;
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <label class="form-row">
      <span>{label}</span>
      <select class="field" value={String(value)} onChange={(event) => onChange(Number(event.currentTarget.value))}>
        {options.map(([option, text]) => (
          <option key={option} value={String(option)}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
