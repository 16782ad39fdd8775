import { createRegistry, DEFINITIONS, readBoard } from "@tickless/devices";
import { defineDevice } from "@tickless/sim-core";
import { describe, expect, it } from "vitest";
import { checkWiring } from "./wiring.js";

/** A chip on I2C as it is, without a module around it. */
const CHIP = defineDevice({
  type: "chip",
  pins: ["VCC", "GND", "SCL", "SDA"],
  attributes: [],
  connect: () => undefined,
});
const REGISTRY = createRegistry([...DEFINITIONS, CHIP]);

type Found = (parts: readonly string[], wires: readonly string[]) => string[];

/** What is wrong with these parts ("led1 wokwi-led color=red") and wires ("GP2 led1:A") on a Pico: "rule at part:pin". */
const found: Found = (parts, wires) => foundOn("pico board-pi-pico", parts, wires);
const foundOnEsp32: Found = (parts, wires) => foundOn("esp board-esp32-devkit-c-v4", parts, wires);

function foundOn(board: string, parts: readonly string[], wires: readonly string[]): string[] {
  const [boardId] = board.split(" ");
  const placed = [board, ...parts].map((text) => {
    const [id, type, ...attributes] = text.split(" ");
    return { id, type, left: 0, top: 0, attrs: Object.fromEntries(attributes.map((one) => one.split("="))) as object };
  });
  const end = (name: string): string => (name.includes(":") ? name : `${boardId}:${name}`);
  const connections = wires.map((wire) => [...wire.split(" ").map(end), "green", []]);
  const diagram = JSON.stringify({ version: 1, parts: placed, connections });
  const { board: made, problems } = readBoard(diagram, "diagram.json", REGISTRY);
  if (!made) throw new Error(problems.map(({ message }) => message).join("\n"));
  return checkWiring(made).map(({ rule, part, pin }) => `${rule} at ${part}:${pin}`);
}

const POWERED = ["oled:VCC 3V3", "oled:GND GND.1"];
const ON_I2C0 = ["oled:SDA GP4", "oled:SCL GP5"];

