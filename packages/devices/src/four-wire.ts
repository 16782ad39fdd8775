/**
 * The serial interface of display controllers, "4-wire SPI": SCK, data, CS (low selects) and D/C (low: a command, high: its data or
 * pixels), and RST (low resets). It is the same for OLED and TFT controllers (Solomon SSD1306 data sheet 8.1.3, Ilitek ILI9341
 * data sheet 7.1).
 *
 * A byte's D/C is sampled with its last bit; a transfer is handed over when it has ended, and no program moves D/C in the middle of
 * one. A CS that is not connected counts as low, an RST as high, as modules have it.
 */
import type { DeviceContext, Pin } from "@tickless/sim-core";
import { tell, type Excursions } from "./excursions.js";

export interface FourWirePins {
  readonly sck: string;
  readonly mosi: string;
  readonly miso?: string;
  readonly cs: string;
  readonly dc: string;
  readonly rst: string;
}

export interface FourWire {
  /** Whether it works at all: powered. */
  works(): boolean;
  command(bytes: Uint8Array): void;
  /** Returns what it has on MISO meanwhile, if anything. */
  data(bytes: Uint8Array): Uint8Array | undefined;
  /** RST has gone low. */
  reset(): void;
}

type Context = Pick<DeviceContext<{ told: Excursions }>, "pin" | "state" | "fault" | "watchLevel" | "spiTarget">;

export function connectFourWire(ctx: Context, names: FourWirePins, chip: FourWire): void {
  const [sck, mosi, cs, dc, rst] = (["sck", "mosi", "cs", "dc", "rst"] as const).map((role) =>
    ctx.pin(names[role]),
  ) as [Pin, Pin, Pin, Pin, Pin];
  const miso = names.miso === undefined ? {} : { miso: ctx.pin(names.miso) };
  ctx.watchLevel(rst, () => {
    if (rst.level === 0) chip.reset();
  });
  ctx.spiTarget(
    { sck, mosi, ...miso },
    {
      transfer: ({ data }) => {
        if (cs.level === 1 || rst.level === 0 || !chip.works()) return undefined;
        tell(ctx, "floating-input", dc.level > 1, `${names.dc} is not driven while something is sent over SPI`);
        if (dc.read() === 1) return chip.data(data);
        chip.command(data);
        return undefined;
      },
    },
  );
}
