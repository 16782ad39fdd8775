import { formatProblem } from "@tickless/sim-core";
import { RULES, type Finding } from "./finding.js";

/* What is found, for people and in the formats that tools read. */

/** A line for each, and one that counts them. */
export function toText(findings: readonly Finding[]): string {
  const lines = findings.map((finding) => {
    const rule = finding.rule === "project" ? "" : ` [${finding.rule}]`;
    return `${formatProblem(finding)}${rule}\n`;
  });
  return `${lines.join("")}${countsOf(findings)}\n`;
}

function countsOf(findings: readonly Finding[]): string {
  const count = (severity: Finding["severity"]): string => {
    const { length } = findings.filter((finding) => finding.severity === severity);
    return `${length === 0 ? "no" : length} ${severity}${length === 1 ? "" : "s"}`;
  };
  return `${count("error")}, ${count("warning")}`;
}

/** The findings as they are. */
export const toJson = (findings: readonly Finding[]): string => `${JSON.stringify({ findings }, undefined, 2)}\n`;

/** SARIF 2.1.0 (OASIS), which code hosts show beside the lines. */
export function toSarif(findings: readonly Finding[], version: string): string {
  const rules = Object.entries(RULES).map(([id, { severity, text }]) => {
    return { id, shortDescription: { text }, defaultConfiguration: { level: severity } };
  });
  const results = findings.map((finding) => {
    const { rule, severity, message, hint, part, pin } = finding;
    const text = `${part === undefined ? "" : `${part}${pin === undefined ? "" : `:${pin}`}: `}${message}`;
    return {
      ruleId: rule,
      level: severity,
      message: { text: hint === undefined ? text : `${text} (${hint})` },
      locations: locationsOf(finding),
    };
  });
  const driver = { name: "tickless", version, rules };
  const schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
  const log = { $schema: schema, version: "2.1.0", runs: [{ tool: { driver }, results }] };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function locationsOf({ file, line, part, pin }: Finding): unknown[] {
  const named = part === undefined ? {} : { logicalLocations: [{ name: pin === undefined ? part : `${part}:${pin}` }] };
  if (file === undefined) return part === undefined ? [] : [named];
  const region = line === undefined ? {} : { region: { startLine: line } };
  return [{ physicalLocation: { artifactLocation: { uri: file.replaceAll("\\", "/") }, ...region }, ...named }];
}
