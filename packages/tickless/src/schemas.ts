import { parseDuration } from "@tickless/sim-core";
import * as v from "valibot";

const DURATION = /^\s*(\d+(\.\d*)?\s*(ns|us|µs|ms|s|min|h)|0(\.0*)?)\s*$/i;
const durationMessage = 'a duration is text with a unit, for example "250ms" or "1.5s"';

/** A duration as text, in ns. A number without a unit is an error, as in Wokwi's scenarios. */
export const duration = v.pipe(
  v.string(durationMessage),
  v.regex(DURATION, durationMessage),
  v.transform((text) => parseDuration(text.toLowerCase())),
);

export const text = v.string("expected text");
export const number = v.pipe(v.number("expected a number"), v.finite("expected a finite number"));
export const level = v.picklist([0, 1], "expected 0 or 1");

/** A whole number from `min` on. */
export const whole = (min: number) => {
  const message = `expected a whole number from ${min} on`;
  return v.pipe(v.number(message), v.safeInteger(message), v.minValue(min, message));
};
