import { exportPng, exportRecording, exportScenario, exportWaves, exportZip } from "./export-files.js";
import { Icon } from "./page-icons.js";
import { Menu, type MenuItem } from "./page-menu.js";
import type { PageModel } from "./page-model.js";

/** What can be taken away. */
export function ExportMenu({ page }: { readonly page: PageModel }) {
  const { session } = page;
  const inputs = session.project.inputs.value.length;
  const nothing = session.run.board.value === undefined;
  const items: MenuItem[] = [
    { label: "Picture", detail: "the board at the cursor, PNG", disabled: nothing, action: () => void exportPng(page) },
    {
      label: "Film…",
      detail: "a span of time, animated GIF",
      disabled: nothing,
      action: () => (page.dialog.value = { kind: "film" }),
    },
    {
      label: "Waveforms",
      detail: "for GTKWave, Surfer, PulseView; VCD",
      disabled: nothing,
      action: () => void exportWaves(page, "vcd"),
    },
    {
      label: "Trace events",
      detail: "tasks and buses for Perfetto, JSON",
      disabled: nothing,
      action: () => void exportWaves(page, "perfetto"),
    },
    {
      label: "Recording",
      detail: "project and run, to open and replay; .tickless",
      disabled: nothing,
      action: () => void exportRecording(page),
    },
    { label: "Project", detail: "all files, zip", action: () => exportZip(page) },
    {
      label: "Scenario",
      detail:
        inputs === 0 ? "what you do by hand: nothing yet" : `your ${inputs} input${inputs === 1 ? "" : "s"}, YAML`,
      disabled: inputs === 0,
      action: () => void exportScenario(page),
    },
  ];
  return <Menu label="Export" className="icon-button" button={<Icon name="export" />} items={items} />;
}
