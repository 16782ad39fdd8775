import { nameOf, type Circuit } from "../circuit.js";
import type { Finding } from "../finding.js";
import { gpioSpec, withRole, type Find } from "./rule.js";

export function* noAdc({ wires }: Circuit, find: Find): Iterable<Finding> {
  for (const wire of wires) {
    const [source] = withRole(wire, "analog");
    if (!source) continue;
    for (const gpio of withRole(wire, "gpio")) {
      const { definition } = gpio.part;
      if (gpioSpec(gpio)?.adc !== undefined) continue;
      const able = definition.mcu?.gpios.filter(({ adc, pin }) => adc !== undefined && !pin.startsWith("GPIO")) ?? [];
      const message = `${nameOf(source)} gives a voltage, and this pin has no ADC`;
      yield find("no-adc", gpio, { message, hint: `use ${able.map(({ pin }) => pin).join(", ")}` });
    }
  }
}
