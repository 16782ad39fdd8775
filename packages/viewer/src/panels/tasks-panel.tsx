import { formatTime } from "@tickless/sim-core/time";
import { Icon, type IconName } from "../app/page-icons.js";
import type { Session } from "../app/session.js";
import { TASK_CREATED, TASK_ENDED, TASK_RUNNING, type TaskState } from "../protocol/store.js";
import { taskColor } from "../timeline/palette.js";
import { useAtCursor } from "./at-cursor.js";
import { percent } from "./readings.js";

/** The tasks of all boards at the moment shown. */
export function TasksPanel({ session }: { readonly session: Session }) {
  const tasks = useAtCursor(session, "", async (time) => ({ time, tasks: await session.store.tasksAt(time) }));
  if (!tasks.value) return <p class="panel-note">Loading the tasks…</p>;
  const { time } = tasks.value;
  if (tasks.value.tasks.length === 0) return <NoTasks />;
  const boards = [...new Set(tasks.value.tasks.map(({ mcu }) => mcu))];
  return (
    <>
      {boards.map((mcu) => (
        <Table
          key={mcu}
          session={session}
          time={time}
          titled={boards.length > 1}
          mcu={mcu}
          tasks={ofBoard(tasks.value?.tasks ?? [], mcu)}
        />
      ))}
    </>
  );
}

/** Those that live first, in order of creation. */
const ofBoard = (tasks: readonly TaskState[], mcu: string): readonly TaskState[] =>
  tasks
    .filter((task) => task.mcu === mcu)
    .sort((a, b) => Number(a.state === TASK_ENDED) - Number(b.state === TASK_ENDED) || a.id - b.id);

function NoTasks() {
  return (
    <div class="empty">
      <Icon name="tasks" size={28} />
      <p class="empty-title">No tasks at this moment</p>
      <p class="quiet">A program that uses asyncio shows its tasks here: which runs, and what the others wait for.</p>
    </div>
  );
}

interface TableProps {
  readonly session: Session;
  readonly mcu: string;
  readonly titled: boolean;
  readonly time: number;
  readonly tasks: readonly TaskState[];
}

function Table({ session, mcu, titled, time, tasks }: TableProps) {
  return (
    <table class="table tasks">
      <caption class={titled ? "" : "hidden"}>Tasks of {mcu}</caption>
      <thead>
        <tr>
          <th scope="col">Task</th>
          <th scope="col">State</th>
          <th scope="col" class="number">
            CPU
          </th>
        </tr>
      </thead>
      <tbody>
        {tasks.map((task) => (
          <Row key={task.id} session={session} time={time} task={task} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ session, time, task }: { readonly session: Session; readonly time: number; readonly task: TaskState }) {
  const { mcu, id, name, state, on, since, ran } = task;
  const lane = session.run.lanes.value.find((candidate) => candidate.kind === "tasks" && candidate.part === mcu);
  const select = (): void => {
    if (lane) session.look.selection.value = { kind: "lane", lane: lane.id };
  };
  const [icon, text] = stateOf(state, on);
  const share = time > 0 ? ran / time : 0;
  return (
    <tr class={state === TASK_RUNNING ? "running" : state === TASK_ENDED ? "ended" : ""}>
      <th scope="row">
        <button type="button" class="link" onClick={select} title="Select the lane of the tasks">
          <span class="swatch" style={{ background: taskColor(name, session.look.theme.value) }} />
          <span class="task-name">{name || `task ${id}`}</span>
        </button>
      </th>
      <td title={`since ${formatTime(since)}`}>
        <span class="task-state">
          <Icon name={icon} size={14} />
          <span>
            {text}
            <small>for {formatTime(Math.max(0, time - since))}</small>
          </span>
        </span>
      </td>
      <td class="number">
        {percent(share)}
        <small>{formatTime(ran)}</small>
        <span class="share">
          <span class="share-bar" style={{ width: `${Math.min(100, share * 100)}%` }} />
        </span>
      </td>
    </tr>
  );
}

function stateOf(state: number, on: string): readonly [IconName, string] {
  if (state === TASK_RUNNING) return ["running", "running"];
  if (state === TASK_ENDED) return ["ended", on ? `ended: ${on}` : "ended"];
  if (state === TASK_CREATED) return ["created", "created"];
  return ["waiting", on ? `waits for ${on}` : "waits"];
}
