import type { Problem } from "@tickless/sim-core";
import { formatTime } from "@tickless/sim-core/time";
import { Icon } from "../app/page-icons.js";
import type { Session } from "../app/session.js";
import type { Finding, RunEndModel } from "../protocol/project.js";
import type { TimelineEvent } from "../protocol/store.js";
import { useOfRecording } from "./at-cursor.js";
import { showPart, showPlace } from "./places.js";

/** Hits that are listed; more are counted. */
const MOST = 200;

/** What is wrong with the project, and what went wrong in the run. */
export function ProblemsPanel({ session }: { readonly session: Session }) {
  const events = useOfRecording(session, async () => {
    const [exceptions, faults] = await Promise.all([
      session.store.search({ kind: "exception" }, 0, 1, MOST),
      session.store.search({ kind: "fault" }, 0, 1, MOST),
    ]);
    return { exceptions, faults };
  });
  const problems = session.project.problems.value;
  const findings = session.project.findings.value;
  const mistakes = session.project.mistakes.value;
  const { exceptions = [], faults = [] } = events.value ?? {};
  const { end, scenarioFailure } = session.run.status.value ?? {};
  const told = end?.kind === "exception" && exceptions.length > 0;
  const ended = isTrouble(end) && !told ? end : undefined;
  const found = [problems, findings, mistakes, exceptions, faults].some(({ length }) => length > 0);
  if (!found && !ended && !scenarioFailure) {
    return (
      <div class="empty">
        <Icon name="ok" size={28} />
        <p class="empty-title">No problems</p>
        <p class="quiet">Mistakes in the wiring, faults of parts and exceptions would be listed here.</p>
      </div>
    );
  }
  return (
    <div class="problems">
      <ProjectProblems session={session} title="Project" problems={problems} />
      <ProjectProblems session={session} title="Wiring" problems={findings} />
      <ProjectProblems session={session} title="Lesson" problems={mistakes} />
      {ended && (
        <Group title="The run has ended">
          <li class="problem error">
            <Icon name="error" />
            <div class="problem-text">
              <p>{ended.message}</p>
              <EndPlace session={session} end={ended} />
            </div>
          </li>
        </Group>
      )}
      {scenarioFailure && (
        <Group title="The scenario has failed">
          <li class="problem error">
            <Icon name="error" />
            <div class="problem-text">
              <button type="button" class="problem-event" onClick={() => session.seek(scenarioFailure.time)}>
                <span class="time">{formatTime(scenarioFailure.time)}</span>
                <span>{scenarioFailure.message}</span>
              </button>
              <EndPlace session={session} end={scenarioFailure} />
            </div>
          </li>
        </Group>
      )}
      {exceptions.length > 0 && (
        <Events
          session={session}
          title="Exceptions"
          icon="exception"
          events={exceptions}
          end={told ? end : undefined}
        />
      )}
      {faults.length > 0 && <Events session={session} title="Faults" icon="fault" events={faults} />}
    </div>
  );
}

/** Whether a run's end is nothing that was to be expected. */
const isTrouble = (end: RunEndModel | undefined): end is RunEndModel => end !== undefined && end.kind !== "finished";

/** The line of the project that it is about. */
function EndPlace({ session, end }: { readonly session: Session; readonly end: Pick<RunEndModel, "file" | "line"> }) {
  const { file, line } = end;
  if (file === undefined || session.project.project.value.files[file] === undefined) return null;
  return (
    <p class="problem-places">
      <button type="button" class="link place" onClick={() => showPlace(session, file, line)}>
        {file}
        {line === undefined ? "" : `:${line}`}
      </button>
    </p>
  );
}

function Group({ title, children }: { readonly title: string; readonly children: preact.ComponentChildren }) {
  return (
    <section>
      <h2 class="panel-heading">{title}</h2>
      <ul class="problem-list">{children}</ul>
    </section>
  );
}

interface ProblemsProps {
  readonly session: Session;
  readonly title: string;
  readonly problems: readonly (Problem & Pick<Finding, "net">)[];
}

function ProjectProblems({ session, title, problems }: ProblemsProps) {
  if (problems.length === 0) return null;
  return (
    <Group title={title}>
      {problems.map((problem, index) => (
        <ProjectProblem key={index} session={session} problem={problem} net={problem.net} />
      ))}
    </Group>
  );
}

interface ProblemProps {
  readonly session: Session;
  readonly problem: Problem;
  /** The wire that it is about: lit while the pointer is here. */
  readonly net?: number | undefined;
}

function ProjectProblem({ session, problem, net }: ProblemProps) {
  const { severity, message, hint, file, line, part, pin } = problem;
  const { files } = session.project.project.value;
  const known = session.run.board.value?.parts.some(({ id }) => id === part) ?? false;
  return (
    <li
      class={`problem ${severity}`}
      data-part={part}
      onPointerEnter={() => (session.look.hoveredNet.value = net)}
      onPointerLeave={() => (session.look.hoveredNet.value = undefined)}
    >
      <Icon name={severity} />
      <div class="problem-text">
        <p>
          <span class="hidden">{severity}: </span>
          {message}
        </p>
        {hint && <p class="quiet">{hint}</p>}
        <p class="problem-places">
          {file !== undefined && files[file] !== undefined && (
            <button type="button" class="link place" onClick={() => showPlace(session, file, line)}>
              {file}
              {line === undefined ? "" : `:${line}`}
            </button>
          )}
          {part !== undefined &&
            (known ? (
              <button type="button" class="link place" onClick={() => showPart(session, part)}>
                {part}
                {pin === undefined ? "" : `:${pin}`}
              </button>
            ) : (
              <code>{part}</code>
            ))}
        </p>
      </div>
    </li>
  );
}

interface EventsProps {
  readonly session: Session;
  readonly title: string;
  readonly icon: "exception" | "fault";
  readonly events: readonly TimelineEvent[];
  /** Why the run has ended: the last of them. */
  readonly end?: RunEndModel | undefined;
}

function Events({ session, title, icon, events, end }: EventsProps) {
  return (
    <Group title={`${title} (${events.length}${events.length === MOST ? " and more" : ""})`}>
      {events.map((event, index) => (
        <li key={index} class="problem error">
          <Icon name={icon} />
          <div class="problem-text">
            <button type="button" class="problem-event" onClick={() => session.seek(event.time)}>
              <span class="time">{formatTime(event.time)}</span>
              <span>{event.text}</span>
              {icon === "fault" && <span class="quiet">{event.track.replace(/\.[^.]*$/, "")}</span>}
            </button>
            {end && index === events.length - 1 && <EndPlace session={session} end={end} />}
          </div>
        </li>
      ))}
    </Group>
  );
}
