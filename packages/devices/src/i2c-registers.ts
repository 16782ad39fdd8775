/** A chip with registers on I2C: the first byte written is the register, those after it and those read go on from there. */
import type { I2cTarget } from "@tickless/sim-core";

/** Part of the chip's state. */
export interface RegisterPointer {
  register: number;
  /** The next byte written is the register. */
  pointing: boolean;
}

export const registerPointer = (): RegisterPointer => ({ register: 0, pointing: false });

export interface RegisterChip {
  pointer(): RegisterPointer;
  answers(address: number): boolean;
  /** The register behind this one. */
  next(register: number): number;
  read(register: number): number;
  write(register: number, byte: number): void;
  /** At each START: what is read together belongs together. */
  start?(read: boolean): void;
}

export function registerTarget(chip: RegisterChip): I2cTarget {
  const advance = (): number => {
    const pointer = chip.pointer();
    const { register } = pointer;
    pointer.register = chip.next(register);
    return register;
  };
  return {
    matches: (address) => chip.answers(address),
    start: (read) => {
      chip.pointer().pointing = !read;
      chip.start?.(read);
    },
    write: (byte) => {
      const pointer = chip.pointer();
      if (pointer.pointing) Object.assign(pointer, { register: byte, pointing: false });
      else chip.write(advance(), byte);
      return true;
    },
    read: () => chip.read(advance()) & 0xff,
  };
}
