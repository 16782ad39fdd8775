/** A value in an error message. */
export function describe(value: unknown): string {
  if (isGenerator(value)) return "a coroutine; to call it, write yield* in place of yield";
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "function") return `the function '${value.name}'`;
  if (typeof value === "object" && value !== null) {
    const name = value.constructor?.name;
    return Array.isArray(value) ? "a list" : name && name !== "Object" ? `an object of ${name}` : "an object";
  }
  return String(value);
}

function isGenerator(value: unknown): boolean {
  return Object.prototype.toString.call(value) === "[object Generator]";
}
