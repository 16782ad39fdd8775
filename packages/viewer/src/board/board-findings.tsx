import type { ReadonlySignal } from "@preact/signals";
import type { Session } from "../app/session.js";
import type { Finding } from "../protocol/project.js";
import type { BoardLayout } from "./board-layout.js";
import type { View } from "./view.js";

interface Props {
  readonly session: Session;
  readonly layout: ReadonlySignal<BoardLayout | undefined>;
  readonly view: ReadonlySignal<View>;
}

/** A sign at each part whose wiring has something wrong; of one that is hidden there is none. Its wire is lit while the pointer is there. */
export function BoardFindings({ session, layout, view }: Props) {
  const { look, project, compare } = session;
  // They are of the run's own board.
  if (compare.side.value === "B") return null;
  const byPart = findingsByPart(project.findings.value);
  const { scale, x, y } = view.value;
  const signs = (layout.value?.parts ?? []).flatMap(({ model, bounds }) => {
    const found = byPart.get(model.id);
    if (!found) return [];
    const at = { left: `${x + (bounds.x + bounds.width) * scale}px`, top: `${y + bounds.y * scale}px` };
    return [{ part: model.id, found, at }];
  });
  return (
    <div class="board-findings">
      {signs.map(({ part, found, at }) => (
        <button
          key={part}
          type="button"
          class={`board-finding ${worstOf(found)}`}
          style={at}
          data-part={part}
          title={found.map(({ message }) => message).join("\n")}
          aria-label={`${part}: ${found.length} ${found.length === 1 ? "problem" : "problems"} in the wiring`}
          onPointerEnter={() => (look.hoveredNet.value = found[0]?.net)}
          onPointerLeave={() => (look.hoveredNet.value = undefined)}
          onClick={() => (look.tab.value = "problems")}
        >
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M8 1.8 14.8 14H1.2z" />
            <path d="M8 6v4M8 12v.1" />
          </svg>
        </button>
      ))}
    </div>
  );
}

/** By the parts that they are about. */
export function findingsByPart(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const byPart = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (finding.part === undefined) continue;
    byPart.set(finding.part, [...(byPart.get(finding.part) ?? []), finding]);
  }
  return byPart;
}

export const worstOf = (findings: readonly Finding[]): Finding["severity"] =>
  findings.some(({ severity }) => severity === "error") ? "error" : "warning";
