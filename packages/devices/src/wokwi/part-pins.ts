/*
 * Pins of the part types that Wokwi's editor knows (its documentation, and its command line's lint, MIT), for parts that there is
 * no model of here. One type to a line, a long one goes on in the next; "D0..7" stands for D0 to D7.
 */

/** Boards with a microcontroller. */
const BOARDS = `
  board-aitewinrobot-esp32c3-supermini: 0..10 3V3 5V GND RX TX
  board-aitewinrobot-esp32h2-supermini: 0..5 8..14 22 25..27 3V3 5V GND RX TX
  board-arduino-nano-esp32: 3V3 $gpio45 A0..7 B0 B1 D2..13 GND.1 GND.2 RST RX0 TX1 VBUS VIN
  board-esp-01: CH_PD GND GPIO0 GPIO2 RESET RX TX VCC
  board-esp32-2432s028r: 3.3V $3V3 $gpio2 $gpio4 $gpio12..17 $gpio21 $gpio25 $gpio32 $gpio33 $gpio36 $gpio39
    GND.1..3 IO21 IO22 IO27 IO35 RX TX VIN
  board-esp32-c3-devkitm-1: 0..10 18 19 3V3.1 3V3.2 5V.1 5V.2 GND.1..10 RST RX TX
  board-esp32-c3-rust-1: 0..7 9 10 18..21 3V3 5V 8.1 8.2 $sens1_SCL $sens1_SDA $sens2_SCL $sens2_SDA BAT+ EN GND
    NC1..6 RST
  board-esp32-c5-devkitc-1: 0..10 13..15 23..28 3V3 5V GND.1..4 NC0..2 RST RX TX
  board-esp32-c6-devkitc-1: 0..13 15 18..23 3V3 5V GND.1..4 NC0 NC1 RST RX TX
  board-esp32-c61-devkitc-1: 0..9 12..14 22..29 3V3 5V GND.1..4 NC0 NC1 RST RX TX
  board-esp32-cam: 0 2 4 12..16 3V3 5V.1 $gpio4 $gpio33 $sd_clk $sd_cmd $sd_d0..3 GND.1 GND.2 GNd.3 RX TX VCC
  board-esp32-devkit-c-v4: 0 2 4 5 12..19 21..23 25..27 32..35 3V3 5V CLK CMD D0..3 EN GND.1..3 RX TX VN VP
  board-esp32-devkit-v1: 3V3 D2 D4 D5 D12..15 D18 D19 D21..23 D25..27 D32..35 EN GND.1 GND.2 RX0 RX2 TX0 TX2 VIN VN VP
  board-esp32-h2-devkitm-1: 0..5 8..14 22 25..27 3V3 5V GND.1..6 NC RST RX TX VBAT
  board-esp32-p4-function-ev: 0..8 20..27 32 33 36..38 45..48 53 54 3V3.1 3V3.2 5V.1 5V.2 $gpio9..19 $gpio28..31
    $gpio34 $gpio35 $gpio39..44 $gpio49..52 GND.1..8
  board-esp32-p4-preview: 0..36 39..55 3V3 5V GND.1..3 RST RX TX
  board-esp32-s2-devkitm-1: 0..21 26 33..42 45 46 3V3 5V GND.1 GND.2 RST RX TX
  board-esp32-s3-box: 3V3.1..4 $gpio3..8 $gpio18 $gpio48 G9..14 G19..21 G38..44 GND.1..4
  board-esp32-s3-box-3: 3V3.1..4 $gpio3..8 $gpio18 $gpio48 G9..14 G19..21 G38..44 GND.1..4
  board-esp32-s3-devkitc-1: 0..21 35..42 45..48 3V3.1 3V3.2 5V GND.1..4 RST RX TX
  board-esp32-s31-function-coreboard-1: 0..4 35..40 42..49 60 61 3V3.1 3V3.2 5V.1 5V.2 CLK CMD D0..3 GND.1..7 RX0 TX0
  board-franzininho-wifi: 0..18 21 26 33..46 3V3.1 3V3.2 5V.1..3 21.2 GND.1..7 SCL SDA
  board-m5stack-core-s3: 3V3.1 5V.1 $gpio3 $gpio35..37 BAT G0..2 G5..14 G17 G18 G35..37 G43 G44 G8.2 G9.2 GND.1..6
    RST.1 RX SCL SDA TX VCC.1..3
  board-mch2022-badge: 3V3 $kite1..4 D2 D4 D5 D12..15 D18 D19 D21..23 D25..27 D32..35 EN GND RX0 RX2 TX0 TX2 VIN VN VP
  board-pi-pico: 3V3 3V3_EN ADC_VREF GND.1..8 GP0..22 GP26..28 RUN TP4 TP5 VBUS VSYS
  board-pi-pico-2: 3V3 3V3_EN ADC_VREF GND.1..8 GP0..22 GP26..28 RUN TP4 TP5 VBUS VSYS
  board-pi-pico-w: 3V3 3V3_EN $gpio24 $gpio29 ADC_VREF GND.1..8 GP0..22 GP26..28 RUN TP4 TP5 VBUS VSYS
  board-st-nucleo-c031c6: 3V3.1 3V3.2 5V.1..3 A0..5 AGND AVDD.1 AVDD.2 D0..15 E5V GND.1..9 IOREF.1 IOREF.2 NRST.1
    NRST.2 PA0..15 PB0.1 PB0.2 PB1..11 PB13..15 PB12.1 PB12.2 PC6 PC7 PC13..15 PD0..3 PD2.2 PF0 PF1 PF3 VDD VIN.1
    VIN.2
  board-st-nucleo-l031k6: 3V3 5V A0..7 D0..13 GND.1 GND.2 REF RST.1 RST.2 VCP_RX VCP_TX VIN
  board-st-nucleo-l432kc: 3V3 5V A0..7 D0..13 GND.1 GND.2 REF RST.1 RST.2 VCP_RX VCP_TX VIN
  board-stm32-blackpill: 3V3.1 3V3.2 5V.1 5V.2 A0..12 A15 B0..10 B12..15 C13..15 GND.1 GND.3 led R VB
  board-stm32-bluepill: 3V3.1 3V3.2 5V.1 A0..12 A15 B0 B1 B3..15 C13..15 GND.1..3 R VBAT
  board-wemos-lolin32-lite: 3V BAT- BAT+ EN GND GPIO0 GPIO2 GPIO4 GPIO5 GPIO12..19 GPIO22 GPIO23 GPIO25..27
    GPIO32..35 RX TX VN VP
  board-wemos-s2-mini: 1..6 8 10 12..18 21 34 36..40 3V3 7(SCK) 9(MISO) 11(MOSI) 33(SDA) 35(SCL) EN GND.1 GND.2 VBUS
  board-xiao-esp32-c3: 3V3 5V D0..10 GND
  board-xiao-esp32-c6: 3V3 5V $gpio15 D0..10 GND
  board-xiao-esp32-s3: 3V3 5V $gpio21 D0..10 GND
  wokwi-arduino-mega: 0..53 GND GND.1..5 5V 5V.1 5V.2 3.3V VIN IOREF RESET SCL SDA A0..15 AREF
  wokwi-arduino-nano: 0..13 GND GND.1..3 5V 5V.2 3.3V VIN RESET RESET.2 RESET.3 A0..7 AREF 11.2 12.2 13.2
  wokwi-arduino-uno: 0..13 GND GND.1..3 5V 3.3V VIN IOREF RESET A0..5 A4.2 A5.2 AREF
  wokwi-attiny85: PB0..5 GND VCC RST
  wokwi-esp32-devkit-v1: VIN GND.1 GND.2 D2 D4 D5 D12..15 D18 D19 D21..23 D25..27 D32..35 VN VP EN TX0 TX2 RX0 RX2 3V3
  wokwi-franzininho: GND.1 GND.2 VCC.1 VCC.2 PB0..5 VIN
  wokwi-nano-rp2040-connect: D2..13 GND.1 GND.2 RESET RX TX 3.3V AREF A0..7 5V RESET.2 VIN
  wokwi-pi-pico: GP0..22 GP26..28 GND.1..8 VBUS VSYS 3V3_EN 3V3 ADC_VREF RUN TP4 TP5
  wokwi-tinypico: $APA_PWR $APA_CLK $APA_DATA GND 3V3 4 5 14 15 18 19 21..23 25..27 32 33
`;

