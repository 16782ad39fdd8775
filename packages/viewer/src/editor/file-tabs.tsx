import { batch } from "@preact/signals";
import { useRef, useState } from "preact/hooks";
import { Dialog } from "../app/page-dialog.js";
import { Icon, IconButton } from "../app/page-icons.js";
import { Menu } from "../app/page-menu.js";
import type { Session } from "../app/session.js";
import { sameFile, type ProjectFiles } from "../protocol/project.js";
import { wrongName } from "./diagnostics.js";

interface FileTabsProps {
  readonly session: Session;
  readonly paths: readonly string[];
  readonly open: string;
}

type Asking = { readonly kind: "add" } | { readonly kind: "rename" | "delete"; readonly path: string } | undefined;

/** The project's files as tabs; adding, renaming and deleting. */
export function FileTabs({ session, paths, open }: FileTabsProps) {
  const [asking, setAsking] = useState<Asking>(undefined);
  const list = useRef<HTMLDivElement>(null);
  const show = (path: string): void => void (session.look.file.value = { path });
  const move = (event: KeyboardEvent): void => {
    const index = paths.indexOf(open);
    const next = { ArrowLeft: index - 1 + paths.length, ArrowRight: index + 1, Home: 0, End: paths.length - 1 }[
      event.key
    ];
    const path = next === undefined ? undefined : paths[next % paths.length];
    if (path === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    show(path);
    (list.current?.children[paths.indexOf(path)] as HTMLElement | undefined)?.focus();
  };
  return (
    <div class="file-bar">
      <div ref={list} class="file-tabs" role="tablist" aria-label="Files" onKeyDown={move}>
        {paths.map((path) => (
          <FileTab key={path} session={session} path={path} selected={path === open} onOpen={show} />
        ))}
      </div>
      <IconButton small icon="plus" label="Add a file" onClick={() => setAsking({ kind: "add" })} />
      <Menu
        label={`More about ${open}`}
        className="icon-button small"
        button={<Icon name="more" />}
        items={[
          { label: "Rename…", action: () => setAsking({ kind: "rename", path: open }) },
          { label: "Delete…", action: () => setAsking({ kind: "delete", path: open }) },
        ]}
      />
      {asking && <Ask session={session} asking={asking} paths={paths} onClose={() => setAsking(undefined)} />}
    </div>
  );
}

const contentOf = ({ files, binary }: ProjectFiles, path: string): string | Uint8Array | undefined =>
  files[path] ?? binary?.[path];

interface FileTabProps {
  readonly session: Session;
  readonly path: string;
  readonly selected: boolean;
  readonly onOpen: (path: string) => void;
}

function FileTab({ session, path, selected, onOpen }: FileTabProps) {
  const { project, original, problems } = session.project;
  const edited = !sameFile(contentOf(project.value, path), contentOf(original.value, path));
  const errors = problems.value.filter(({ file, severity }) => file === path && severity === "error").length;
  return (
    <button
      type="button"
      role="tab"
      class="file-tab"
      aria-selected={selected}
      tabIndex={selected ? 0 : -1}
      onClick={() => onOpen(path)}
    >
      {errors > 0 && <Icon name="error" size={12} />}
      <span class={errors > 0 ? "file-name wrong" : "file-name"}>{path}</span>
      {errors > 0 && <span class="hidden">, {errors} errors</span>}
      {edited && (
        <span class="edited-dot">
          <span class="hidden">, edited</span>
        </span>
      )}
    </button>
  );
}

interface AskProps {
  readonly session: Session;
  readonly asking: NonNullable<Asking>;
  readonly paths: readonly string[];
  readonly onClose: () => void;
}

function Ask({ session, asking, paths, onClose }: AskProps) {
  if (asking.kind === "delete") return <AskDelete session={session} path={asking.path} onClose={onClose} />;
  const from = asking.kind === "rename" ? asking.path : undefined;
  const done = (name: string): void => {
    onClose();
    batch(() => {
      const content = from === undefined ? "" : (contentOf(session.project.project.peek(), from) ?? "");
      session.putFile(name, content);
      if (from !== undefined) session.removeFile(from);
      session.look.file.value = { path: name };
    });
  };
  return (
    <AskName
      title={from === undefined ? "Add a file" : `Rename ${from}`}
      initial={from ?? ""}
      taken={paths}
      onName={done}
      onClose={onClose}
    />
  );
}

interface AskNameProps {
  readonly title: string;
  readonly initial: string;
  readonly taken: readonly string[];
  readonly onName: (name: string) => void;
  readonly onClose: () => void;
}

function AskName({ title, initial, taken, onName, onClose }: AskNameProps) {
  const [name, setName] = useState(initial);
  const [told, setTold] = useState("");
  const submit = (event: Event): void => {
    event.preventDefault();
    const wrong = name === initial ? "Give it another name." : wrongName(name, taken);
    if (wrong === undefined) onName(name);
    else setTold(wrong);
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={submit}>
        <label class="form-row">
          <span>Name</span>
          <input
            class="field"
            value={name}
            placeholder="helper.py"
            autoComplete="off"
            spellcheck={false}
            autofocus
            aria-invalid={told !== ""}
            onInput={(event) => (setName(event.currentTarget.value.trim()), setTold(""))}
          />
        </label>
        <p class="message error" role="alert">
          {told}
        </p>
        <footer class="dialog-foot">
          <span class="spacer" />
          <button type="button" class="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" class="button primary">
            {initial ? "Rename" : "Add"}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}

function AskDelete({
  session,
  path,
  onClose,
}: {
  readonly session: Session;
  readonly path: string;
  readonly onClose: () => void;
}) {
  const remove = (): void => {
    onClose();
    session.removeFile(path);
  };
  return (
    <Dialog title={`Delete ${path}?`} onClose={onClose}>
      <p>The file goes from the project that is open here; nothing is deleted on your computer.</p>
      <footer class="dialog-foot">
        <span class="spacer" />
        <button type="button" class="button" autofocus onClick={onClose}>
          Cancel
        </button>
        <button type="button" class="button primary" onClick={remove}>
          Delete
        </button>
      </footer>
    </Dialog>
  );
}
