import { useRef } from "preact/hooks";
import { compareWithFile, keepRun } from "./compare-open.js";
import { openFileList } from "./import-open.js";
import { Icon } from "./page-icons.js";
import { Menu } from "./page-menu.js";
import type { PageModel } from "./page-model.js";

/** What can be brought to the page. */
export function OpenMenu({ page }: { readonly page: PageModel }) {
  const project = useRef<HTMLInputElement>(null);
  const recording = useRef<HTMLInputElement>(null);
  const nothing = page.session.run.board.value === undefined;
  return (
    <>
      <Menu
        label="Open"
        button={
          <>
            <Icon name="open" />
            <span class="button-text">Open</span>
          </>
        }
        items={[
          {
            label: "Files…",
            detail: "of a project, a program, a zip, a recording; or drop them anywhere",
            action: () => project.current?.click(),
          },
          {
            label: "Compare with a recording…",
            detail: "laid under this run; .tickless",
            disabled: nothing,
            action: () => recording.current?.click(),
          },
          {
            label: "Compare with this run",
            detail: "kept as it is now, while you change it",
            disabled: nothing,
            action: () => void keepRun(page),
          },
        ]}
      />
      <Picker picker={project} label="Files of a project" multiple take={(files) => void openFileList(page, files)} />
      <Picker
        picker={recording}
        label="Recording to compare with"
        take={([file]) => void (file && compareWithFile(page, file))}
      />
    </>
  );
}

interface PickerProps {
  readonly picker: { current: HTMLInputElement | null };
  readonly label: string;
  readonly multiple?: boolean;
  readonly take: (files: readonly File[]) => void;
}

/** The browser's dialog for files; opened by `click()`. */
function Picker({ picker, label, multiple = false, take }: PickerProps) {
  const chosen = (event: Event): void => {
    const input = event.currentTarget as HTMLInputElement;
    if (input.files) take([...input.files]);
    input.value = "";
  };
  return <input ref={picker} type="file" multiple={multiple} hidden aria-label={label} onChange={chosen} />;
}
