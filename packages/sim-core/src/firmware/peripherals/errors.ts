import { EBUSY, EINVAL, EIO, ENODEV, ENOMEM, EOPNOTSUPP, ETIMEDOUT } from "../../machine/errno.js";

const NAMES = new Map<number, string>(
  Object.entries({ EBUSY, EINVAL, EIO, ENODEV, ENOMEM, EOPNOTSUPP, ETIMEDOUT }).map(([name, errno]) => [errno, name]),
);

/** A peripheral could not do what it was asked to; `errno` as in MicroPython. */
export class OSError extends Error {
  override readonly name = "OSError";

  constructor(readonly errno: number) {
    super(`[Errno ${errno}] ${NAMES.get(errno) ?? "unknown"}`);
  }
}

/** Passes a result on; one below zero is `-errno`. */
export function checked(result: number): number {
  if (result < 0) throw new OSError(-result);
  return result;
}
