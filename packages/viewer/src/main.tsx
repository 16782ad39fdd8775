import { start } from "./app/page-start.js";
import type { PageModules } from "./app/page-model.js";

/* Everything but the page's frame is loaded after it is seen. */
const modules: PageModules = {
  createSession: (embed) => import("./app/create-session.js").then(({ createSession }) => createSession({ embed })),
  board: () => import("./board/board-view.js").then(({ BoardView }) => BoardView),
  timeline: () => import("./timeline/timeline.js").then(({ Timeline }) => Timeline),
  transport: () => import("./transport/transport.js").then(({ Transport }) => Transport),
  code: () => import("./editor/code-panel.js").then(({ CodePanel }) => CodePanel),
  parts: () => import("./panels/parts-panel.js").then(({ PartsPanel }) => PartsPanel),
  tasks: () => import("./panels/tasks-panel.js").then(({ TasksPanel }) => TasksPanel),
  serial: () => import("./panels/serial-panel.js").then(({ SerialPanel }) => SerialPanel),
  problems: () => import("./panels/problems-panel.js").then(({ ProblemsPanel }) => ProblemsPanel),
  differences: () => import("./panels/differences-panel.js").then(({ DifferencesPanel }) => DifferencesPanel),
  lesson: () => import("./lesson/lesson-panel.js").then(({ LessonPanel }) => LessonPanel),
  camera: async (session, scale) => {
    const { openBoardCamera } = await import("./board/export-board.js");
    const board = session.run.board.value;
    if (!board) throw new Error("there is no board");
    return openBoardCamera(board, session.run.tracks.value, { scale });
  },
  scenario: async ({ project }) => {
    const { inputsToScenario } = await import("tickless/scenario-record");
    return inputsToScenario(project.inputs.value, `By hand: ${project.project.value.name}`);
  },
  examples: () => import("./app/gallery-examples.js").then(({ EXAMPLES }) => EXAMPLES),
};

void start(document.getElementById("app") as HTMLElement, modules);
