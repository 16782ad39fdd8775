import { useComputed, useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { problemsOf } from "../app/problems.js";
import type { Session } from "../app/session.js";
import type { RunStatus } from "../protocol/project.js";
import { inOrder, remarksOn } from "./diagnostics.js";
import { BinaryView } from "./binary-view.js";
import type { Editor } from "./editor.js";
import { shownPaths } from "../lesson/files.js";
import { FileTabs } from "./file-tabs.js";

/** The project's files, and the one that is open in an editor. */
export function CodePanel({ session }: { readonly session: Session }) {
  const { project } = session.project;
  const { files, binary = {} } = project.value;
  const paths = inOrder(shownPaths(project.value, Object.keys({ ...files, ...binary })));
  const wanted = session.look.file.value.path;
  const open = paths.includes(wanted) ? wanted : paths[0];
  if (open === undefined && session.run.starting.value) return <div class="panel-skeleton" />;
  if (open === undefined) {
    return (
      <div class="empty">
        <p class="empty-title">No project is open</p>
        <p class="quiet">Choose an example, or drop a project’s folder, a program or a zip here.</p>
      </div>
    );
  }
  const bytes = binary[open];
  return (
    <div class="code">
      <FileTabs session={session} paths={paths} open={open} />
      {/* The editor keeps what can be undone while another file is looked at. */}
      <div class="code-file" hidden={bytes !== undefined}>
        <EditorView session={session} path={bytes ? (Object.keys(files)[0] ?? "") : open} />
        <p id="editor-hint" class="editor-hint">
          Every pause in typing runs everything again. <kbd>Esc</kbd>, then <kbd>Tab</kbd> leaves the editor.
        </p>
      </div>
      {bytes && <BinaryView path={open} bytes={bytes} />}
    </div>
  );
}

function EditorView({ session, path }: { readonly session: Session; readonly path: string }) {
  const host = useRef<HTMLDivElement>(null);
  const editor = useSignal<Editor | undefined>(undefined);
  const failed = useSignal("");
  useEffect(() => {
    let made: Editor | undefined;
    let wanted = true;
    import("./editor.js").then(
      ({ createEditor }) => {
        if (!wanted || !host.current) return;
        made = createEditor(host.current, (edited, text) => session.edit(edited, text));
        editor.value = made;
      },
      (error: unknown) => (failed.value = error instanceof Error ? error.message : String(error)),
    );
    return () => {
      wanted = false;
      made?.destroy();
      editor.value = undefined;
    };
  }, [session]);
  useSignalEffect(() => {
    void session.project.original.value;
    editor.value?.forget();
  });
  useSignalEffect(() => editor.value?.setDark(session.look.theme.value === "dark"));
  const text = session.project.project.value.files[path] ?? "";
  useEffect(() => {
    // The text of this very moment: what was typed since the page was rendered must not be taken back.
    editor.value?.open(path, session.project.project.peek().files[path] ?? "");
  }, [editor.value, path, text, session.project.original.value]);
  const problems = problemsOf(session);
  // A status comes ten times a second, what went wrong comes once.
  const failures = useComputed(() => failuresOf(session.run.status.value));
  const remarks = remarksOn(path, problems, failures.value);
  useEffect(() => editor.value?.remark(remarks), [editor.value, path, text, JSON.stringify(remarks)]);
  const passage = session.look.passage.value;
  useEffect(() => {
    editor.value?.mark(passage?.path === path ? passage : undefined);
  }, [editor.value, path, passage]);
  const { line } = session.look.file.value;
  useEffect(() => {
    if (line !== undefined && editor.value) editor.value.goTo(line);
  }, [editor.value, session.look.file.value]);
  return (
    <div class="editor">
      <div ref={host} class="editor-host" />
      {!editor.value && <PlainText text={text} />}
      {failed.value && (
        <p role="alert" class="message error">
          The editor could not be loaded: {failed.value}
        </p>
      )}
    </div>
  );
}

/** The text as it is, until the editor is there. */
function PlainText({ text }: { readonly text: string }) {
  return (
    <pre class="plain-text" aria-hidden="true">
      {text}
    </pre>
  );
}

function failuresOf(status: RunStatus | undefined) {
  return [status?.end, status?.scenarioFailure].filter((failure) => failure !== undefined);
}
