/** The path of a sigrok-cli that runs; installs one if need be. Throws when it cannot. */
export function findSigrok(): string;
