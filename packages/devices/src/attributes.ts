import type { Attributes, DeviceContext } from "@tickless/sim-core";

/** What a reader of attributes needs of a part's context. */
type Problems = Pick<DeviceContext<unknown>, "attributes" | "problem">;

/** An attribute as text without surrounding blanks; `fallback` when it is absent or empty. */
export function textAttribute(attributes: Attributes, name: string, fallback = ""): string {
  const value = attributes[name];
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return fallback;
  const text = String(value).trim();
  return text === "" ? fallback : text;
}

export interface NumberRange {
  readonly fallback: number;
  readonly min: number;
  readonly max: number;
}

/** An attribute as a number within a range; anything else is a problem of the part, and `fallback`. */
export function numberAttribute(ctx: Problems, name: string, range: NumberRange): number {
  const text = textAttribute(ctx.attributes, name);
  if (text === "") return range.fallback;
  const value = Number(text);
  if (Number.isFinite(value) && value >= range.min && value <= range.max) return value;
  ctx.problem(`'${name}' is '${text}'`, `write a number from ${range.min} to ${range.max}`);
  return range.fallback;
}

/** An attribute that names one of a few choices; anything else is a problem of the part, and `fallback`. */
export function choiceAttribute<Choice extends string>(
  ctx: Problems,
  name: string,
  choices: readonly Choice[],
  fallback: Choice,
): Choice {
  const text = textAttribute(ctx.attributes, name, fallback);
  const found = choices.find((choice) => choice === text);
  if (found === undefined) ctx.problem(`'${name}' is '${text}'`, `choose one of ${choices.join(", ")}`);
  return found ?? fallback;
}
