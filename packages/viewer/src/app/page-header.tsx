import { useRef } from "preact/hooks";
import { discard } from "./edits-keep.js";
import { ExportMenu } from "./export-menu.js";
import { OpenMenu } from "./import-menu.js";
import { Icon, IconButton, Wordmark } from "./page-icons.js";
import { place } from "./page-menu.js";
import type { PageModel } from "./page-model.js";
import { nextTheme, rememberTheme } from "./theme.js";
import { parseSeed } from "./url.js";

export interface HeaderProps {
  readonly page: PageModel;
  readonly narrow: boolean;
}

export function Header({ page, narrow }: HeaderProps) {
  return (
    <header class="header">
      <Wordmark compact={narrow} />
      <button
        type="button"
        class="button"
        aria-label="Examples"
        title="Examples"
        onClick={() => (page.dialog.value = { kind: "gallery" })}
      >
        <Icon name="gallery" />
        <span class="button-text">Examples</span>
      </button>
      {!narrow && <OpenMenu page={page} />}
      <ProjectName page={page} />
      {!narrow && <DiscardButton page={page} />}
      <span class="spacer" />
      {!narrow && <SeedField page={page} />}
      {!narrow && <ThemeButton page={page} />}
      <IconButton
        icon="share"
        label="Share"
        title="Share a link"
        onClick={() => (page.dialog.value = { kind: "share" })}
      />
      <ExportMenu page={page} />
      {narrow ? <MoreMenu page={page} /> : <HelpButton page={page} />}
    </header>
  );
}

function ProjectName({ page }: { readonly page: PageModel }) {
  const edited = page.edited.value;
  const { name } = page.session.project.project.value;
  return (
    <h1 class="project-name" title={edited ? `${name}, edited` : name}>
      <span class="project-name-text">{name || "Tickless"}</span>
      {edited && (
        <span class="edited-dot">
          <span class="hidden">, edited</span>
        </span>
      )}
    </h1>
  );
}

/** What is shown is an edited copy; the way back. */
function DiscardButton({ page }: { readonly page: PageModel }) {
  if (!page.edited.value) return null;
  return (
    <button
      type="button"
      class="button discard"
      title="Back to the project as it was opened. What you edit is kept in this browser."
      onClick={() => discard(page)}
    >
      <span class="discard-note">edited copy</span> Discard changes
    </button>
  );
}

function SeedField({ page }: { readonly page: PageModel }) {
  const { session } = page;
  const change = (event: Event): void => {
    const input = event.currentTarget as HTMLInputElement;
    const seed = parseSeed(input.value);
    if (seed === undefined) input.value = String(session.project.seed.value);
    else if (seed !== session.project.seed.value) session.setSeed(seed);
  };
  const roll = (): void => session.setSeed(1 + Math.floor(Math.random() * 9999));
  return (
    <div class="seed">
      <label for="seed">Seed</label>
      <input
        id="seed"
        class="field"
        inputMode="numeric"
        autoComplete="off"
        maxLength={10}
        value={String(session.project.seed.value)}
        onChange={change}
        title="Everything random comes from this number: the same seed is the same run"
      />
      <IconButton icon="dice" label="Another seed" onClick={roll} />
    </div>
  );
}

const THEME_NAMES = { system: "as the system", dark: "dark", light: "light" };

function ThemeButton({ page }: { readonly page: PageModel }) {
  const choice = page.theme.value;
  const next = (): void => {
    page.theme.value = nextTheme(choice);
    rememberTheme(page.theme.value);
  };
  return <IconButton icon={choice} label={`Theme: ${THEME_NAMES[choice]}`} onClick={next} />;
}

function HelpButton({ page }: { readonly page: PageModel }) {
  return (
    <IconButton
      icon="help"
      label="Help"
      title="Help and shortcuts"
      keys="?"
      onClick={() => (page.dialog.value = { kind: "help" })}
    />
  );
}

/** What has no room in a narrow header. */
function MoreMenu({ page }: { readonly page: PageModel }) {
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  return (
    <>
      <button
        ref={button}
        type="button"
        class="icon-button"
        aria-label="More"
        popovertarget="more"
        onClick={() => place(button.current, panel.current)}
      >
        <Icon name="more" />
      </button>
      <div ref={panel} id="more" class="menu more" popover="auto">
        <SeedField page={page} />
        <DiscardButton page={page} />
        <div class="more-row">
          <OpenMenu page={page} />
          <span class="spacer" />
          <ThemeButton page={page} />
          <HelpButton page={page} />
        </div>
      </div>
    </>
  );
}