describe("the wiring of", () => {
  it("a LED behind a resistor, on either side, is right", () => {
    const parts = ["led1 wokwi-led", "r1 wokwi-resistor value=330"];
    expect(found(parts, ["GP2 r1:1", "r1:2 led1:A", "led1:C GND.1"])).toEqual([]);
    expect(found(parts, ["GP2 led1:A", "led1:C r1:1", "r1:2 GND.1"])).toEqual([]);
  });

  it("a LED without one is not", () => {
    expect(found(["led1 wokwi-led"], ["GP2 led1:A", "led1:C GND.1"])).toEqual(["led-without-resistor at led1:A"]);
    expect(found(["led1 wokwi-led"], ["3V3 led1:A", "led1:C GP2"])).toEqual(["led-without-resistor at led1:A"]);
  });

  it("a LED that the pins themselves keep within its limits is a warning, at 5 V it is none of these", () => {
    const severity = (...wires: string[]) => {
      const parts = [
        { id: "pico", type: "board-pi-pico" },
        { id: "led1", type: "wokwi-led", attrs: { color: "blue" } },
      ];
      const connections = wires.map((wire) => [...wire.split(" "), "", []]);
      const { board } = readBoard(JSON.stringify({ parts, connections }), "diagram.json", REGISTRY);
      return checkWiring(board!).map((finding) => [finding.severity, /about .* V/.exec(finding.message)?.[0]]);
    };
    expect(severity("pico:GP2 led1:A", "led1:C pico:GND.1")).toEqual([["warning", "about 9 mA at 3.3 V"]]);
    expect(severity("pico:VBUS led1:A", "led1:C pico:GND.1")).toEqual([
      ["error", expect.stringMatching(/^about \d+ mA at 5 V$/)],
    ]);
  });

  it("a LED that is only half connected burns nothing", () => {
    expect(found(["led1 wokwi-led"], ["GP2 led1:A"])).toEqual([]);
  });

  it("a display needs power and ground", () => {
    expect(found(["oled board-ssd1306"], [...ON_I2C0, ...POWERED])).toEqual([]);
    expect(found(["oled board-ssd1306"], [...ON_I2C0, "oled:VCC 3V3"])).toEqual(["no-power at oled:GND"]);
    expect(found(["oled board-ssd1306"], [...ON_I2C0, "oled:VCC GND.2", "oled:GND GND.1"])).toEqual([
      "no-power at oled:VCC",
    ]);
  });

  it("an enable pin feeds nothing", () => {
    const display = (supply: string) =>
      found(["oled board-ssd1306"], [...ON_I2C0, `oled:VCC ${supply}`, "oled:GND GND.1"]);
    expect(display("3V3_EN")).toEqual(["no-power at oled:VCC"]);
    expect(display("ADC_VREF")).toEqual([]);
  });

  it("parts on one I2C bus have addresses of their own, as they have power and their pins choose", () => {
    const on = (scl: string, sda: string, id: string) => [
      `${id}:SCL ${scl}`,
      `${id}:SDA ${sda}`,
      `${id}:VCC 3V3`,
      `${id}:GND GND.1`,
    ];
    const displays = (second: string) =>
      found(["a board-ssd1306", `b board-ssd1306${second}`], [...on("GP5", "GP4", "a"), ...on("GP5", "GP4", "b")]);
    expect(displays("")).toEqual(["i2c-address at b:SDA"]);
    expect(displays(" i2cAddress=0x3d")).toEqual([]);
    const other = [...on("GP5", "GP4", "a"), ...on("GP7", "GP6", "b")];
    expect(found(["a board-ssd1306", "b board-ssd1306"], other)).toEqual([]);
    const clock = ["rtc:SCL GP5", "rtc:SDA GP4", "rtc:5V VBUS", "rtc:GND GND.1"];
    const imu = (...more: string[]) =>
      found(["rtc wokwi-ds1307", "imu wokwi-mpu6050"], [...clock, ...on("GP5", "GP4", "imu"), ...more]);
    expect(imu()).toContain("i2c-address at rtc:SDA");
    expect(imu("imu:AD0 3V3")).not.toContain("i2c-address at rtc:SDA");
  });

  it("sensors on one 1-Wire line have numbers of their own", () => {
    const wires = ["a", "b"].flatMap((id) => [`${id}:VCC 3V3`, `${id}:GND GND.1`, `${id}:DQ GP2`]);
    const up = ["r1:1 GP2", "r1:2 3V3"];
    const sensors = (second: string) =>
      found(["a wokwi-ds18b20", `b board-ds18b20${second}`, "r1 wokwi-resistor value=4700"], [...wires, ...up]);
    expect(sensors("")).toEqual(["one-wire-number at b:DQ"]);
    expect(sensors(" deviceID=010203040507")).toEqual([]);
  });

  it("a display that may be fed by either of two pins needs one of them", () => {
    const wires = ["oled:DATA GP4", "oled:CLK GP5", "oled:GND GND.1"];
    expect(found(["oled wokwi-ssd1306"], [...wires, "oled:VIN VBUS"])).toEqual([]);
    expect(found(["oled wokwi-ssd1306"], wires)).toContain("no-power at oled:VIN");
  });

  it("I2C belongs on pins of one controller, each line on its own", () => {
    const on = (sda: string, scl: string) =>
      found(["oled board-ssd1306"], [`oled:SDA ${sda}`, `oled:SCL ${scl}`, ...POWERED]);
    expect(on("GP5", "GP4")).toEqual(["i2c-pins at oled:SCL", "i2c-pins at oled:SDA"]);
    expect(on("GP4", "GP7")).toEqual(["i2c-pins at oled:SCL"]);
    expect(on("GP26", "GP27")).toEqual([]);
  });

  it("5 V do not belong at a GPIO, but may be divided", () => {
    expect(found([], ["VBUS GP3"])).toEqual(["gpio-on-supply at pico:GP3", "over-voltage at pico:GP3"]);
    const divider = ["r1 wokwi-resistor value=10k", "r2 wokwi-resistor value=20k"];
    expect(found(divider, ["VBUS r1:1", "r1:2 GP26", "GP26 r2:1", "r2:2 GND.1"])).toEqual([]);
    expect(found(["vcc1 wokwi-vcc voltage=12"], ["vcc1:VCC GP3"])).toContain("over-voltage at pico:GP3");
  });

  it("a potentiometer belongs at a pin with an ADC, and at 3.3 V", () => {
    const pot = (supply: string, pin: string) =>
      found(["pot wokwi-potentiometer"], [`pot:VCC ${supply}`, "pot:GND GND.1", `pot:SIG ${pin}`]);
    expect(pot("3V3", "GP26")).toEqual([]);
    expect(pot("3V3", "GP10")).toEqual(["no-adc at pico:GP10"]);
    expect(pot("VBUS", "GP26")).toEqual(["over-voltage at pico:GP26"]);
  });

  it("a GPIO is not wired to a supply", () => {
    expect(found([], ["GP2 3V3"])).toEqual(["gpio-on-supply at pico:GP2"]);
    expect(found(["r1 wokwi-resistor"], ["GP2 r1:1", "r1:2 3V3"])).toEqual([]);
  });

  it("supplies of different voltage are not joined", () => {
    expect(found(["vcc1 wokwi-vcc voltage=5"], ["vcc1:VCC 3V3"])).toEqual(["short-circuit at pico:3V3"]);
    expect(found(["vcc1 wokwi-vcc voltage=3.3"], ["vcc1:VCC 3V3"])).toEqual([]);
  });

  it("every colour of a LED of three, and every segment, has its resistor", () => {
    const rgb = ["rgb wokwi-rgb-led", "r1 wokwi-resistor value=220"];
    expect(found(rgb, ["GP2 r1:1", "r1:2 rgb:R", "GP3 rgb:G", "rgb:COM GND.1"])).toEqual([
      "led-without-resistor at rgb:G",
    ]);
    expect(found(rgb, ["GP2 rgb:R", "GP3 rgb:G", "rgb:COM r1:1", "r1:2 GND.1"])).toEqual([]);
    const digits = ["seg wokwi-7segment digits=4 common=cathode", "r1 wokwi-resistor value=220"];
    expect(found(digits, ["GP2 seg:A", "GP3 r1:1", "r1:2 seg:B", "GP4 seg:DIG2"])).toEqual([
      "led-without-resistor at seg:A",
    ]);
    const bar = ["bar wokwi-led-bar-graph", "r1 wokwi-resistor value=220"];
    expect(found(bar, ["GP2 bar:A1", "bar:C1 GND.1", "GP3 bar:A10", "bar:C10 r1:1", "r1:2 GND.1"])).toEqual([
      "led-without-resistor at bar:A1",
    ]);
  });

  it("two outputs do not share a wire", () => {
    const parts = ["a wokwi-gate-not", "b wokwi-gate-not"];
    const inputs = ["GP2 a:IN", "GP3 b:IN"];
    expect(found(parts, [...inputs, "a:OUT b:OUT", "a:OUT GP4"])).toEqual(["two-outputs at a:OUT"]);
    expect(found(parts, [...inputs, "a:OUT GP4", "b:OUT GP5"])).toEqual([]);
  });

  it("a module at 5 V does not drive a pin of 3.3 V, unless its output has less", () => {
    const ranger = (supply: string) =>
      found(["us wokwi-hc-sr04"], [`us:VCC ${supply}`, "us:GND GND.1", "us:TRIG GP2", "us:ECHO GP3"]);
    expect(ranger("3V3")).toEqual([]);
    expect(ranger("VBUS")).toEqual(["over-voltage at pico:GP3"]);
    expect(found(["pir wokwi-pir-motion-sensor"], ["pir:VCC VBUS", "pir:GND GND.1", "pir:OUT GP2"])).toEqual([]);
  });

  it("a pull-up to 5 V does not belong at a pin of 3.3 V", () => {
    const lcd = (supply: string) =>
      found(["lcd wokwi-lcd1602 pins=i2c"], [`lcd:VCC ${supply}`, "lcd:GND GND.1", "lcd:SDA GP4", "lcd:SCL GP5"]);
    expect(lcd("3V3")).toEqual([]);
    expect(lcd("VBUS")).toEqual(["pull-up-volts at pico:GP4", "pull-up-volts at pico:GP5"]);
    expect(found(["oled board-ssd1306"], [...ON_I2C0, "oled:VCC VBUS", "oled:GND GND.1"])).toEqual([]);
  });

  it("a pin that is only an input drives nothing", () => {
    const led = (pin: string) =>
      foundOnEsp32(["led1 wokwi-led", "r1 wokwi-resistor"], [`${pin} r1:1`, "r1:2 led1:A", "led1:C GND.1"]);
    expect(led("32")).toEqual([]);
    expect(led("34")).toEqual(["input-only at esp:34"]);
    const ranger = (trigger: string, echo: string) =>
      foundOnEsp32(["us wokwi-hc-sr04"], ["us:VCC 3V3", "us:GND GND.1", `us:TRIG ${trigger}`, `us:ECHO ${echo}`]);
    expect(ranger("32", "35")).toEqual([]);
    expect(ranger("35", "32")).toEqual(["input-only at esp:35"]);
  });

  it("an input is driven, pulled or wired to a level", () => {
    const register = ["sr wokwi-74hc595"];
    const wires = ["sr:VCC 3V3", "sr:GND GND.1", "sr:DS GP2", "sr:SHCP GP3", "sr:STCP GP4", "sr:MR 3V3"];
    expect(found(register, wires)).toEqual(["floating-input at sr:OE"]);
    expect(found(register, [...wires, "sr:OE GND.1"])).toEqual([]);
    const driver = ["VDD 3V3", "VMOT VBUS", "GND GND.1", "STEP GP2", "DIR GP3"].map((wire) => `drv:${wire}`);
    expect(found(["drv wokwi-a4988"], driver)).toEqual(["floating-input at drv:RESET"]);
    expect(found(["drv wokwi-a4988"], [...driver, "drv:RESET drv:SLEEP"])).toEqual([]);
  });

  it("a breadboard drives nothing and feeds nothing", () => {
    const parts = ["sr wokwi-74hc595", "bb wokwi-breadboard-mini"];
    const wires = ["sr:VCC 3V3", "sr:GND GND.1", "sr:DS GP2", "sr:SHCP GP3", "sr:STCP GP4", "sr:MR 3V3"];
    expect(found(parts, [...wires, "sr:OE bb:1t.a"])).toEqual(["floating-input at sr:OE"]);
    expect(found(parts, [...wires, "sr:OE bb:1t.a", "bb:1t.b GND.1"])).toEqual([]);
  });

  it("a part may have its power through a switch", () => {
    const parts = ["oled board-ssd1306", "sw wokwi-slide-switch"];
    expect(found(parts, [...ON_I2C0, "oled:GND GND.1", "oled:VCC sw:2", "sw:1 3V3"])).toEqual([]);
  });

  it("a 1-Wire line needs a pull-up", () => {
    const parts = ["t wokwi-ds18b20", "r1 wokwi-resistor value=4700"];
    const wires = ["t:VCC 3V3", "t:GND GND.1", "t:DQ GP2"];
    expect(found(parts, wires)).toEqual(["open-drain-pull-up at t:DQ"]);
    expect(found(parts, [...wires, "r1:1 t:DQ", "r1:2 3V3"])).toEqual([]);
    expect(found(["dht wokwi-dht22"], ["dht:VCC 3V3", "dht:GND GND.1", "dht:SDA GP2"])).toEqual([]);
  });

  it("both lines of I2C need a pull-up", () => {
    const parts = ["c chip", "r1 wokwi-resistor value=4700", "r2 wokwi-resistor value=4700"];
    const wires = ["c:VCC 3V3", "c:GND GND.1", "c:SDA GP4", "c:SCL GP5", "r1:1 GP4", "r1:2 3V3"];
    expect(found(parts, wires)).toEqual(["i2c-pull-up at c:SCL"]);
    expect(found(parts, [...wires, "r2:1 c:SCL", "r2:2 3V3"])).toEqual([]);
    expect(found([...parts, "oled board-ssd1306"], [...wires, ...ON_I2C0, ...POWERED])).toEqual([]);
  });

  it("a display on SPI has no I2C lines", () => {
    const wires = ["oled:DATA GP19", "oled:CLK GP18", "oled:DC GP16", "oled:CS GP17", "oled:RST GP20"];
    expect(found(["oled wokwi-ssd1306"], [...wires, "oled:VIN 3V3", "oled:GND GND.1"])).toEqual([]);
  });

  it("of parts that there is no model of nothing is known", () => {
    expect(found(["x wokwi-microphone"], ["x:1 GP2"])).toEqual([]);
  });
});
