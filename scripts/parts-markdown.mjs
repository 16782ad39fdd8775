// docs/parts.md as text: facts from the registry, words from the comment at the head of each part's file.

import { DEFINITIONS, registry } from "@tickless/devices";
import { assembleBoard, Simulation } from "@tickless/sim-core";

/** Longer lists of pins are counted (breadboards). */
const MOST_PINS = 80;
const SECTIONS = ["Pins", "Source", "Attributes", "Controls", "Outputs", "What can break", "Faults", "Not modelled"];

/** What the document is made from, in the registry's order: the definitions of each file. */
export async function readParts(files, load, read) {
  const fileOf = new Map();
  for (const file of files.filter((name) => !["index", "registry"].includes(name))) {
    for (const exported of Object.values(await load(file))) {
      for (const one of Array.isArray(exported) ? exported : [exported]) {
        if (DEFINITIONS.includes(one)) fileOf.set(one, file);
      }
    }
  }
  const groups = new Map();
  for (const definition of DEFINITIONS) {
    const file = fileOf.get(definition);
    if (file === undefined) throw new Error(`no file exports the part ${definition.type}`);
    groups.set(file, [...(groups.get(file) ?? []), definition]);
  }
  return [...groups].map(([file, definitions]) => ({ file, definitions, ...readHead(file, read(file)) }));
}

/** The comment at the head of a file: its title, the paragraph about it, and its sections. */
export function readHead(file, source) {
  const comment = /^\/\*\*\n([^]*?)\n \*\//.exec(source)?.[1];
  if (comment === undefined) throw new Error(`${file} does not begin with a comment`);
  const parts = [{ name: "", lines: [] }];
  for (const line of comment.split("\n").flatMap(splitSections)) {
    const name = SECTIONS.find((section) => new RegExp(`^${section}\\b`).test(line));
    if (name) parts.push({ name, lines: [line.slice(name.length).replace(/^: */, "")] });
    else parts.at(-1).lines.push(line);
  }
  const [about, ...sections] = parts;
  for (const needed of ["Pins", "Not modelled"]) {
    if (!sections.some(({ name }) => name === needed)) throw new Error(`${file} does not tell "${needed}"`);
  }
  const text = paragraphs(about.lines);
  const title = /^[^`:.,(]+(?:[.,](?=\d)[^`:.,(]*)*/.exec(text)[0].trim();
  return { title, about: text, sections: sections.map(({ name, lines }) => ({ name, text: paragraphs(lines) })) };
}

/** A line of the comment, and what begins in its middle: "Controls: `a`. Outputs: `b`." */
function splitSections(line) {
  const text = line.replace(/^ \*( |$)/, "");
  return text.split(new RegExp(`(?<=[.;)] )(?=(?:${SECTIONS.join("|")}): )`)).map((piece) => piece.trimEnd());
}

/** Lines joined to paragraphs; those of a table ("  name   what it is") to a list. */
function paragraphs(lines) {
  const blocks = [];
  let open = false;
  for (const line of lines) {
    if (line.trim() === "") {
      open = false;
      continue;
    }
    const item = /^ {2}(\S(?:.*?\S)?) {2,}(\S.*)$/.exec(line) ?? /^ {2}("\w+":) (.*)$/.exec(line);
    const afterList = blocks.at(-1)?.startsWith("- ") && /^\S/.test(line);
    if (item) blocks.push(`- ${names(item[1])}: ${escape(item[2])}`);
    else if (open && blocks.length > 0 && !afterList) blocks[blocks.length - 1] += ` ${escape(line.trim())}`;
    else blocks.push(escape(line.trim()));
    open = true;
  }
  // Between items of a list there is no empty line.
  return blocks
    .filter((block) => block !== "")
    .join("\n\n")
    .replaceAll(/(^|\n)(- .*)\n(?=\n- )/g, "$1$2");
}

