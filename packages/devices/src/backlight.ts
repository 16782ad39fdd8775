/** The backlight of a display module: a LED between its own pin and GND, with a resistor. */
import { dutyOf, type DeviceContext } from "@tickless/sim-core";

/** A white LED's. */
const LED_VOLTS = 2.7;

/** Declares the output `backlight`, 0 to 1; a pin that nothing drives has it on, as modules without the wire have. */
export function connectBacklight(
  ctx: Pick<DeviceContext<{ backlight: number }>, "pin" | "output" | "watchState" | "state">,
  name: string,
): void {
  const pin = ctx.pin(name);
  const track = ctx.output("backlight", "output");
  track.write((ctx.state.backlight = 1));
  ctx.watchState(pin, () => {
    const { volts, pwm } = pin.state;
    const driven = pin.thevenin().ohms !== Infinity;
    const light = !driven ? 1 : volts < LED_VOLTS ? 0 : pwm ? dutyOf(pwm) : 1;
    if (light !== ctx.state.backlight) track.write((ctx.state.backlight = light));
  });
}
