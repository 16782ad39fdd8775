/** Test-bench processes: coroutines that drive a simulation from outside. */
export { first } from "../firmware/asyncio/first.js";
export * from "./test-bench.js";
export * from "./waits.js";