/** "i2cAddress, i2c-address" as code. */
const names = (text) => (/[`:]/.test(text) ? text.replace(/:$/, "") : text.replaceAll(/[\w-]+/g, "`$&`"));

/** Text whose stars and brackets mean nothing in Markdown, but for what is code. */
const escape = (text) =>
  text
    .split(/(`[^`]*`)/)
    .map((piece) => (piece.startsWith("`") ? piece : piece.replaceAll(/[*<]/g, "\\$&")))
    .join("");

/** The whole document. `hasPicture` tells of a type name whether there is one. */
export function partsMarkdown(parts, hasPicture) {
  const contents = parts.map(({ title, definitions }) => {
    const types = definitions.flatMap(({ type, aliases = [] }) => [type, ...aliases]);
    return `| [${title}](#${anchor(title)}) | ${types.map(code).join(", ")} |`;
  });
  return [
    "# Parts",
    "<!-- Made by `npm run parts-docs` from the registry and the head of each part's file. -->",
    "Every part that there is a model of: its pins, what can be set and seen, what is modelled and what is not. `tickless check` knows what " +
      "the pins are electrically ([check.md](check.md)); what can break is a control of the part too ([faults.md](faults.md)).",
    ["| part | types |", "| --- | --- |", ...contents].join("\n"),
    ...parts.map((part) => sectionOf(part, hasPicture)),
  ]
    .join("\n\n")
    .concat("\n");
}

const anchor = (title) =>
  title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");
const code = (name) => `\`${name}\``;

function sectionOf({ title, about, definitions, sections, file }, hasPicture) {
  const shown = definitions.map(({ type }) => type).filter(hasPicture);
  return [
    `## ${title}`,
    ...(shown.length > 0 ? [shown.map((type) => `![${type}](images/parts/${type}.png)`).join(" ")] : []),
    about,
    ...factTables(definitions),
    ...sections.map(
      ({ name, text }) => `**${name}:**${text.startsWith("- ") ? "\n\n" : " "}${text.replace(/^, /, "")}`,
    ),
    `File: [${file}.ts](../packages/devices/src/${file}.ts)`,
  ].join("\n\n");
}

/** A table for each kind among the definitions of a file. */
function factTables(definitions) {
  const tables = new Map();
  for (const definition of definitions) {
    const facts = JSON.stringify(factsOf(definition));
    tables.set(facts, [...(tables.get(facts) ?? []), definition.type, ...(definition.aliases ?? [])]);
  }
  return [...tables].map(([facts, types]) => {
    const rows = [["types", types.map(code).join(", ")], ...JSON.parse(facts)].filter(([, text]) => text !== "");
    return [
      "| | |",
      "| --- | --- |",
      ...rows.map(([name, text]) => `| ${name} | ${text.replaceAll("|", "\\|")} |`),
    ].join("\n");
  });
}

/** What the registry and a part on an empty board tell. */
function factsOf({ type, pins, roles = {}, pullUps = [], pullDowns = [], attributes }) {
  const { board, problems } = assembleBoard(
    { parts: [{ id: "part", type, attributes: {} }], connections: [] },
    registry,
  );
  if (!board) throw new Error(`${type}: ${problems[0]?.message}`);
  const sim = new Simulation({ board });
  const controls = sim.controls("part");
  const own = sim.trace.tracks.filter(
    ({ name, kind }) => name.startsWith("part.") && ["output", "pixels"].includes(kind),
  );
  const byRole = {};
  for (const [pin, role] of Object.entries(roles)) byRole[role] = [...(byRole[role] ?? []), pin];
  const electrical = Object.entries({ ...byRole, "pulled up": pullUps, "pulled down": pullDowns })
    .filter(([role, list]) => role !== "passive" && list.length > 0)
    .map(([role, list]) => `${role}: ${shortened(list)}`);
  return [
    ["pins", pins.length > MOST_PINS ? `${pins.length} contacts` : shortened(pins)],
    ["of these", electrical.join("; ")],
    [
      "attributes",
      attributes
        .filter((name) => name !== "*")
        .map(code)
        .join(", "),
    ],
    ["controls", controlsText(controls.filter(({ kind }) => kind !== "fault"))],
    [
      "outputs",
      own
        .map(({ name }) => name.slice("part.".length))
        .sort(inNumbers)
        .map(code)
        .join(", "),
    ],
    [
      "can break",
      controls
        .filter(({ kind }) => kind === "fault")
        .map(({ name }) => code(name))
        .join(", "),
    ],
  ];
}

/** Controls by what they take: "`pressed`; `x`, `y` -1 to 1". */
function controlsText(controls) {
  const byRange = new Map();
  for (const { name, min, max, unit, kind } of controls) {
    const range = kind === "momentary" || kind === "switch" ? "" : ` ${min} to ${max}${unit ? ` ${unit}` : ""}`;
    byRange.set(range, [...(byRange.get(range) ?? []), code(name)]);
  }
  return [...byRange].map(([range, list]) => `${list.join(", ")}${range}`).join("; ");
}

const { compare: inNumbers } = new Intl.Collator("en", { numeric: true });

/** Names with runs of numbers told by their ends: "GP0 to GP22". */
function shortened(list) {
  const out = [];
  for (let at = 0; at < list.length;) {
    let end = at;
    while (end + 1 < list.length && isNext(list[end], list[end + 1])) end++;
    out.push(end - at >= 2 ? `${list[at]} to ${list[end]}` : list.slice(at, end + 1).join(", "));
    at = end + 1;
  }
  return out.join(", ");
}

function isNext(a, b) {
  const [, stem, number] = /^(.*?)(\d+)$/.exec(a) ?? [];
  return stem !== undefined && b === `${stem}${Number(number) + 1}`;
}
