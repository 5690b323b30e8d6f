import {
  leftOutWords,
  type Parameter,
  parameterKinds,
  parameterValue,
  parameterWords,
  ruleWords,
  type Simulation,
  subjectWords,
} from "keiretsu";
import { bind } from "./cite.ts";
import type { Bilingual, Call } from "./command.ts";
import { formatTable, paint, type Table, type TableStyle, wrapText } from "./output.ts";
import type { Told } from "./simulate-text.ts";

/** What a run rests on: every number cited, assumed or unknown, and the promises that had to stay out. */

export function inputsText(call: Call, { inputs, left }: Simulation, { unit, name }: Told): string {
  const { language, say } = call;
  const label = ({ what, subject }: Parameter): string => `${say(parameterWords[what])}, ${subjectWords(subject, name, language)}`;
  const value = ({ what, value: number, moved }: Parameter): string =>
    `${parameterValue({ what, value: number }, { unit, kind: parameterKinds[what].unit }, language)}${moved ? " *" : ""}`;
  const cited = inputs.filter((one) => one.origin === "cited" && one.claims.length > 0);
  const assumed = inputs.filter((one) => one.origin === "assumed");
  const unknown = inputs.filter((one) => one.origin === "unknown" && one.without === "blocks" && one.value === null);
  const reason = ({ reason: en, reasonFr, rule }: Parameter): string =>
    rule === "" ? (language === "fr" ? reasonFr : en) : say(ruleWords[rule]);
  const head = [
    { en: "Number", fr: "Nombre" },
    { en: "Value", fr: "Valeur" },
    { en: "From", fr: "D’où" },
  ].map(say);
  const said = cited.map((one) => [
    label(one),
    value(one),
    [`${one.claims.join(" ")}${one.validOn === null ? "" : ` (${one.validOn})`}`, reason(one)].filter((text) => text !== "").join("; "),
  ]);
  // One row a reason: what an assumption says of many is told once.
  const rows = new Map<string, Parameter[]>();
  for (const one of assumed) {
    const key = `${one.what} ${one.value} ${one.reason}`;
    rows.set(key, [...(rows.get(key) ?? []), one]);
  }
  const supposed = [...rows.values()].map((same) => [
    `${say(parameterWords[same[0].what])}, ${same.map(({ subject }) => subjectWords(subject, name, language)).join(", ")}`,
    value(same[0]),
    reason(same[0]),
  ]);
  const style: TableStyle = { align: ["left", "right", "left"], wrap: [0, 2] };
  const gaps = unknown.map((one) => wrapText(call.io, bind(label(one)), 2));
  const out = left
    .filter(({ reason: why }) => why !== "past")
    .map(({ id, reason: why, missing }) => {
      const what = missing.map((one) => say(parameterWords[one])).join(", ");
      return wrapText(
        call.io,
        bind(`${id}: ${say(leftOutWords[why])}${what === "" ? "" : ` (${what})`}`.replace(": ", language === "fr" ? " : " : ": ")),
        2,
      );
    });
  const block = (title: Bilingual, lines: readonly string[]): string =>
    lines.length === 0 ? "" : `${paint(call.io, "bold", say(title))}\n${lines.join("\n")}\n`;
  const star = inputs.some(({ moved }) => moved) ? `  * ${say({ en: "turned by the scenario", fr: "changé par le scénario" })}\n` : "";
  return [
    titled(call, { en: `Cited (${cited.length})`, fr: `Cité (${cited.length})` }, { head, rows: said }, style),
    titled(call, { en: `Assumed (${assumed.length})`, fr: `Supposé (${assumed.length})` }, { head, rows: supposed }, style),
    star,
    block(
      {
        en: `Unknown (${unknown.length}): what needs it is left out`,
        fr: `Inconnu (${unknown.length}) : ce qui en dépend est laissé de côté`,
      },
      gaps,
    ),
    block({ en: "Promises left out", fr: "Engagements laissés de côté" }, out),
  ]
    .filter((text) => text !== "")
    .join("\n");
}

/** A table under its title; nothing without rows. */
export function titled(call: Call, title: Bilingual, table: Table, style: TableStyle = {}): string {
  if (table.rows.length === 0) return "";
  return `${paint(call.io, "bold", call.say(title))}\n${formatTable(call.io, table, { indent: 2, ...style })}\n`;
}
