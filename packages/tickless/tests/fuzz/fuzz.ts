import { Random } from "@tickless/sim-core";
import { parse, stringify } from "yaml";
import { jsonBomb, yamlBomb } from "./bombs.js";
import { chance, pick } from "./choose.js";
import {
  examineData,
  examineDiagram,
  examineRecording,
  examineScenario,
  examineSettings,
  examineToml,
  type Outcome,
} from "./examine.js";
import { Guard } from "./guard.js";
import { mutateRecording } from "./mutate-recording.js";
import { mutateText } from "./mutate-text.js";
import { mutateValue, toJson } from "./mutate-value.js";
import { DATA, DIAGRAMS, RECORDINGS, SCENARIOS, SETTINGS, TOML } from "./originals.js";

/* Files that were good, changed at random, read and run. */

export type Kind = keyof typeof SUBJECTS;

type Input = string | Uint8Array;

interface Subject {
  make(random: Random): Input;
  examine(input: never, random: Random): Outcome;
}

const SUBJECTS = {
  recording: { make: (random) => mutateRecording(random, pick(random, RECORDINGS)), examine: examineRecording },
  scenario: { make: (random) => yamlOf(random, SCENARIOS), examine: examineScenario },
  settings: { make: (random) => yamlOf(random, SETTINGS), examine: examineSettings },
  diagram: { make: (random) => jsonOf(random, DIAGRAMS), examine: examineDiagram },
  toml: { make: (random) => mutateText(random, TOML), examine: examineToml },
  capture: { make: (random) => mutateText(random, DATA["a.vcd"]), examine: examineData("a.vcd") },
  table: { make: (random) => mutateText(random, DATA["a.csv"]), examine: examineData("a.csv") },
} as const satisfies Record<string, Subject>;

const BOMBS = 0.03;

function yamlOf(random: Random, originals: readonly string[]): string {
  if (chance(random, BOMBS)) return yamlBomb(random);
  const text = pick(random, originals);
  if (chance(random, 0.5)) return mutateText(random, text);
  return stringify(mutateValue(random, parse(text)) ?? null, { aliasDuplicateObjects: chance(random, 0.5) });
}

function jsonOf(random: Random, originals: readonly string[]): string {
  if (chance(random, BOMBS)) return jsonBomb(random);
  const text = pick(random, originals);
  return chance(random, 0.5) ? mutateText(random, text) : toJson(mutateValue(random, JSON.parse(text)));
}

/** An outcome that may not be. */
export interface Failure {
  readonly number: number;
  readonly input: Input;
  readonly error: unknown;
}

export interface Report {
  readonly counts: Readonly<Record<Outcome, number>>;
  readonly failures: readonly Failure[];
}

/** Tries the cases from one number up to another. A case is the same whenever it is tried with that seed. */
export async function fuzz(kind: Kind, seed: number, from: number, to: number): Promise<Report> {
  const counts = { refused: 0, read: 0, run: 0 };
  const failures: Failure[] = [];
  const guard = new Guard(`seed ${seed}, ${kind}`);
  for (let number = from; number < to; number++) {
    guard.at(number);
    const tried = tryCase(kind, seed, number);
    if (typeof tried === "string") counts[tried]++;
    else failures.push(tried);
  }
  await guard.end();
  return { counts, failures };
}

function tryCase(kind: Kind, seed: number, number: number): Outcome | Failure {
  const subject: Subject = SUBJECTS[kind];
  const random = new Random(seed, `${kind} ${number}`);
  const input = subject.make(random);
  try {
    return subject.examine(input as never, random);
  } catch (error) {
    return { number, input, error };
  }
}
