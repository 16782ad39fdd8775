/** More is no state but a mistake: something that contains itself. */
const MAX_DEPTH = 20;

/** What of a value is no plain data, which snapshots could not copy: "state.list[2] is a function"; undefined: all is. */
export function oddity(value: unknown, path = "state", depth = 0): string | undefined {
  if (typeof value === "function" || typeof value === "symbol" || typeof value === "bigint") {
    return `${path} is a ${typeof value}`;
  }
  if (typeof value !== "object" || value === null) return undefined;
  if (depth > MAX_DEPTH) return `${path} is too deep, or contains itself`;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const odd = oddity(item, `${path}[${index}]`, depth + 1);
      if (odd !== undefined) return odd;
    }
    return undefined;
  }
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return undefined;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) {
    const { constructor } = value as { readonly constructor?: { readonly name?: string } };
    return `${path} is a ${constructor?.name ?? "thing with methods"}`;
  }
  for (const [key, member] of Object.entries(value)) {
    const odd = oddity(member, `${path}.${key}`, depth + 1);
    if (odd !== undefined) return odd;
  }
  return undefined;
}

/** A part remembers what is no plain data. */
export class NotPlainError extends TypeError {
  override readonly name = "NotPlainError";
  constructor(odd: string) {
    super(`what a part remembers is plain data, and ${odd}`);
  }
}
