import type { Theme } from "./session.js";
import { remember, remembered } from "./storage.js";

export type ThemeChoice = Theme | "system";

const CHOICES: readonly ThemeChoice[] = ["system", "dark", "light"];
const KEY = "tickless.theme";
const LIGHT = "(prefers-color-scheme: light)";

export const isThemeChoice = (text: string | undefined): text is ThemeChoice => CHOICES.includes(text as ThemeChoice);

/** The theme that a choice means. */
export const resolveTheme = (choice: ThemeChoice, systemIsLight: boolean): Theme =>
  choice === "system" ? (systemIsLight ? "light" : "dark") : choice;

/** What the switch goes to from here: system, dark, light, and round again. */
export const nextTheme = (choice: ThemeChoice): ThemeChoice =>
  CHOICES[(CHOICES.indexOf(choice) + 1) % CHOICES.length] as ThemeChoice;

/** What the user chose last time. */
export function rememberedTheme(): ThemeChoice {
  const text = remembered(KEY);
  return isThemeChoice(text) ? text : "system";
}

export const rememberTheme = (choice: ThemeChoice): void => void remember(KEY, choice);

/** Puts the choice on the page, and does so again when the system's theme changes. Returns how to stop. */
export function followTheme(choice: ThemeChoice, onTheme: (theme: Theme) => void): () => void {
  const query = matchMedia(LIGHT);
  const apply = (): void => {
    const theme = resolveTheme(choice, query.matches);
    document.documentElement.dataset["theme"] = theme;
    onTheme(theme);
  };
  apply();
  query.addEventListener("change", apply);
  return () => query.removeEventListener("change", apply);
}
