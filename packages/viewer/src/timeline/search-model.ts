import type { Nanos } from "@tickless/sim-core";
import { signal, type Signal } from "@preact/signals";
import type { Session } from "../app/session.js";
import type { SearchQuery, TimelineEvent } from "../protocol/store.js";
import { latest } from "./latest.js";

export type SearchKind = "any" | "serial" | "rising" | "falling" | "edge" | "exception" | "fault";

/** What is looked for, as typed. */
export interface SearchWish {
  readonly kind: SearchKind;
  readonly text: string;
  /** For edges: the selected lane. */
  readonly lane: string | undefined;
}

/** More hits are not listed; beyond them one still gets from hit to hit. */
export const MOST_HITS = 1000;

export const takesText = (kind: SearchKind): boolean => kind === "any" || kind === "serial";

/** The question to the store; undefined: nothing is looked for yet. */
export function queryOf({ kind, text, lane }: SearchWish): SearchQuery | undefined {
  const plain = text.trim();
  switch (kind) {
    case "any":
    case "serial":
      return plain === "" ? undefined : { kind, text: plain };
    case "exception":
    case "fault":
      return { kind };
    case "rising":
    case "falling":
    case "edge":
      return lane === undefined ? undefined : { kind: "edge", lane, edge: kind === "edge" ? "any" : kind };
  }
}

/** "3 of 12": the place of the cursor among the hits. */
export function hitText(hits: readonly TimelineEvent[], cursor: Nanos): string {
  if (hits.length === 0) return "no hits";
  const count = hits.length >= MOST_HITS ? `${MOST_HITS}+` : String(hits.length);
  const at = hits.findIndex(({ time }) => time === cursor);
  return at >= 0 ? `${at + 1} of ${count}` : `${count} hit${hits.length === 1 ? "" : "s"}`;
}

export class SearchModel {
  readonly open = signal(false);
  readonly wish: Signal<SearchWish> = signal({ kind: "any", text: "", lane: undefined });
  readonly hits: Signal<readonly TimelineEvent[]> = signal([]);
  /** A question is answered: until then there is no "no hits". */
  readonly answered = signal(false);

  constructor(private readonly session: Session) {}

  /** Looks again: what is looked for, or the recording, has changed. */
  readonly refresh = (): void => {
    const query = this.open.value ? queryOf(this.wish.value) : undefined;
    if (query) this.ask(query);
    else {
      this.hits.value = [];
      this.answered.value = false;
    }
  };

  /** Moves the cursor to the next or previous hit. */
  async step(direction: 1 | -1): Promise<void> {
    const query = queryOf(this.wish.peek());
    if (!query) return;
    const cursor = this.session.time.cursor.peek();
    const from = direction > 0 ? cursor + 1 : cursor;
    const [hit] = await this.session.store.search(query, from, direction, 1).catch(() => []);
    if (hit) this.session.seek(hit.time);
  }

  private readonly ask = latest(
    (query: SearchQuery) => this.session.store.search(query, 0, 1, MOST_HITS),
    (hits) => {
      this.hits.value = hits;
      this.answered.value = true;
    },
  );
}
