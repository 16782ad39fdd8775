import { didYouMean, type PartDescription } from "@tickless/sim-core";
import { lineOf, membersOf, valueOf, type ValueNode } from "./lenient-json.js";
import type { Reader } from "./reader.js";

const MEMBERS = ["id", "type", "left", "top", "rotate", "hide", "attrs", "locked"];
const PLACEMENT = ["left", "top", "rotate"] as const;
/** Other names for the position that people write. */
const MISNAMED: Readonly<Record<string, string>> = { x: "left", y: "top" };

/** One element of `parts`; undefined when it has no id or no type. */
export function readPart(reader: Reader, node: ValueNode): PartDescription | undefined {
  const line = lineOf(node);
  if (node.type !== "Object") return void reader.error(line, "a part is an object with 'id' and 'type'");
  const members = membersOf(node);
  const id = textOf(members.get("id"));
  const type = textOf(members.get("type"));
  const name = id === undefined ? {} : { part: id };
  if (id === undefined) reader.error(line, "a part has no id", { hint: 'add for example "id": "led1"' });
  if (type === undefined)
    reader.error(line, "a part has no type", { ...name, hint: 'add for example "type": "wokwi-led"' });
  if (id?.includes(":")) reader.error(line, "an id must not contain a colon", name);
  checkNames(reader, members, name);
  const placement = readPlacement(reader, members, name);
  const attributes = readAttributes(reader, members.get("attrs"), name);
  if (id === undefined || type === undefined) return undefined;
  return { id, type, attributes, ...placement, ...readHide(members.get("hide")), line };
}

type Name = { readonly part?: string };

function textOf(node: ValueNode | undefined): string | undefined {
  return node?.type === "String" && node.value.trim() !== "" ? node.value : undefined;
}

function readHide(node: ValueNode | undefined): { hide?: boolean } {
  return node?.type === "Boolean" ? { hide: node.value } : {};
}

function checkNames(reader: Reader, members: ReadonlyMap<string, ValueNode>, name: Name): void {
  for (const [member, node] of members) {
    if (MEMBERS.includes(member) || member.startsWith("x-")) continue;
    const meant = MISNAMED[member];
    const hint =
      meant === undefined ? didYouMean(member, MEMBERS) : { hint: `the position is 'left' and 'top', not 'x' and 'y'` };
    reader.warn(lineOf(node), `'${member}' of a part is unknown and ignored`, { ...name, ...hint });
  }
}

function readPlacement(
  reader: Reader,
  members: ReadonlyMap<string, ValueNode>,
  name: Name,
): Partial<Record<(typeof PLACEMENT)[number], number>> {
  const placement: Partial<Record<(typeof PLACEMENT)[number], number>> = {};
  for (const member of PLACEMENT) {
    const node = members.get(member);
    if (node === undefined || node.type === "Null") continue;
    const value = node.type === "Number" ? node.value : node.type === "String" ? Number(node.value) : NaN;
    if (Number.isFinite(value)) placement[member] = value;
    else reader.warn(lineOf(node), `'${member}' is not a number and ignored`, name);
  }
  return placement;
}

function readAttributes(reader: Reader, node: ValueNode | undefined, name: Name): Readonly<Record<string, unknown>> {
  if (node === undefined || node.type === "Null") return {};
  if (node.type !== "Object") {
    reader.warn(lineOf(node), "'attrs' is not an object and ignored", {
      ...name,
      hint: 'write for example "attrs": { "color": "red" }',
    });
    return {};
  }
  const attributes: Record<string, unknown> = {};
  for (const [attribute, value] of membersOf(node)) {
    if ((PLACEMENT as readonly string[]).includes(attribute)) {
      reader.warn(lineOf(value), `'${attribute}' has no effect in 'attrs'`, { ...name, hint: "move it next to 'id'" });
    } else {
      attributes[attribute] = valueOf(value);
    }
  }
  return attributes;
}
