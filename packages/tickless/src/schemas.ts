import { parseDuration } from "@tickless/sim-core";
import * as v from "valibot";

const DURATION = /^\s*(\d+(\.\d*)?\s*(ns|us|µs|ms|s|min|h)|0(\.0*)?)\s*$/i;
const durationMessage = 'a duration is text with a unit, for example "250ms" or "1.5s"';

/** A duration as text, in ns. A number without a unit is an error, as in Wokwi's scenarios. */
export const duration = v.pipe(
  v.string(durationMessage),
  v.regex(DURATION, durationMessage),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    try {
      return parseDuration(dataset.value.toLowerCase());
    } catch (error) {
      // Longer than a run can take.
      addIssue({ message: (error as Error).message });
      return NEVER;
    }
  }),
);

export const text = v.string("expected text");
/** What a part, a pin or a control is called; a pin may be called 2, which YAML takes for a number. */
export const name = v.union([text, v.pipe(v.number(), v.transform(String))], "expected text");
export const number = v.pipe(v.number("expected a number"), v.finite("expected a finite number"));
export const level = v.picklist([0, 1], "expected 0 or 1");

/** Bytes of a Python heap: with less Python does not start, and no board has more. */
export const HEAP = { min: 16 << 10, max: 8 << 20 } as const;
const heapMessage = `expected ${HEAP.min} to ${HEAP.max} bytes`;
export const heap = v.pipe(
  v.number(heapMessage),
  v.safeInteger(heapMessage),
  v.minValue(HEAP.min, heapMessage),
  v.maxValue(HEAP.max, heapMessage),
);

/** A whole number from `min` on. */
export const whole = (min: number) => {
  const message = `expected a whole number from ${min} on`;
  return v.pipe(v.number(message), v.safeInteger(message), v.minValue(min, message));
};