const PARTS = `
  board-bmp180: 3.3V GND SCL SDA VCC
  board-cd74hc4067: COM EN GND I0..15 S0..3 VCC
  board-ds18b20: DQ GND VCC
  board-epaper-2in9: BUSY CLK CS DC DIN GND RST VCC
  board-grove-oled-sh1107: GND.1 SCL.1 SDA VCC
  board-ili9341-cap-touch: CS D/C GND LED MISO MOSI RST SCK SCL SDA VCC
  board-ili9881c-8in:
  board-lm35: GND OUT VCC
  board-mfrc522: 3.3V GND IRQ MISO MOSI RST SCK SDA
  board-nokia-5110: BL BL.2 CE CE.2 CLK CLK.2  DC DC.2 DIN DIN.2  GND GND.2  RST RST.2  VCC VCC.2
  board-notecarrier-a: ATTN AUX1..4 AUXEN AUXRX AUXTX BAT EN GND MAIN NC1 NC2 RST RX SCL SDA TX V+ VIO VUSB
  board-ssd1306: GND SCL SDA VCC
  board-st7789: BL CS DC GND RST SCL SDA VCC
  board-tt-block-bidirectional-io: IN OE OUT UIO
  board-tt-block-input: CLK EXTCLK EXTIN0..7 EXTRST_N IN0..7 RST_N
  board-tt-block-input-8: EXTIN0..7 IN0..7
  board-tt-block-output: EXTOUT0..7 OUT0..7
  wokwi-74hc165: PL CP D0..7 Q7_N GND Q7 DS CE VCC
  wokwi-74hc595: Q0..7 GND Q7S MR SHCP STCP OE DS VCC
  wokwi-7segment: A B C D E F G DP DIG1..4 COM COM.1 COM.2 CLN
  wokwi-a4988: ENABLE MS1..3 RESET SLEEP STEP DIR GND GND.1 GND.2 VDD 1B 1A 2A 2B VMOT
  wokwi-analog-joystick: VCC VERT HORZ SEL GND
  wokwi-apa102-matrix: DI CI VCC GND DO CO
  wokwi-biaxial-stepper: A1- A1+ B1+ B1- A2- A2+ B2+ B2-
  wokwi-big-sound-sensor: AOUT GND VCC DOUT
  wokwi-buzzer: 1 2
  wokwi-clock-generator: CLK GND
  wokwi-dht22: VCC SDA NC GND
  wokwi-dip-switch-8: 1a 1b 2a 2b 3a 3b 4a 4b 5a 5b 6a 6b 7a 7b 8a 8b
  wokwi-ds1307: GND 5V SDA SCL SQW
  wokwi-ds18b20: VCC DQ GND
  wokwi-flame-sensor: VCC GND DOUT AOUT
  wokwi-flip-flop-d: D CLK Q NOTQ S R
  wokwi-flip-flop-dr: D CLK Q NOTQ S R
  wokwi-flip-flop-dsr: D CLK Q NOTQ S R
  wokwi-flip-flop-sr: S CLK R Q NOTQ
  wokwi-gas-sensor: VCC GND DOUT AOUT
  wokwi-gate-and-2: A B OUT
  wokwi-gate-buffer: IN OUT
  wokwi-gate-nand-2: A B OUT
  wokwi-gate-nor-2: A B OUT
  wokwi-gate-not: IN OUT
  wokwi-gate-or-2: A B OUT
  wokwi-gate-xnor-2: A B OUT
  wokwi-gate-xor-2: A B OUT
  wokwi-gnd: GND
  wokwi-hc-sr04: VCC TRIG ECHO GND
  wokwi-heart-beat-sensor: GND VCC OUT
  wokwi-hub75-matrix: R1 R2 G1 G2 B1 B2 A B C D E CLK LAT OE GND
  wokwi-hx711: GND DT SCK VCC
  wokwi-il9163: D/C CS SDA SCL RST LED VCC GND
  wokwi-ili9341: D/C CS SCK MOSI MISO RST LED VCC GND
  wokwi-ir-receiver: VCC DAT GND
  wokwi-ir-remote:
  wokwi-junction: J
  wokwi-ks2e-m-dc5: COIL1 COIL2 P1 P2 NO1 NO2 NC1 NC2
  wokwi-ky-040: CLK DT SW VCC GND
  wokwi-lcd1602: A K V0 RS RW E D0..7 VSS VDD GND VCC SCL SDA
  wokwi-lcd2004: A K V0 RS RW E D0..7 VSS VDD GND VCC SCL SDA
  wokwi-led: A C
  wokwi-led-bar-graph: A1..10 C1..10
  wokwi-led-matrix: DIN VDD VSS DOUT
  wokwi-led-ring: GND VCC DIN DOUT
  wokwi-led-strip: VDD DIN VSS VDD.2 DOUT VSS.2
  wokwi-logic-analyzer: D0..7 GND
  wokwi-logo:
  wokwi-max7219-matrix: DIN DOUT CS CS.2 GND GND.2 V+ V+.2 CLK CLK.2
  wokwi-membrane-keypad: R1..4 C1..4
  wokwi-microphone: 1 2
  wokwi-microsd-card: CS SCK DI DO CD GND VCC
  wokwi-mpu6050: INT AD0 XCL XDA SDA SCL GND VCC
  wokwi-mux-2: A B SEL OUT
  wokwi-neopixel: DIN VDD VSS DOUT
  wokwi-neopixel-canvas: DIN VDD VSS DOUT
  wokwi-neopixel-matrix: GND VCC DIN DOUT
  wokwi-neopixel-meter: DIN
  wokwi-neopixel-serial: DIN VDD VSS DOUT
  wokwi-nlsf595: QA QB QC QD QE QF QG QH GND SQH SCLR SCK RCK OE SI VCC
  wokwi-nokia-5110-screen: RST CE DC DIN CLK BL VCC GND
  wokwi-ntc-temperature-sensor: VCC OUT GND
  wokwi-photoresistor-sensor: VCC GND DO AO
  wokwi-pir-motion-sensor: VCC OUT GND
  wokwi-potentiometer: GND SIG VCC
  wokwi-pushbutton: 1.l 2.l 1.r 2.r
  wokwi-pushbutton-6mm: 1.l 2.l 1.r 2.r
  wokwi-relay-module: IN NO NC COM VCC GND
  wokwi-resistor: 1 2
  wokwi-rgb-led: COM R G B
  wokwi-rotary-dialer: GND DIAL PULSE
  wokwi-servo: GND V+ PWM
  wokwi-slide-potentiometer: GND SIG VCC
  wokwi-slide-switch: 1..3
  wokwi-small-sound-sensor: AOUT GND VCC DOUT
  wokwi-splendida: DIN VDD VSS DOUT
  wokwi-ssd1306: DATA CLK DC RST CS 3V3 GND VIN
  wokwi-stepper-motor: A- A+ B+ B-
  wokwi-text:
  wokwi-tilt-switch: GND VCC OUT
  wokwi-tm1637-7segment: CLK DIO GND VCC
  wokwi-tv: IN SYNC GND
  wokwi-vcc: VCC
  wokwi-wifi-ap:
`;

