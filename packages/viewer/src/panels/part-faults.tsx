import { useEffect, useId, useState } from "preact/hooks";
import { Icon } from "../app/page-icons.js";
import type { Session } from "../app/session.js";
import type { ControlModel, PartModel } from "../protocol/project.js";
import { controlText, faultsOf, presentFaults, readControl, type Moment } from "./readings.js";

/* What can break at a part, and what is broken. */

interface PartFaultsProps {
  readonly session: Session;
  readonly moment: Moment;
  readonly part: PartModel;
}

/** Closed at first, unless something is broken. */
export function PartFaults({ session, moment, part }: PartFaultsProps) {
  const faults = faultsOf(part);
  const present = presentFaults(moment, part).length;
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (present > 0) setOpen(true);
  }, [present > 0]);
  if (faults.length === 0) return null;
  return (
    <details class="part-faults" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary class="panel-heading">Faults{present > 0 ? ` (${present} on)` : ""}</summary>
      <ul>
        {faults.map((fault) => (
          <Fault
            key={fault.name}
            fault={fault}
            value={readControl(moment, part.id, fault)}
            onChange={(value) => session.setControl(part.id, fault.name, value)}
          />
        ))}
      </ul>
    </details>
  );
}

interface FaultProps {
  readonly fault: ControlModel;
  /** 0: not there. */
  readonly value: number;
  readonly onChange: (value: number) => void;
}

/** A switch, and beside it the value if it has more than two. */
function Fault({ fault, value, onChange }: FaultProps) {
  const id = useId();
  const { name, min, max, step, unit, description = "", typical = max } = fault;
  const isSwitch = min === 0 && max === 1 && step === 1;
  const typed = (event: Event): void => {
    const number = (event.currentTarget as HTMLInputElement).valueAsNumber;
    if (Number.isFinite(number)) onChange(Math.min(max, Math.max(min, number)));
  };
  return (
    <li class="part-fault">
      <input
        id={id}
        type="checkbox"
        class="switch"
        role="switch"
        aria-describedby={`${id}-description`}
        checked={value !== 0}
        onChange={(event) => onChange(event.currentTarget.checked ? typical : 0)}
      />
      <label for={id}>{name}</label>
      {!isSwitch && (
        <span class="part-fault-value">
          <input
            type="number"
            class="field number-field"
            aria-label={`${name}, number`}
            {...{ min, max }}
            step={step ?? "any"}
            value={Number(value.toPrecision(6))}
            onChange={typed}
            onKeyDown={(event) => event.stopPropagation()}
          />
          {unit !== "" && <span class="unit">{unit}</span>}
        </span>
      )}
      <p id={`${id}-description`}>{description}</p>
    </li>
  );
}

/** That something is broken, and what. */
export function FaultBadge({ moment, part }: Omit<PartFaultsProps, "session">) {
  const present = presentFaults(moment, part);
  if (present.length === 0) return null;
  const names = present.map((fault) => {
    const isSwitch = fault.max === 1 && fault.step === 1;
    return isSwitch ? fault.name : `${fault.name} ${controlText(fault, readControl(moment, part.id, fault))}`;
  });
  return (
    <span class="badge alarm fault-badge" title={`Broken: ${names.join(", ")}`}>
      <Icon name="fault" size={11} />
      {names[0]}
      {names.length > 1 && ` +${names.length - 1}`}
    </span>
  );
}
