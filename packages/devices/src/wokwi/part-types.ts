/** Part types that the Wokwi editor offers, so that one without a model here can be told from a misspelt one. */
const WOKWI = `
  74hc165 74hc595 7segment a4988 analog-joystick apa102-matrix arduino-mega arduino-nano arduino-uno attiny85
  biaxial-stepper big-sound-sensor breadboard breadboard-half breadboard-mini buzzer clock-generator dht22
  dip-switch-8 ds1307 ds18b20 esp32-devkit-v1 flame-sensor flip-flop-d flip-flop-dr flip-flop-dsr flip-flop-sr
  franzininho gas-sensor gate-and-2 gate-buffer gate-nand-2 gate-nor-2 gate-not gate-or-2 gate-xnor-2 gate-xor-2
  gnd hc-sr04 heart-beat-sensor hub75-matrix hx711 il9163 ili9341 ir-receiver ir-remote ks2e-m-dc5 ky-040 lcd1602
  lcd2004 led led-bar-graph led-matrix led-ring led-strip logic-analyzer logo max7219-matrix membrane-keypad
  microphone microsd-card mpu6050 mux-2 nano-rp2040-connect neopixel neopixel-canvas neopixel-matrix
  neopixel-meter neopixel-serial nlsf595 nokia-5110-screen ntc-temperature-sensor photoresistor-sensor pi-pico
  pir-motion-sensor potentiometer pushbutton pushbutton-6mm relay-module resistor rgb-led rotary-dialer servo
  slide-potentiometer slide-switch small-sound-sensor splendida ssd1306 stepper-motor text tilt-switch tinypico
  tm1637-7segment tv vcc wifi-ap
`;
const BOARD = `
  aitewinrobot-esp32c3-supermini aitewinrobot-esp32h2-supermini arduino-nano-esp32 bmp180 cd74hc4067 ds18b20
  epaper-2in9 esp-01 esp32-2432s028r esp32-c3-devkitm-1 esp32-c3-rust-1 esp32-c5-devkitc-1 esp32-c6-devkitc-1
  esp32-c61-devkitc-1 esp32-cam esp32-devkit-c-v4 esp32-devkit-v1 esp32-h2-devkitm-1 esp32-p4-function-ev
  esp32-p4-preview esp32-s2-devkitm-1 esp32-s3-box esp32-s3-box-3 esp32-s3-devkitc-1
  esp32-s31-function-coreboard-1 franzininho-wifi grove-oled-sh1107 ili9341-cap-touch ili9881c-8in lm35
  m5stack-core-s3 mch2022-badge mfrc522 nokia-5110 notecarrier-a pi-pico pi-pico-2 pi-pico-w ssd1306
  st-nucleo-c031c6 st-nucleo-l031k6 st-nucleo-l432kc st7789 stm32-blackpill stm32-bluepill
  tt-block-bidirectional-io tt-block-input tt-block-input-8 tt-block-output wemos-lolin32-lite wemos-s2-mini
  xiao-esp32-c3 xiao-esp32-c6 xiao-esp32-s3
`;

const words = (list: string): string[] => list.trim().split(/\s+/);

const TYPES: ReadonlySet<string> = new Set([
  ...words(WOKWI).map((name) => `wokwi-${name}`),
  ...words(BOARD).map((name) => `board-${name}`),
]);

export const isWokwiType = (type: string): boolean => TYPES.has(type);
