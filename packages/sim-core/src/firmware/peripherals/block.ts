import type { Nanos } from "../../time.js";
import { Request, type Coroutine } from "../asyncio/suspension.js";

/** The program as a whole stands still, other tasks too, until a time or until `over`: a transfer, `sleep` of a super-loop. */
export class Block extends Request {
  readonly kind = "block";

  constructor(
    readonly ns: Nanos,
    readonly soft: boolean,
    readonly over: () => boolean,
  ) {
    super();
  }
}

export function* block(ns: Nanos, soft: boolean, over: () => boolean = () => false): Coroutine {
  yield new Block(ns, soft, over);
}
