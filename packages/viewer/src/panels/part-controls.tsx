import { useRef } from "preact/hooks";
import type { Session } from "../app/session.js";
import type { ControlModel, PartModel } from "../protocol/project.js";
import { controlsOf, controlText, readControl, type Moment } from "./readings.js";

interface PartControlsProps {
  readonly session: Session;
  readonly moment: Moment;
  readonly part: PartModel;
  /** In a list: without the control's name. */
  readonly compact?: boolean;
}

/** What a person can move at a part. */
export function PartControls({ session, moment, part, compact = false }: PartControlsProps) {
  const controls = controlsOf(part);
  if (controls.length === 0) return null;
  return (
    <div class={compact ? "controls compact" : "controls"}>
      {controls.map((control) => (
        <Control
          key={control.name}
          name={`${part.id} ${control.name}`}
          label={compact ? undefined : control.name}
          control={control}
          value={readControl(moment, part.id, control)}
          onChange={(value) => session.setControl(part.id, control.name, value)}
        />
      ))}
    </div>
  );
}

interface ControlProps {
  readonly name: string;
  readonly label: string | undefined;
  readonly control: ControlModel;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

function Control(props: ControlProps) {
  if (props.control.kind === "momentary") return <PushButton {...props} />;
  return props.control.kind === "switch" ? <Switch {...props} /> : <Range {...props} />;
}

/** One of two positions. */
function Switch({ name, label, control, value, onChange }: ControlProps) {
  const on = value >= 0.5;
  return (
    <div class="control">
      {label && <span class="control-label">{label}</span>}
      <button
        type="button"
        role="switch"
        class={on ? "button push pressed" : "button push"}
        aria-label={name}
        aria-checked={on}
        onClick={() => onChange(on ? control.min : control.max)}
        onKeyDown={(event) => event.stopPropagation()}
      >
        {controlText(control, value)}
      </button>
    </div>
  );
}

/** Pressed as long as the pointer or the key is down. */
function PushButton({ name, label, control, value, onChange }: ControlProps) {
  const held = useRef(false);
  const pressed = value >= 0.5;
  const text = pressed ? "Pressed" : "Press";
  const hold = (down: boolean): void => {
    if (held.current === down) return;
    held.current = down;
    onChange(down ? control.max : control.min);
  };
  const isPress = ({ key }: KeyboardEvent): boolean => key === " " || key === "Enter";
  const keyDown = (event: KeyboardEvent): void => {
    if (!isPress(event)) return;
    event.preventDefault();
    event.stopPropagation();
    hold(true);
  };
  const pointerDown = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    hold(true);
  };
  return (
    <div class="control">
      {label && <span class="control-label">{label}</span>}
      <button
        type="button"
        class={pressed ? "button push pressed" : "button push"}
        aria-label={`${text}: ${name}`}
        aria-pressed={pressed}
        title="Hold to keep it pressed"
        onPointerDown={pointerDown}
        onPointerUp={() => hold(false)}
        onPointerCancel={() => hold(false)}
        onKeyDown={keyDown}
        onKeyUp={(event) => isPress(event) && hold(false)}
        onBlur={() => hold(false)}
      >
        {text}
      </button>
    </div>
  );
}

const STEPS = 1000;

function Range({ name, label, control, value, onChange }: ControlProps) {
  const { min, max } = control;
  const step = (max - min) / STEPS;
  const typed = (event: Event): void => {
    const number = (event.currentTarget as HTMLInputElement).valueAsNumber;
    if (Number.isFinite(number)) onChange(Math.min(max, Math.max(min, number)));
  };
  return (
    <div class="control">
      {label && <span class="control-label">{label}</span>}
      <input
        type="range"
        aria-label={name}
        aria-valuetext={controlText(control, value)}
        {...{ min, max, step }}
        value={value}
        onInput={(event) => onChange(event.currentTarget.valueAsNumber)}
        onKeyDown={(event) => event.stopPropagation()}
      />
      <input
        type="number"
        class="field number-field"
        aria-label={`${name}, number`}
        {...{ min, max }}
        step="any"
        value={Number(value.toPrecision(4))}
        onChange={typed}
        onKeyDown={(event) => event.stopPropagation()}
      />
      {label && control.unit !== "" && <span class="unit">{control.unit}</span>}
    </div>
  );
}
