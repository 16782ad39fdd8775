import type { ConnectionDescription, Endpoint } from "@tickless/sim-core";
import { lineOf, type ValueNode } from "./lenient-json.js";
import type { Reader } from "./reader.js";

const FORM = 'write ["part:pin", "part:pin", "green", []]';
/** A step of a wire's path: so far to the right or down, the change from one end to the other, or plugged into a hole. */
const STEP = /^(?:[hv]-?\d+(?:\.\d+)?|\*|\$bb)$/;

/** One element of `connections`; undefined when its ends cannot be told. */
export function readConnection(reader: Reader, node: ValueNode): ConnectionDescription | undefined {
  const line = lineOf(node);
  const items = node.type === "Array" ? node.elements.map(({ value }) => value) : [];
  const [first, second, third, fourth] = items;
  if (!first || !second) {
    const message = "a connection is a list of two ends, a colour and a path; this one is left out";
    return void reader.warn(line, message, { hint: FORM });
  }
  const from = readEnd(reader, first);
  const to = readEnd(reader, second);
  if (!from || !to) return undefined;
  if (from.part === to.part && from.pin === to.pin) {
    reader.warn(line, `a wire leads from '${from.part}:${from.pin}' to itself`, { part: from.part, pin: from.pin });
  }
  const color = third?.type === "String" ? { color: third.value } : {};
  if (third && third.type !== "String" && third.type !== "Null")
    reader.warn(lineOf(third), "a wire's colour is not text and ignored");
  return { from, to, ...color, ...readPath(reader, fourth), line };
}

function readEnd(reader: Reader, node: ValueNode): Endpoint | undefined {
  const text = node.type === "String" ? node.value : "";
  const colon = text.indexOf(":");
  if (colon > 0 && colon < text.length - 1) return { part: text.slice(0, colon), pin: text.slice(colon + 1) };
  const shown = node.type === "String" ? `'${node.value}'` : "this";
  return void reader.warn(lineOf(node), `${shown} is no end of a wire; it is left out`, {
    hint: "write part and pin, for example 'led1:A'",
  });
}

function readPath(reader: Reader, node: ValueNode | undefined): { path?: readonly string[] } {
  if (node === undefined || node.type === "Null") return {};
  if (node.type !== "Array") {
    reader.warn(lineOf(node), "a wire's path is not a list and ignored");
    return {};
  }
  const path: string[] = [];
  for (const { value } of node.elements) {
    if (value.type === "String" && STEP.test(value.value)) path.push(value.value);
    else reader.warn(lineOf(value), "a step of a wire's path is ignored", { hint: "steps are h10, v-5.5 or *" });
  }
  return { path };
}
