import type { ComponentChild } from "preact";
import { useId } from "preact/hooks";
import type { Session } from "../app/session.js";
import type { PartModel } from "../protocol/project.js";
import { attributeText, partFields, type Field } from "./part-forms.js";

/** The attributes of a part, to be changed: diagram.json is edited, and the project runs again. */
export function PartAttributes({ session, part }: { readonly session: Session; readonly part: PartModel }) {
  const fields = partFields(part);
  if (fields.length === 0) return null;
  return (
    <section>
      <h3 class="panel-heading">Attributes</h3>
      <div class="form">
        {fields.map((field) => (
          <FieldRow
            key={field.name}
            field={field}
            value={attributeText(part.attributes, field.name)}
            onChange={(value) => session.setAttribute(part.id, field.name, value)}
          />
        ))}
      </div>
    </section>
  );
}

interface FieldProps {
  readonly field: Field;
  /** What is set; "": nothing. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function FieldRow({ field, value, onChange }: FieldProps) {
  const id = useId();
  return (
    <div class="form-row">
      <label for={id}>{field.label}</label>
      <span class="form-input">
        <Input id={id} field={field} value={value} onChange={onChange} />
        {(field.unit ?? field.hint) && <span class="unit">{field.unit ?? field.hint}</span>}
      </span>
    </div>
  );
}

function Input({ id, field, value, onChange }: FieldProps & { readonly id: string }): ComponentChild {
  const { input, choices = [], fallback, min, max } = field;
  const typed = {
    id,
    class: "field",
    ...(fallback === "" ? {} : { placeholder: fallback }),
    value,
    onKeyDown: (event: KeyboardEvent) => event.stopPropagation(),
    onChange: (event: Event) => onChange((event.currentTarget as HTMLInputElement).value),
  };
  switch (input) {
    case "choice":
      return (
        <select
          id={id}
          class="field"
          value={value || fallback}
          onChange={(event) => onChange(event.currentTarget.value)}
        >
          {choices.map((choice) => (
            <option key={choice} value={choice}>
              {choice}
            </option>
          ))}
        </select>
      );
    case "switch":
      return (
        <input
          id={id}
          type="checkbox"
          class="switch"
          role="switch"
          checked={(value || fallback) !== "0"}
          onChange={(event) => onChange(event.currentTarget.checked ? "1" : "0")}
        />
      );
    case "number":
      return (
        <input
          type="number"
          {...typed}
          {...(min === undefined ? {} : { min })}
          {...(max === undefined ? {} : { max })}
        />
      );
    case "text":
      return <input type="text" {...typed} />;
  }
}
