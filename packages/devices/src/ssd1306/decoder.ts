/** Decodes what arrives over I2C (data sheet 8.1.5.2): control bytes, then commands with their arguments, or display data. */
import { writeData } from "./addressing.js";
import { commandOf } from "./commands.js";
import type { Ssd1306State } from "./state.js";

const CONTINUATION = 0x80;
const DATA = 0x40;

/** Reports something that firmware did wrong. */
export type Report = (kind: string, message: string) => void;

const hex = (byte: number): string => `${byte.toString(16).toUpperCase().padStart(2, "0")}h`;

export function startTransfer(state: Ssd1306State): void {
  state.expects = "control";
}

export function endTransfer(state: Ssd1306State, report: Report): void {
  if (state.expects === "one") report("protocol", "the transfer ended right after a control byte");
  state.expects = "control";
}

export function receive(state: Ssd1306State, byte: number, report: Report): void {
  if (state.expects === "control") return control(state, byte, report);
  if (state.expects === "one") state.expects = "control";
  if (state.data) writeData(state, byte);
  else receiveCommand(state, byte, report);
}

function control(state: Ssd1306State, byte: number, report: Report): void {
  if ((byte & ~(CONTINUATION | DATA)) !== 0) {
    report("protocol", `${hex(byte)} is no control byte: commands follow 00h or 80h, data follows 40h or C0h`);
  }
  state.expects = byte & CONTINUATION ? "one" : "all";
  state.data = (byte & DATA) !== 0;
  if (!state.data || state.command < 0) return;
  const missing = (commandOf(state.command)?.args ?? 0) - state.args.length;
  report("protocol", `display data came while command ${hex(state.command)} waits for ${missing} more argument(s)`);
  state.command = -1;
}

function receiveCommand(state: Ssd1306State, byte: number, report: Report): void {
  if (state.command < 0) {
    if (!commandOf(byte)) return report("unknown-command", `${hex(byte)} is no command of the SSD1306`);
    state.command = byte;
    state.args = [];
  } else {
    state.args.push(byte);
  }
  const command = commandOf(state.command);
  if (!command || state.args.length < command.args) return;
  const opcode = state.command;
  state.command = -1;
  const wrong = command.run(state, opcode, state.args);
  if (wrong) report("invalid-command", `${hex(opcode)} ${command.name}: ${wrong}`);
}
