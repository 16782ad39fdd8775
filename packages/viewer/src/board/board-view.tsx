import { effect, useComputed, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Session } from "../app/session.js";
import { SoundButton } from "../sound/sound-button.js";
import { BoardCanvas } from "./board-canvas.js";
import { layOut } from "./board-layout.js";
import { BoardFindings } from "./board-findings.js";
import { BoardMessage } from "./board-message.js";
import { BoardParts } from "./board-parts.js";
import { BoardTip, type Hover } from "./board-tip.js";
import { BoardTools } from "./board-tools.js";
import "./board.css";
import { hitTest } from "./hit.js";
import { handleKeys } from "./keyboard.js";
import { readNet } from "./net-text.js";
import { centreOf } from "./plane.js";
import { Pointers } from "./pointers.js";
import { StateReader } from "./state-reader.js";
import { readTheme } from "./theme.js";
import { toBoard, zoomedAt, type View } from "./view.js";

export interface BoardViewProps {
  readonly session: Session;
}

/** The board at the moment shown. Fills its container. */
export function BoardView({ session }: BoardViewProps) {
  const surface = useRef<HTMLDivElement>(null);
  const root = useRef<HTMLElement>(null);
  const canvas = useRef<BoardCanvas | undefined>(undefined);
  const view = useSignal<View>({ scale: 1, x: 0, y: 0 });
  const hover = useSignal<Hover | undefined>(undefined);
  const lost = useSignal(false);
  const layout = useComputed(useKept(layOut, () => session.run.board.value));
  /** Follows the moment shown; a new one for other tracks. */
  const reader = useComputed(
    useKept(
      (tracks) => new StateReader(tracks, session.time.state.peek()),
      () => session.run.tracks.value,
    ),
  );

  useEffect(() => {
    const element = surface.current as HTMLDivElement;
    const board = new BoardCanvas(
      element,
      (next) => (view.value = next),
      (isLost) => (lost.value = isLost),
    );
    canvas.current = board;
    const parts = { board, session, view, hover, layout, reader };
    const stops = [
      ...watchSession(parts, element),
      watchSize(element, board),
      handlePointers(parts, element),
      handleKeys(root.current as HTMLElement, session, board),
    ];
    return () => {
      for (const stop of stops) stop();
      board.destroy();
      canvas.current = undefined;
    };
  }, [session]);

  const zoom = (factor: number): void => {
    const board = canvas.current;
    if (!board) return;
    const { width, height } = board.size;
    board.setView(zoomedAt(board.view, centreOf({ x: 0, y: 0, width, height }), factor));
  };
  return (
    <section class="board" ref={root} aria-label="Board" data-testid="board">
      <div class="board-surface" ref={surface} tabIndex={0} role="group" aria-label={HELP} />
      <BoardParts session={session} layout={layout} reader={reader} view={view} />
      <BoardFindings session={session} layout={layout} view={view} />
      <BoardTip session={session} hover={hover} layout={layout} reader={reader} />
      {layout.value && <BoardTools scale={view} zoom={zoom} fit={() => canvas.current?.fit()} />}
      <SoundButton session={session} />
      <BoardMessage session={session} lost={lost} redraw={() => canvas.current?.reopen()} />
    </section>
  );
}

/** What `make` made before for an input of the same content: a run started again mostly has the same board. */
function useKept<In, Out>(
  make: (input: NonNullable<In>) => Out,
  read: () => In,
): () => In extends undefined ? undefined : Out {
  const kept = useRef<{ readonly key: string; readonly made: Out } | undefined>(undefined);
  return (() => {
    const input = read();
    if (input === undefined || input === null) return undefined;
    const key = JSON.stringify(input);
    if (kept.current?.key !== key) kept.current = { key, made: make(input) };
    return kept.current.made;
  }) as () => In extends undefined ? undefined : Out;
}

const HELP = "Board. F fits it, plus and minus zoom, Shift and arrows move it.";

interface Parts {
  readonly board: BoardCanvas;
  readonly session: Session;
  readonly view: { value: View };
  readonly hover: { value: Hover | undefined };
  readonly layout: {
    readonly value: ReturnType<typeof layOut> | undefined;
    peek(): ReturnType<typeof layOut> | undefined;
  };
  readonly reader: { readonly value: StateReader; peek(): StateReader };
}

/** Draws what the session's signals say. */
function watchSession({ board, session, layout, reader }: Parts, element: HTMLElement): (() => void)[] {
  let opened: string | undefined;
  const watchBoard = effect(() => {
    if (!layout.value) return;
    board.setBoard(layout.value, reader.value);
    const { name } = session.project.project.peek();
    if (name !== opened) board.fit();
    opened = name;
  });
  const watchState = effect(() => {
    reader.value.show(session.time.state.value);
    board.stateChanged();
  });
  let shown = "";
  let theme: string | undefined;
  const watchLook = effect(() => {
    const { theme: themeName, selection, hoveredNet } = session.look;
    const model = session.run.board.value;
    const net = hoveredNet.value ?? (selection.value?.kind === "net" ? selection.value.net : undefined);
    // Only a lit net's colour depends on time.
    if (net !== undefined) void session.time.state.value;
    const selected = selection.value?.kind === "part" ? selection.value.part : undefined;
    const tone = net === undefined || !model ? undefined : readNet(model, net, reader.value).tone;
    const look = [themeName.value, net, selected, tone].join();
    if (look === shown) return;
    shown = look;
    const apply = (): void => {
      const colors = readTheme(element);
      const lit = net !== undefined && tone ? { net, color: colors.tones[tone] } : undefined;
      board.setLook({ theme: colors, selected, lit });
    };
    apply();
    // The page may put the new theme's tokens in force only after it has told of the theme.
    if (themeName.value !== theme) requestAnimationFrame(apply);
    theme = themeName.value;
  });
  return [watchBoard, watchState, watchLook];
}

function watchSize(element: HTMLElement, board: BoardCanvas): () => void {
  const take = (): void => board.setSize(element.clientWidth, element.clientHeight);
  const observer = new ResizeObserver(take);
  observer.observe(element);
  // Zooming the page or moving it to another screen changes the pixel ratio, not always the size.
  window.addEventListener("resize", take);
  take();
  return () => {
    observer.disconnect();
    window.removeEventListener("resize", take);
  };
}

function handlePointers({ board, session, hover, layout, reader }: Parts, element: HTMLElement): () => void {
  const { selection, hoveredNet } = session.look;
  const nothing = { part: undefined, control: undefined, pin: undefined, net: undefined };
  const pointers = new Pointers(element, {
    view: () => board.view,
    setView: (next) => board.setView(next),
    hit: (at) => {
      const placed = layout.peek();
      return placed ? hitTest(placed, toBoard(board.view, at), board.view.scale) : nothing;
    },
    hover: (hit, at) => {
      hoveredNet.value = hit?.net;
      const { width, height } = board.size;
      const worth = hit && (hit.net !== undefined || hit.part);
      hover.value = worth ? { hit, at, toLeft: at.x > width * 0.6, above: at.y > height * 0.75 } : undefined;
      element.style.cursor = hit?.control ? (["press", "toggle"].includes(hit.control.kind) ? "pointer" : "grab") : "";
    },
    click: ({ part, net }) => {
      if (net !== undefined) selection.value = { kind: "net", net };
      else selection.value = part ? { kind: "part", part: part.model.id } : undefined;
    },
    setControl: (part, control, value) => session.setControl(part, control, value),
    valueOf: (part, control) => reader.peek().value(`${part}.${control}`),
  });
  return () => pointers.destroy();
}
