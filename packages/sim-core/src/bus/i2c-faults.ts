import type { FaultControl, FaultSpec } from "../device.js";
import { HIGH_Z, strong, type Drive } from "../net.js";
import { us, type Nanos } from "../time.js";
import type { I2cTarget } from "./i2c.js";

/*
 * What can be wrong with a part on an I2C bus, whatever the part is: it does not answer, refuses data, holds a line down, or
 * holds SCL for longer than its controller likes.
 *
 * Not modelled: a part that answers to another's address; wrong data; lines that are held only for some bits of a byte.
 */

/** Longest stretch, µs: longer than the time-out of any controller. */
const LONGEST_US = 1_000_000;
const MOST_BYTES = 1024;

interface FaultHost {
  faultControl(name: string, spec: FaultSpec, changed?: (value: number) => void): FaultControl;
}

export class I2cFaults {
  private readonly nack: FaultControl;
  private readonly nackData: FaultControl;
  private readonly stretch: FaultControl;
  private readonly sda: ((drive: Drive) => void)[] = [];
  private readonly scl: ((drive: Drive) => void)[] = [];

  constructor(host: FaultHost) {
    this.nack = host.faultControl("nack", { description: "It does not answer to its address." });
    this.nackData = host.faultControl("nack-data", {
      max: MOST_BYTES,
      step: 1,
      typical: 1,
      description: "It does not acknowledge this data byte of a transfer and those after it; 0: it acknowledges all.",
    });
    const held = (drives: readonly ((drive: Drive) => void)[]) => (value: number) => {
      for (const drive of drives) drive(isOn(value) ? strong(0) : HIGH_Z);
    };
    host.faultControl("sda-low", { description: "It holds SDA down." }, held(this.sda));
    host.faultControl("scl-low", { description: "It holds SCL down." }, held(this.scl));
    this.stretch = host.faultControl("stretch", {
      max: LONGEST_US,
      typical: 1000,
      unit: "µs",
      description: "It holds SCL down for so long after each byte; the controller waits, or gives up.",
    });
  }

  /** What drives the lines that the part is on. */
  hold(scl: (drive: Drive) => void, sda: (drive: Drive) => void): void {
    this.scl.push(scl);
    this.sda.push(sda);
  }

  /** The target with its faults. */
  wrap(target: I2cTarget): I2cTarget {
    const { nack, nackData, stretch } = this;
    return {
      matches: (address) => !isOn(nack.value) && target.matches(address),
      start: (read) => {
        nackData.memory = 0;
        target.start?.(read);
      },
      write: (byte) => {
        const refused = nackData.value > 0 && nackData.memory + 1 >= nackData.value;
        if (refused) return false;
        nackData.memory++;
        return target.write(byte);
      },
      read: (last) => target.read(last),
      stretch: (): Nanos => Math.max(us(stretch.value), target.stretch?.() ?? 0),
      holds: () => target.holds?.() ?? false,
      stop: () => target.stop?.(),
    };
  }
}

const isOn = (value: number): boolean => value >= 0.5;
