import { effect, useSignal, type ReadonlySignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Session } from "../app/session.js";
import type { ControlArea } from "../faces/shape.js";
import type { ControlModel } from "../protocol/project.js";
import { areaOnBoard, inReadingOrder, type BoardLayout, type PlacedPart } from "./board-layout.js";
import type { Box } from "./plane.js";
import type { StateReader } from "./state-reader.js";
import type { View } from "./view.js";

interface Props {
  readonly session: Session;
  readonly layout: ReadonlySignal<BoardLayout | undefined>;
  readonly reader: ReadonlySignal<StateReader>;
  readonly view: ReadonlySignal<View>;
}

/** What is spoken is brought up to date this often at most. */
const SPEAK_MS = 120;

/** The parts for keyboards and screen readers: invisible elements over the picture, with the focus ring. */
export function BoardParts({ session, layout, reader, view }: Props) {
  const moment = useMoment(session);
  const { scale, x, y } = view.value;
  void moment.value;
  const parts = inReadingOrder(layout.value?.parts ?? []);
  const transform = `translate(${x}px, ${y}px) scale(${scale})`;
  return (
    <div class="board-parts" role="list" aria-label="Parts" style={{ transform, "--px": 1 / scale }}>
      {parts.map((part) => (
        <Part key={part.model.id} part={part} reader={reader.value} session={session} />
      ))}
    </div>
  );
}

/** Changes when the state has, but not too often. */
function useMoment(session: Session) {
  const moment = useSignal(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = effect(() => {
      void session.time.state.value;
      timer ??= setTimeout(() => {
        timer = undefined;
        moment.value++;
      }, SPEAK_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [session]);
  return moment;
}

/** "LED led1, red, 40 % bright" */
export function spoken(part: PlacedPart, reader: StateReader): string {
  const { shape, model } = part;
  const state = shape.describe?.(model, reader.part(model.id)) ?? "";
  return `${shape.name} ${model.id}${state === "" ? "" : `, ${state}`}`;
}

const placed = ({ x, y, width, height }: Box) => ({
  left: `${x}px`,
  top: `${y}px`,
  width: `${width}px`,
  height: `${height}px`,
});

function Part({ part, reader, session }: { part: PlacedPart; reader: StateReader; session: Session }) {
  const { model, controls } = part;
  const description = spoken(part, reader);
  const select = (): void => void (session.look.selection.value = { kind: "part", part: model.id });
  if (controls.length > 0) {
    return (
      <div role="listitem">
        {controls.map((control) => (
          <Control key={control.control} {...{ part, control, reader, session, description }} />
        ))}
      </div>
    );
  }
  return (
    <div role="listitem">
      <div
        role="group"
        tabIndex={0}
        class="board-part"
        style={placed(areaOnBoard(part))}
        aria-label={description}
        data-part={model.id}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          select();
          event.stopPropagation();
        }}
      />
    </div>
  );
}

interface ControlProps {
  readonly part: PlacedPart;
  readonly control: ControlArea;
  readonly reader: StateReader;
  readonly session: Session;
  readonly description: string;
}

/** A click by a screen reader, which has no length, presses for this long. */
const TAP_MS = 120;

function Control(props: ControlProps) {
  const model = props.part.model.controls.find(({ name }) => name === props.control.control);
  if (!model) return null;
  if (props.control.kind === "toggle") return <ToggleControl {...props} />;
  return model.kind === "momentary" ? <PressControl {...props} /> : <RangeControl {...props} model={model} />;
}

function PressControl({ part, control, reader, session, description }: ControlProps) {
  const id = part.model.id;
  const set = (value: number): void => session.setControl(id, control.control, value);
  const isPress = (event: KeyboardEvent): boolean => event.key === " " || event.key === "Enter";
  const take = (event: Event): void => {
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <button
      type="button"
      class={`board-part${control.round ? " round" : ""}`}
      style={placed(areaOnBoard(part, control))}
      aria-label={description}
      aria-pressed={reader.value(`${id}.${control.control}`) >= 0.5}
      data-part={id}
      data-control={control.control}
      onKeyDown={(event) => {
        if (!isPress(event)) return;
        take(event);
        if (!event.repeat) set(1);
      }}
      onKeyUp={(event) => {
        if (!isPress(event)) return;
        take(event);
        set(0);
      }}
      onClick={() => {
        set(1);
        setTimeout(() => set(0), TAP_MS);
      }}
    />
  );
}

function ToggleControl({ part, control, reader, session, description }: ControlProps) {
  const id = part.model.id;
  const on = reader.value(`${id}.${control.control}`) >= 0.5;
  return (
    <button
      type="button"
      role="switch"
      class={`board-part${control.round ? " round" : ""}`}
      style={placed(areaOnBoard(part, control))}
      aria-label={description}
      aria-checked={on}
      data-part={id}
      data-control={control.control}
      // The page has keys of its own.
      onKeyDown={(event) => {
        if (event.key === " " || event.key === "Enter") event.stopPropagation();
      }}
      onClick={() => session.setControl(id, control.control, on ? 0 : 1)}
    />
  );
}

const KEY_STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 0.01,
  ArrowUp: 0.01,
  ArrowLeft: -0.01,
  ArrowDown: -0.01,
  PageUp: 0.1,
  PageDown: -0.1,
  Home: -1,
  End: 1,
};

const shortened = (value: number): string => String(Number(value.toPrecision(4)));

function RangeControl({ part, control, reader, session, description, model }: ControlProps & { model: ControlModel }) {
  const id = part.model.id;
  const { min, max, initial, unit, step: least = 0 } = model;
  const value = reader.value(`${id}.${control.control}`);
  const now = Number.isNaN(value) ? initial : value;
  return (
    <div
      role="slider"
      tabIndex={0}
      class={`board-part${control.round ? " round" : ""}`}
      style={placed(areaOnBoard(part, control))}
      aria-label={description}
      aria-valuemin={min}
      aria-valuemax={max}
      aria-valuenow={now}
      aria-valuetext={unit === "" ? `${Math.round(((now - min) / (max - min)) * 100)} %` : `${shortened(now)} ${unit}`}
      data-part={id}
      data-control={control.control}
      onKeyDown={(event) => {
        const step = event.shiftKey ? undefined : KEY_STEPS[event.key];
        if (step === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        const by = Math.sign(step) * Math.max(least, Math.abs(step) * (max - min));
        const next = Math.min(max, Math.max(min, now + by));
        session.setControl(id, control.control, Number(next.toFixed(4)));
      }}
    />
  );
}
