import type { Side } from "../protocol/store.js";
import { verdict } from "./compare-text.js";
import { swapRuns } from "./compare-open.js";
import { IconButton } from "./page-icons.js";
import type { PageModel } from "./page-model.js";

/** Two runs over each other: which they are, where they part, and which one is looked at. Nothing for one run alone. */
export function CompareBar({ page }: { readonly page: PageModel }) {
  const { session } = page;
  const other = session.compare.other.value;
  if (!other) return null;
  const { text, at } = verdict(session.compare.comparison.value, session.run.reach.value);
  const { project, seed } = session.project;
  const ours = page.edited.value ? `${project.value.name}, edited` : project.value.name;
  return (
    <section class="compare" aria-label="Two runs">
      <div class="compare-sides" role="group" aria-label="Run that is shown">
        <SideButton page={page} side="A" name={ours} seed={seed.value} />
        <SideButton page={page} side="B" name={other.name} seed={other.seed} />
      </div>
      <p class="compare-verdict" role="status">
        {at === undefined ? (
          text
        ) : (
          <button type="button" class="link" title="Go there" onClick={() => session.seek(at)}>
            {text}
          </button>
        )}
      </p>
      <span class="compare-steps">
        <IconButton
          icon="stepBack"
          label="Previous difference"
          keys="Shift+J"
          onClick={() => void session.stepDifference(-1)}
        />
        <IconButton
          icon="stepOn"
          label="Next difference"
          keys="Shift+K"
          onClick={() => void session.stepDifference(1)}
        />
        <button type="button" class="button compare-list" onClick={() => (session.look.tab.value = "differences")}>
          Differences
        </button>
        <IconButton icon="swap" label="Swap A and B" onClick={() => void swapRuns(page)} />
        <IconButton icon="close" label="Stop comparing" onClick={() => session.stopComparing()} />
      </span>
    </section>
  );
}

interface SideButtonProps {
  readonly page: PageModel;
  readonly side: Side;
  readonly name: string;
  readonly seed: number;
}

function SideButton({ page, side, name, seed }: SideButtonProps) {
  const { session } = page;
  const shown = session.compare.side.value === side;
  return (
    <button
      type="button"
      class="compare-side"
      aria-pressed={shown}
      title={`${shown ? "Shown is" : "Show"} run ${side}: ${name}, seed ${seed} (B)`}
      onClick={() => void session.showSide(side)}
    >
      <b class="compare-letter">{side}</b>
      <span class="compare-name">{name}</span> <span class="compare-seed">seed {seed}</span>
    </button>
  );
}