/** Boards whose microcontroller MicroPython does not run on. */
const WITHOUT_MICROPYTHON = /^wokwi-(arduino-(mega|nano|uno)|attiny85|franzininho)$/;
/** Boards that are newer than the table. */
const LOOKS_LIKE_BOARD =
  /^(wokwi|board)-(arduino|attiny|esp32|esp8266|nano-|pi-pico|raspberry|rp2|st-|stm32|teensy|xiao)/;

type Pins = ReadonlyMap<string, readonly string[]>;

function tableOf(text: string): Pins {
  const table = new Map<string, string[]>();
  let pins: string[] = [];
  for (const word of text.trim().split(/\s+/)) {
    if (word.endsWith(":")) table.set(word.slice(0, -1), (pins = []));
    else pins.push(...expand(word));
  }
  return table;
}

function expand(pins: string): string[] {
  const range = /^(.*?)(\d+)\.\.(\d+)$/.exec(pins);
  if (!range) return [pins];
  const [, name = "", first, last] = range;
  return Array.from({ length: Number(last) - Number(first) + 1 }, (_, index) => `${name}${Number(first) + index}`);
}

const boards = tableOf(BOARDS);
const parts = tableOf(PARTS);

/** The pins of a type that Wokwi's editor knows; undefined: it does not, as far as is known here. */
export const wokwiPins = (type: string): readonly string[] | undefined => parts.get(type) ?? boards.get(type);

/** The types of parts, boards left out, that Wokwi's editor knows. */
export const wokwiPartTypes = (): readonly string[] => [...parts.keys()];

/** What is known of a type as a board: "other" when MicroPython does not run on it; undefined: it is no board. */
export function boardKind(type: string): "other" | "board" | undefined {
  if (WITHOUT_MICROPYTHON.test(type)) return "other";
  return boards.has(type) || (!parts.has(type) && LOOKS_LIKE_BOARD.test(type)) ? "board" : undefined;
}
