/** Colours and fonts of the page, as the canvases need them. */
export interface DrawTheme {
  readonly dark: boolean;
  readonly bg: string;
  readonly surface: string;
  readonly surface2: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly text: string;
  readonly text2: string;
  readonly text3: string;
  readonly now: string;
  readonly nowText: string;
  readonly focus: string;
  readonly digital: string;
  readonly pwm: string;
  readonly analog: string;
  readonly bus: string;
  readonly interrupt: string;
  readonly serial: string;
  readonly control: string;
  readonly fault: string;
  readonly font: string;
  readonly mono: string;
}

/** Reads the design tokens that apply to an element. */
export function readTheme(element: Element): DrawTheme {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    dark: style.colorScheme !== "light",
    bg: token("bg"),
    surface: token("surface"),
    surface2: token("surface-2"),
    line: token("line"),
    lineStrong: token("line-strong"),
    text: token("text"),
    text2: token("text-2"),
    text3: token("text-3"),
    now: token("now"),
    nowText: token("now-text"),
    focus: token("focus"),
    digital: token("digital"),
    pwm: token("pwm"),
    analog: token("analog"),
    bus: token("bus"),
    interrupt: token("interrupt"),
    serial: token("serial"),
    control: token("control"),
    fault: token("fault"),
    font: token("font"),
    mono: token("mono"),
  };
}
