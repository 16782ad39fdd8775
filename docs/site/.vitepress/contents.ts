import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { DefaultTheme } from "vitepress";

type Item = DefaultTheme.SidebarItem;

interface Made {
  readonly lessons: Item[];
  readonly modules: Item[];
}

/** Pages that are made when the site is built. */
const made = JSON.parse(
  readFileSync(fileURLToPath(new URL("../.cache/contents.json", import.meta.url)), "utf8"),
) as Made;

const item = (text: string, link: string): Item => ({ text, link });

const BEGIN: Item[] = [
  item("Get started", "/get-started"),
  item("Concepts", "/concepts"),
  item("The viewer", "/viewer"),
  item("What runs as on a Pico", "/compatibility"),
  item("ESP32 boards", "/esp32"),
  item("Several boards", "/several-boards"),
];

const GUIDES: Item[] = [
  item("Test my firmware in CI", "/guides/test-in-ci"),
  item("Find a flaky debounce", "/guides/find-a-flaky-debounce"),
  item("Bring my Wokwi project", "/guides/bring-a-wokwi-project"),
  item("Read the timeline", "/guides/read-the-timeline"),
  item("Write a part", "/write-a-part"),
  item("Write a lesson", "/guides/write-a-lesson"),
];

const TESTING: Item[] = [
  item("In TypeScript", "/testing"),
  item("Without TypeScript", "/test-command"),
  item("Scenarios", "/scenarios"),
  item("Faults", "/faults"),
  item("Recordings", "/recordings"),
  item("Checking the wiring", "/check"),
];

const REFERENCE: Item[] = [
  item("Command line", "/cli"),
  item("Settings", "/settings"),
  item("Parts", "/parts"),
  item("Wokwi's formats", "/wokwi"),
  item("API", "/api/"),
];

const BACKGROUND: Item[] = [
  item("The design, defended", "/design"),
  item("Beside other tools", "/comparison"),
  item("How asyncio works", "/how-asyncio-works"),
  item("How Tickless works", "/architecture"),
  item("The speed of the Pico", "/speed-of-the-pico"),
];

export const sidebar: DefaultTheme.SidebarMulti = {
  "/lessons/": [{ text: "Lessons", items: made.lessons }],
  "/api/": [{ text: "API", items: made.modules }],
  "/": [
    { text: "Begin", items: BEGIN },
    { text: "Guides", items: GUIDES },
    { text: "Testing", items: TESTING },
    { text: "Reference", items: REFERENCE },
    { text: "Background", items: BACKGROUND },
  ],
};

export const nav: DefaultTheme.NavItem[] = [
  { text: "Get started", link: "/get-started" },
  { text: "Lessons", link: "/lessons/" },
  { text: "Guides", link: "/guides/test-in-ci", activeMatch: "^/guides/" },
  { text: "Parts", link: "/parts" },
  { text: "Reference", items: REFERENCE as DefaultTheme.NavItemWithLink[] },
];
