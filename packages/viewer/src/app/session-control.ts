import { batch } from "@preact/signals";
import { ms, type Nanos } from "@tickless/sim-core";
import type { ControlModel, Input, InputNow } from "../protocol/project.js";
import type { RunControl } from "./session-run.js";
import type { SessionState } from "./session-state.js";

/** How long a button is pressed in a run that is done again with that. */
const PRESS: Nanos = ms(100);

/** What a person does to the board: at the end of the recording it happens now; before, it is offered as another run. */
export class BoardControl {
  constructor(
    private readonly state: SessionState,
    private readonly runs: RunControl,
  ) {}

  setControl(part: string, control: string, value: number): void {
    const input: InputNow = { kind: "control", part, control, value };
    if (this.isNow) return void this.act(input);
    const model = this.model(part, control);
    // Letting go of a button that was pressed while looking back.
    if (model?.kind === "momentary" && value === model.initial) return;
    const text = model?.kind === "range" ? `${part} ${control} ${shortNumber(value)}` : `${part} ${control}`;
    this.offer(input, value === model?.initial ? `${text} off` : text);
  }

  sendSerial(text: string, board?: string): void {
    const input: InputNow = { kind: "serial", text, ...(board === undefined ? {} : { board }) };
    if (this.isNow) void this.act(input);
    else this.offer(input, `type ${text.trim() || "Enter"}`);
  }

  dismiss(): void {
    this.state.forkOffer.value = undefined;
  }

  /** Makes the inputs of the other run: those before, and the one that is offered. */
  accept(): Input | undefined {
    const { forkOffer, project } = this.state;
    const offer = forkOffer.peek();
    if (!offer) return undefined;
    const { input } = offer;
    const before = project.inputs.peek().filter(({ time }) => time <= input.time);
    batch(() => {
      project.inputs.value = [...before, input, ...this.release(input)];
      forkOffer.value = undefined;
    });
    return input;
  }

  private get isNow(): boolean {
    const { time, run } = this.state;
    if (time.live.peek()) return true;
    return time.playing.peek() === 0 && time.cursor.peek() === run.end.peek() && !run.starting.peek();
  }

  private async act(input: InputNow): Promise<void> {
    const { inputs } = this.state.project;
    const done = await this.runs.input(input);
    if (done) inputs.value = [...inputs.peek(), done].sort((a, b) => a.time - b.time);
  }

  private offer(input: InputNow, text: string): void {
    const { time, forkOffer } = this.state;
    forkOffer.value = { input: { ...input, time: time.cursor.peek() }, text };
  }

  private release(input: Input): Input[] {
    if (input.kind !== "control") return [];
    const model = this.model(input.part, input.control);
    return model?.kind === "momentary" ? [{ ...input, time: input.time + PRESS, value: model.initial }] : [];
  }

  private model(part: string, control: string): ControlModel | undefined {
    const found = this.state.run.board.peek()?.parts.find(({ id }) => id === part);
    return found?.controls.find(({ name }) => name === control);
  }
}

const shortNumber = (value: number): string => String(Number(value.toPrecision(3)));
