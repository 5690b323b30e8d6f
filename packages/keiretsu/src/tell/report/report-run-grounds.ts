import type { Parameter } from "../../panel/simulation/parameters.ts";
import { parameterKinds } from "../../panel/simulation/scenario.ts";
import { escapeText } from "../escape.ts";
import { colon, listing, semicolons, speak, type Text } from "../language.ts";
import type { Telling } from "./report-sections.ts";
import type { ToldRun } from "../pictures/scene-simulation.ts";
import { leftOutWords, parameterValue, parameterWords, ruleWords, subjectWords } from "../simulation-words.ts";
import { instrumentNames, statusNames } from "../vocabulary.ts";

/** What a run rests on: every number cited, assumed or unknown, and the promises that are in no quarter. */
const messages = {
  cited: { en: "Cited: what claims say", fr: "Cité : ce que disent les affirmations" },
  assumed: { en: "Assumed, with the reason", fr: "Supposé, avec la raison" },
  unknown: { en: "Unknown: what needs it is left out", fr: "Inconnu : ce qui en dépend est laissé de côté" },
  left: { en: "Promises that are in no quarter", fr: "Engagements qui ne sont dans aucun trimestre" },
  moved: { en: "turned by the scenario", fr: "changé par le scénario" },
  within: { en: (range: string) => `tried from ${range}`, fr: (range: string) => `essayé de ${range}` },
  basis: { en: "The run over time", fr: "Le déroulé dans le temps" },
  also: { en: "It also rests on", fr: "Il repose aussi sur" },
  assumptions: { en: "assumptions", fr: "des hypothèses" },
} as const;

const ANCHOR = "over-time-grounds";

/** A figure of the run as a link to the legs and claims that feed it; plain text where it rests on assumptions alone. */
export function citeRun(telling: Telling, text: string, { simulation }: ToldRun): string {
  const { cited } = telling;
  const { language } = cited;
  const t = speak(messages, language);
  const claims = new Map(cited.casebook.claims.map((claim) => [claim.id, claim]));
  const legs = [...new Set(simulation.promises.flatMap(({ leg }) => leg ?? []))];
  const said = simulation.inputs.flatMap((one) =>
    one.origin !== "cited"
      ? []
      : one.claims.flatMap((id) =>
          claims.has(id) ? [`${headOf(telling, one)} ${cited.claim(cited.value(claims.get(id)!), claims.get(id)!)}`] : [],
        ),
  );
  if (legs.length === 0 && said.length === 0) return escapeText(text);
  const note = `${t.also} <a href="#${ANCHOR}">${t.assumptions}</a>. ${semicolons(said, language)}`;
  return cited.figure(text, "over-time", t.basis, legs, note);
}

export function groundsOf(telling: Telling, run: ToldRun): string {
  const { cited } = telling;
  const { language } = cited;
  const t = speak(messages, language);
  const { inputs, left } = run.simulation;
  const claims = new Map(cited.casebook.claims.map((claim) => [claim.id, claim]));
  const said = inputs
    .filter((one) => one.origin === "cited" && one.claims.length > 0)
    .map((one) => {
      const links = one.claims.flatMap((id) => {
        const claim = claims.get(id);
        return claim === undefined ? [] : [cited.claim(cited.value(claim), claim)];
      });
      const rule = one.rule === "" ? "" : ` <small>(${escapeText(ruleWords[one.rule][language])})</small>`;
      return `${headOf(telling, one)}${colon(language)} ${valueOf(telling, run, one)}, ${listing(links, language)}${rule}`;
    });
  const supposed = groupsOf(inputs.filter((one) => one.origin === "assumed")).map((same) => {
    const [one] = same;
    const reason = language === "fr" ? one.reasonFr : one.reason;
    const subjects = same.map(({ subject }) => subjectText(telling, subject)).join(", ");
    return `${escapeText(parameterWords[one.what][language])}, ${subjects}${colon(language)} ${valueOf(telling, run, one)}${rangeOf(telling, run, one)}. <small>${escapeText(reason)}</small>`;
  });
  const unknown = inputs.filter((one) => one.origin === "unknown" && one.without === "blocks").map((one) => headOf(telling, one));
  const out = left
    .filter(({ reason }) => reason !== "past")
    .map(({ id, reason, missing }) => {
      const gaps = missing.map((one) => parameterWords[one][language]);
      const why = `${leftOutWords[reason][language]}${gaps.length === 0 ? "" : ` (${listing(gaps, language)})`}`;
      return `${subjectText(telling, id)}${colon(language)} ${escapeText(why)}`;
    });
  return (
    `<div id="${ANCHOR}"></div>` + folded(t.cited, said) + folded(t.assumed, supposed) + folded(t.unknown, unknown) + folded(t.left, out)
  );
}

/** One row a reason: what an assumption says of many is told once. */
function groupsOf(assumed: readonly Parameter[]): readonly (readonly Parameter[])[] {
  const groups = new Map<string, Parameter[]>();
  for (const one of assumed) {
    const key = `${one.what} ${one.value} ${one.reason}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

function headOf(telling: Telling, { what, subject }: Parameter): string {
  return `${escapeText(parameterWords[what][telling.cited.language])}, ${subjectText(telling, subject)}`;
}

/** A leg leads to itself, a firm is named; an assumption about all of a kind says which. */
export function subjectText({ cited }: Telling, subject: string): string {
  const { language } = cited;
  if (cited.casebook.legs.some(({ id }) => id === subject)) return cited.leg(subject);
  const kinds: Readonly<Record<string, Text>> = { ...statusNames, ...instrumentNames };
  return escapeText(kinds[subject]?.[language] ?? subjectWords(subject, cited.firmText, language));
}

function valueOf({ cited }: Telling, { unit }: ToldRun, { what, value, moved }: Parameter): string {
  const { language } = cited;
  const text = escapeText(parameterValue({ what, value }, { unit, kind: parameterKinds[what].unit }, language));
  return moved ? `${text} <small>(${messages.moved[language]})</small>` : text;
}

function rangeOf({ cited }: Telling, { unit }: ToldRun, { what, low, high }: Parameter): string {
  const { language } = cited;
  if (low === null || high === null || low >= high) return "";
  const end = (value: number): string => parameterValue({ what, value }, { unit, kind: parameterKinds[what].unit }, language);
  return `, ${escapeText(messages.within[language](language === "fr" ? `${end(low)} à ${end(high)}` : `${end(low)} to ${end(high)}`))}`;
}

function folded(title: string, items: readonly string[]): string {
  if (items.length === 0) return "";
  const list = items.map((item) => `<li>${item}</li>`).join("");
  return `<details><summary>${escapeText(title)} (${items.length})</summary><ul class="columns">${list}</ul></details>`;
}
