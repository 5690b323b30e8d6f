import {
  type Casebook,
  confidenceNames,
  formatDate,
  formatStated,
  historyResult,
  type Language,
  policyNames,
  type Status,
  statusNames,
  type StatedAmount,
  type StatedTurn,
} from "keiretsu";
import { citations, ourWords } from "./cite.ts";
import { EXIT, type Call, type Command } from "./command.ts";
import { openCasebook } from "./open.ts";
import { CASEBOOK, VIEW_OPTIONS } from "./options.ts";
import { paint, wrapText, writeCsv, writeJson } from "./output.ts";
import { subjectKnown } from "./subject.ts";

/** What was believed when, by whom. */
export const historyCommand: Command = {
  name: "history",
  summary: {
    en: "What was believed of a deal on each date, and who said it",
    fr: "Ce qu’on croyait d’un accord à chaque date, et qui le disait",
  },
  arguments: [CASEBOOK, { name: "deal", required: true, description: { en: "Deal or leg", fr: "Accord ou volet" } }],
  options: VIEW_OPTIONS.filter((option) => ["known", "valid", "recorded", "policy"].includes(option.name)),
  csv: true,
  examples: ["keiretsu history casebooks/ai-alliances nvda-openai-loi-equity"],
  run(call) {
    const casebook = openCasebook(call);
    const id = call.args[1];
    const policy = call.text("policy") as keyof typeof policyNames;
    const dates = { knownOn: call.text("known"), validOn: call.text("valid"), recordedOn: call.text("recorded") };
    const result = subjectKnown({ subject: id, casebook, kinds: ["deal", "leg"] }, () => historyResult(casebook, { id, policy, ...dates }));
    const { turns } = result.values;
    if (call.flag("json")) writeJson(call.io, result);
    else if (call.flag("csv")) writeCsv(call.io, { head: CSV_HEAD, rows: turns.map(csvRow) });
    else tell(call, casebook, result.values, policyNames[policy][call.language]);
    return turns.length === 0 ? EXIT.data : EXIT.fine;
  },
};

function tell(call: Call, casebook: Casebook, values: ReturnType<typeof historyResult>["values"], policy: string): void {
  const { io, language } = call;
  const { legs, turns, undated, sources } = values;
  const { mark, list } = citations(io, sources, language);
  const titles = new Map(casebook.legs.map((leg) => [leg.id, ourWords(leg.title, leg.titleFr, language)]));
  const days = [...new Set(turns.map((turn) => turn.knownOn))];
  for (const leg of legs) io.stdout(`${paint(io, "bold", wrapText(io, `${titles.get(leg)} (${leg})`))}\n`);
  const turning = days.filter((day) => turns.some((turn) => turn.knownOn === day && turn.kind === "status"));
  const [first, more, others] = [turning.length > 0 ? 1 : 0, Math.max(0, turning.length - 1), days.length - turning.length];
  io.stdout(
    `${wrapText(
      io,
      call.say({
        en: `First news: ${first}; turns after it: ${more}; other dates on which something was said: ${others}. Amount: ${policy}.`,
        fr: `Première nouvelle : ${first} ; tournants ensuite : ${more} ; autres dates où quelque chose fut dit : ${others}. Montant : ${policy}.`,
      }),
    )}\n`,
  );
  days.forEach((day) => {
    // The first news is 0, so that the last number is the count of turns.
    const number = turning.includes(day) ? `${turning.indexOf(day)}.` : "·";
    io.stdout(`\n${paint(io, "bold", `${number} ${formatDate(day, language)}`)}\n`);
    for (const leg of legs) {
      const said = turns.filter((turn) => turn.knownOn === day && turn.leg === leg);
      if (said.length === 0) continue;
      if (legs.length > 1) io.stdout(`   ${paint(io, "underline", leg)}\n`);
      for (const turn of said)
        io.stdout(`${wrapText(io, `${sayTurn(turn, language)} ${mark(turn.source)}`, 5).replace(/^ {5}/, "   - ")}\n`);
      const { belief, changes } = said[0];
      const line = `${changes ? "►" : "="} ${sayBelief(belief, language)}`;
      io.stdout(`${paint(io, changes ? "cyan" : "dim", wrapText(io, line, 3))}\n`);
    }
  });
  if (undated.length > 0) {
    io.stdout(`\n${paint(io, "bold", call.say({ en: "Known at an unknown date", fr: "Connu à une date inconnue" }))}\n`);
    for (const claim of undated) {
      const text = `${ourWords(claim.paraphrase, claim.paraphraseFr, language)} ${mark(claim.source)}`;
      io.stdout(`${wrapText(io, text, 5).replace(/^ {5}/, "   - ")}\n`);
    }
  }
  io.stdout(
    `\n${wrapText(io, call.say({ en: "► what had to be believed at the end of that day, from all that was known; = no change", fr: "► ce qu’il fallait croire à la fin de ce jour, d’après tout ce qui était connu\u00a0; = inchangé" }))}\n\n${list()}`,
  );
}

function sayTurn(turn: StatedTurn, language: Language): string {
  const text = ourWords(turn.text, turn.textFr, language);
  const since = turn.validOn === null || turn.validOn === turn.knownOn ? "" : ` (${asOf(turn.validOn, language)})`;
  if (turn.kind === "status") return `${statusNames[turn.status as Status][language]}${since} – ${text}`;
  const { claim } = turn;
  const amount = claim?.amount && claim.predicate.startsWith("amount") ? `${sayAmount(claim.amount, language)}${since} – ` : "";
  return `${amount}${text} (${confidenceNames[claim!.confidence][language]})`;
}

function sayBelief(belief: StatedTurn["belief"], language: Language): string {
  const status =
    belief.status === null ? (language === "fr" ? "état inconnu" : "status unknown") : statusNames[belief.status as Status][language];
  const ended = belief.status === "lapsed" || belief.status === "denied";
  if (ended) return `${status}${colon(language)}${language === "fr" ? "ne compte plus pour rien" : "counts for nothing"}`;
  const amount = belief.amount === null ? (language === "fr" ? "montant inconnu" : "amount unknown") : sayAmount(belief.amount, language);
  return `${status}, ${amount}`;
}

function sayAmount(amount: StatedAmount, language: Language): string {
  return formatStated({ ...amount, text: "", minorUnits: null }, language);
}

/** French says "au" of a day and "en" of a month or year. */
function asOf(date: string, language: Language): string {
  const word = language === "en" ? "as of" : date.length === 10 ? "au" : "en";
  return `${word} ${formatDate(date, language, "short")}`;
}

function colon(language: Language): string {
  return language === "fr" ? " : " : ": ";
}

const CSV_HEAD: readonly string[] = [
  "known_on valid_on leg kind status claim predicate value text",
  "text_fr source belief_status belief_low belief_point belief_high belief_unit belief_claim changes",
].flatMap((part) => part.split(" "));

function csvRow(turn: StatedTurn): readonly (string | number | null)[] {
  const { claim, belief } = turn;
  return [
    turn.knownOn,
    turn.validOn,
    turn.leg,
    turn.kind,
    turn.status,
    claim?.id ?? null,
    claim?.predicate ?? null,
    claim?.value ?? null,
    turn.text,
    turn.textFr,
    turn.source,
    belief.status,
    belief.amount?.low ?? null,
    belief.amount?.point ?? null,
    belief.amount?.high ?? null,
    belief.amount?.unit ?? null,
    belief.chosen,
    String(turn.changes),
  ];
}
