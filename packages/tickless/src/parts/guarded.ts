import {
  ModelError,
  UsageError,
  type Attributes,
  type DeviceContext,
  type DeviceDefinition,
  type Drive,
  type Link,
  type Pin,
} from "@tickless/sim-core";
import { placesOf } from "../typescript/places.js";
import { NotPlainError, oddity } from "./plain-state.js";

/*
 * A part that others have written, as the simulation takes it: what goes wrong in its functions is told with the part, the time, and
 * the file and line; and what it hands over is looked at, for numbers that are none would spread.
 */

interface Behaviour<State> extends Omit<DeviceDefinition, "createState" | "connect" | "attributes"> {
  readonly createState?: (attributes: Attributes) => State;
  readonly connect: (ctx: DeviceContext<State>) => void;
}

/** The behaviour as a definition without attributes. */
export function guarded<State>({ createState, connect, ...others }: Behaviour<State>): DeviceDefinition {
  return {
    ...others,
    attributes: [],
    connect: (ctx) => {
      const guard = new Guard(ctx);
      guard.run(() => {
        const state = createState?.(ctx.attributes);
        const odd = oddity(state);
        if (odd !== undefined) throw new NotPlainError(odd);
        ctx.state = state;
        connect(contextFor(ctx as DeviceContext<State>, guard));
      });
    },
  };
}

/** Runs the part's functions. */
class Guard {
  constructor(private readonly ctx: Pick<DeviceContext<unknown>, "id" | "now">) {}

  run<T>(action: () => T): T {
    try {
      return action();
    } catch (error) {
      if (error instanceof UsageError || error instanceof ModelError) throw error;
      const { id, now } = this.ctx;
      const [place] = placesOf(error);
      const message = error instanceof Error ? error.message : `it has thrown ${String(error)}`;
      throw new ModelError(message, now, id, {
        cause: error,
        ...(place ? { place: { file: place.file, line: place.line } } : {}),
      });
    }
  }

  /** The function, run so. */
  of<Args extends unknown[], T>(action: (...args: Args) => T): (...args: Args) => T {
    return (...args) => this.run(() => action(...args));
  }

  /** The object with all its functions run so. */
  all<T extends object>(target: T): T {
    const known = new Map<PropertyKey, unknown>();
    return new Proxy(target, {
      get: (object, key) => {
        const value: unknown = Reflect.get(object, key, object);
        if (typeof value !== "function") return value;
        if (!known.has(key))
          known.set(
            key,
            this.of((...args: unknown[]): unknown => Reflect.apply(value, object, args)),
          );
        return known.get(key);
      },
    });
  }
}

/** What the part is given in place of its context. */
function contextFor<State>(ctx: DeviceContext<State>, guard: Guard): DeviceContext<State> {
  const pins = new Map<string, Pin>();
  return {
    ...methodsOf(ctx),
    id: ctx.id,
    attributes: ctx.attributes,
    random: ctx.random,
    get now() {
      return ctx.now;
    },
    get state() {
      return ctx.state;
    },
    set state(state) {
      ctx.state = state;
    },
    pin: (name) => {
      const known = pins.get(name) ?? pinFor(ctx.pin(name));
      pins.set(name, known);
      return known;
    },
    link: (a, b) => linkFor(ctx.link(a, b)),
    timer: (handler) => ctx.timer(guard.of(handler)),
    watchLevel: (pin, handler) => ctx.watchLevel(pin, guard.of(handler)),
    watchState: (pin, handler) => ctx.watchState(pin, guard.of(handler)),
    control: (name, spec, handler) => {
      const { min, max, initial } = spec;
      if (!(min < max && initial >= min && initial <= max)) {
        throw new RangeError(`control '${name}' goes from ${min} to ${max} and begins at ${initial}`);
      }
      ctx.control(name, spec, guard.of(handler));
    },
    faultControl: (name, spec, changed) => ctx.faultControl(name, spec, changed && guard.of(changed)),
    output: (name, kind) => {
      const track = ctx.output(name, kind);
      if (kind !== "output") return track;
      const write: typeof track.write = (...values) => {
        if (!Number.isFinite(values[0])) throw new RangeError(`output '${name}' cannot be ${String(values[0])}`);
        track.write(...values);
      };
      return new Proxy(track, {
        get: (object, key) => (key === "write" ? write : (Reflect.get(object, key, object) as unknown)),
      });
    },
    i2cTarget: (scl, sda, target) => ctx.i2cTarget(scl, sda, guard.all(target)),
    spiTarget: (lines, target) => ctx.spiTarget(lines, guard.all(target)),
    uartReceiver: (pin, receiver) => ctx.uartReceiver(pin, guard.all(receiver)),
    bitstreamReceiver: (pin, receiver) => ctx.bitstreamReceiver(pin, guard.all(receiver)),
    infraredReceiver: (changed) => ctx.infraredReceiver(guard.of(changed)),
    warn: (message, hint) => ctx.warn(message, hint),
  };
}

/** All its methods, as they are. */
function methodsOf<State>(ctx: DeviceContext<State>): DeviceContext<State> {
  const methods: Record<string, unknown> = {};
  for (let level: object = ctx; level !== Object.prototype; level = Object.getPrototypeOf(level) as object) {
    for (const name of Object.getOwnPropertyNames(level)) {
      const method: unknown = Object.getOwnPropertyDescriptor(level, name)?.value;
      if (typeof method !== "function" || name === "constructor" || name in methods) continue;
      methods[name] = method.bind(ctx) as unknown;
    }
  }
  return methods as unknown as DeviceContext<State>;
}

function pinFor(pin: Pin): Pin {
  const set = (drive: Drive): void => {
    const { volts, ohms } = drive;
    if (!Number.isFinite(volts) || !(ohms >= 0)) {
      throw new RangeError(`pin '${pin.name}' cannot be driven to ${volts} V behind ${ohms} ohm`);
    }
    pin.set(drive);
  };
  return {
    name: pin.name,
    net: pin.net,
    get drive() {
      return pin.drive;
    },
    get level() {
      return pin.level;
    },
    get state() {
      return pin.state;
    },
    set,
    read: () => pin.read(),
    thevenin: () => pin.thevenin(),
  };
}

function linkFor(link: Link): Link {
  return {
    get ohms() {
      return link.ohms;
    },
    set: (ohms) => {
      if (!(ohms >= 0)) throw new RangeError(`a link cannot have ${ohms} ohm`);
      link.set(ohms);
    },
  };
}
