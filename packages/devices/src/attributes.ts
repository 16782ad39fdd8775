import type { Attributes, DeviceContext } from "@tickless/sim-core";

/** What a reader of attributes needs of a part's context. */
type Problems = Pick<DeviceContext<unknown>, "attributes" | "warn">;

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

/** An attribute as a number within a range. What lies outside is told, and taken for the nearest; what is no number, for `fallback`. */
export function numberAttribute(ctx: Problems, name: string, range: NumberRange): number {
  const text = textAttribute(ctx.attributes, name);
  if (text === "") return range.fallback;
  const value = Number(text);
  if (value >= range.min && value <= range.max) return value;
  const taken = Number.isNaN(value) ? range.fallback : Math.min(Math.max(value, range.min), range.max);
  ctx.warn(`'${name}' is '${text}', taken for ${taken}`, `write a number from ${range.min} to ${range.max}`);
  return taken;
}

/** An attribute that names one of a few choices, in whichever case; anything else is told, and taken for `fallback`. */
export function choiceAttribute<Choice extends string>(
  ctx: Problems,
  name: string,
  choices: readonly Choice[],
  fallback: Choice,
): Choice {
  const text = textAttribute(ctx.attributes, name, fallback);
  const found = choices.find((choice) => choice.toLowerCase() === text.toLowerCase());
  if (found === undefined) {
    ctx.warn(`'${name}' is '${text}', taken for '${fallback}'`, `choose one of ${choices.join(", ")}`);
  }
  return found ?? fallback;
}
