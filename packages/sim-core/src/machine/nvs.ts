import type { McuContext } from "./mcu-context.js";

/*
 * Non-volatile storage of the ESP32: values under a key and a namespace, in flash. They outlast every reset and the loss of power.
 *
 * Not modelled: its size and wear, the time that writing takes, other types than the two that MicroPython writes, values that are
 * lost without `commit`.
 */

/** A whole number, or a blob as hexadecimal digits. */
export type NvsValue = number | string;

export interface NvsState {
  /** By `<namespace>/<type>/<key>`. */
  values: Record<string, NvsValue>;
}

type NvsType = "i32" | "blob";

export class Nvs {
  constructor(private readonly ctx: McuContext<NvsState>) {}

  static initialState(): NvsState {
    return { values: {} };
  }

  get(namespace: string, type: NvsType, key: string): NvsValue | undefined {
    return this.ctx.state.values[`${namespace}/${type}/${key}`];
  }

  set(namespace: string, type: NvsType, key: string, value: NvsValue): void {
    this.erase(namespace, key);
    this.ctx.state.values[`${namespace}/${type}/${key}`] = value;
  }

  /** False: there was none. */
  erase(namespace: string, key: string): boolean {
    const { values } = this.ctx.state;
    const names = (["i32", "blob"] as const)
      .map((type) => `${namespace}/${type}/${key}`)
      .filter((name) => name in values);
    for (const name of names) delete values[name];
    return names.length > 0;
  }
}
