/** MicroPython's error numbers (py/mperrno.h); machine calls return them negated. */
export const EIO = 5;
export const EAGAIN = 11;
export const ENOMEM = 12;
export const EBUSY = 16;
export const ENODEV = 19;
export const EINVAL = 22;
export const EOPNOTSUPP = 95;
export const ETIMEDOUT = 110;
