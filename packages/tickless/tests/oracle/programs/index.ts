import { awaiting } from "./await.js";
import { cancellingLate } from "./cancel-late.js";
import { cancellingWaiting } from "./cancel-waiting.js";
import { cancelling } from "./cancel.js";
import { chaining } from "./chain.js";
import { cleaningUp } from "./clean-up.js";
import { signalling } from "./event.js";
import { failing } from "./exceptions.js";
import { gatheringTasks } from "./gather-tasks.js";
import { gathering } from "./gather.js";
import { locking } from "./lock.js";
import { looping } from "./loop.js";
import { order } from "./order.js";
import { queueing } from "./queue.js";
import { admitting } from "./semaphore.js";
import { waitingAround } from "./wait-for-around.js";
import { waitingAndCancelling } from "./wait-for-cancel.js";
import { waitingWithTimeout } from "./wait-for.js";

/** All programs, by what they are about. */
export const programs = {
  order: [...order, ...chaining],
  await: awaiting,
  exceptions: [...failing, ...cleaningUp],
  "cancel a task": [...cancelling, ...cancellingWaiting, ...cancellingLate],
  "event, flag": signalling,
  lock: locking,
  "semaphore, barrier": admitting,
  queue: queueing,
  gather: [...gathering, ...gatheringTasks],
  wait_for: [...waitingWithTimeout, ...waitingAround, ...waitingAndCancelling],
  "the loop": looping,
} as const;
