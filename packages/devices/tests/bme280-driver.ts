/* The calculation that drivers of a BME280 have, in whole numbers (data sheet BST-BME280-DS002, 4.2.3). */

export interface Trim {
  readonly [name: string]: number;
}

/** 88h to A1h, and E1h to E7h. */
export function trimOf(low: Uint8Array, high: Uint8Array): Trim {
  const view = new DataView(low.buffer);
  const names = ["T1", "T2", "T3", "P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9"];
  const words = names.map((name, index) => {
    const unsigned = name === "T1" || name === "P1";
    return [name, unsigned ? view.getUint16(2 * index, true) : view.getInt16(2 * index, true)] as const;
  });
  const [e1 = 0, e2 = 0, e3 = 0, e4 = 0, e5 = 0, e6 = 0, e7 = 0] = high;
  const signed12 = (value: number): number => (value << 20) >> 20;
  return {
    ...Object.fromEntries(words),
    ...{ H1: low[25] ?? 0, H2: e1 | (e2 << 8), H3: e3 },
    ...{ H4: signed12((e4 << 4) | (e5 & 0x0f)), H5: signed12((e6 << 4) | (e5 >> 4)), H6: (e7 << 24) >> 24 },
  };
}

/** F7h to FEh as °C in hundredths, Pa in 256ths and % in 1024ths. */
export function compensate(trim: Trim, data: Uint8Array): { temperature: number; pressure: number; humidity: number } {
  const [p0 = 0, p1 = 0, p2 = 0, t0 = 0, t1 = 0, t2 = 0, h0 = 0, h1 = 0] = data;
  const raw = { p: (p0 << 12) | (p1 << 4) | (p2 >> 4), t: (t0 << 12) | (t1 << 4) | (t2 >> 4), h: (h0 << 8) | h1 };
  const of = (name: string): number => trim[name] ?? 0;
  const big = (name: string): bigint => BigInt(of(name));
  const step = (raw.t >> 4) - of("T1");
  const first = (((raw.t >> 3) - (of("T1") << 1)) * of("T2")) >> 11;
  const fine = first + ((((step * step) >> 12) * of("T3")) >> 14);

  let var1 = BigInt(fine) - 128_000n;
  let var2 = var1 * var1 * big("P6") + ((var1 * big("P5")) << 17n) + (big("P4") << 35n);
  var1 = ((var1 * var1 * big("P3")) >> 8n) + ((var1 * big("P2")) << 12n);
  var1 = (((1n << 47n) + var1) * big("P1")) >> 33n;
  let p = 1_048_576n - BigInt(raw.p);
  p = (((p << 31n) - var2) * 3125n) / var1;
  var1 = (big("P9") * (p >> 13n) * (p >> 13n)) >> 25n;
  var2 = (big("P8") * p) >> 19n;
  p = ((p + var1 + var2) >> 8n) + (big("P7") << 4n);

  const above = fine - 76_800;
  const left = ((raw.h << 14) - (of("H4") << 20) - of("H5") * above + 16_384) >> 15;
  const bent = (((((above * of("H6")) >> 10) * (((above * of("H3")) >> 11) + 32_768)) >> 10) + 2_097_152) * of("H2");
  let h = Math.imul(left, (bent + 8192) >> 14);
  h -= ((((h >> 15) * (h >> 15)) >> 7) * of("H1")) >> 4;
  h = Math.min(Math.max(h, 0), 419_430_400);
  return { temperature: ((fine * 5 + 128) >> 8) / 100, pressure: Number(p) / 256, humidity: (h >> 12) / 1024 };
}
