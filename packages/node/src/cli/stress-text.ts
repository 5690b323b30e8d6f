import {
  assumptionLines,
  beliefWords,
  type Casebook,
  type Change,
  changeWords,
  cited,
  drawnIn,
  endsOf,
  formatAmount,
  formatDate,
  formatShare,
  holderName,
  lossWithin,
  missingGroups,
  missingTitle,
  type ModelAnswer,
  onlyAtMost,
  type Range,
  rescueSentences,
  type Rested,
  type Stress,
  stressModelNames,
  type StressModel,
  supposed,
  type Text,
} from "keiretsu";
import { bind, citations } from "./cite.ts";
import type { Call } from "./command.ts";
import { formatTable, paint, wrapText } from "./output.ts";

/** What `keiretsu stress` prints: the answers side by side, then each with who loses through whom, then what they rest on. */

/** Largest losers told for each model; --json tells all. */
const TOLD = 8;
/** Changes between two dates told; --json tells all. */
const CHANGES = 20;

export interface Told {
  readonly casebook: Casebook;
  readonly unit: string;
  readonly name: (id: string) => string;
}

export function headText(call: Call, stressed: Stress, told: Told): string {
  const { io, language } = call;
  const { scenario, answers } = stressed;
  const title = language === "fr" ? scenario.titleFr : scenario.title;
  const question = language === "fr" ? scenario.questionFr : scenario.question;
  const rows = answers.map((answer) => {
    const ends = endsOf(answer);
    const [few, many] = ends === null ? [0, 0] : [drawnIn(ends.least), drawnIn(ends.most)].sort((a, b) => a - b);
    const failed = few === many ? `${few}` : call.say({ en: `${few} to ${many}`, fr: `${few} à ${many}` });
    const state = answer.state === "answered" ? formatAmount(answer.loss, told.unit, language) : call.say(STATES[answer.state]);
    return [call.say(stressModelNames[answer.model]), state, answer.state === "answered" ? failed : null];
  });
  const heads = [
    { en: "Model", fr: "Modèle" },
    { en: "Lost", fr: "Perdu" },
    { en: "Firms drawn in", fr: "Entreprises entraînées" },
  ].map(call.say);
  return [
    title === "" ? "" : `${paint(io, "bold", title)}\n`,
    question === "" ? "" : `${wrapText(io, question)}\n`,
    `${wrapText(io, bind(supposed(stressed, told.name, language)))}\n\n`,
    `${formatTable(io, { head: heads, rows }, { align: ["left", "right", "right"] })}\n\n`,
  ].join("");
}

const STATES: Readonly<Record<Exclude<ModelAnswer["state"], "answered">, Text>> = {
  untouched: { en: "no effect", fr: "sans effet" },
  "not-identifiable": { en: "not identifiable", fr: "non identifiable" },
};

export function paragraphs(call: Call, texts: readonly Text[]): string {
  return texts.map((text) => `${wrapText(call.io, bind(call.say(text)))}\n`).join("");
}

/** Who loses how much through whom, and who fails in which wave: least and most. */
export function answerText(call: Call, answer: ModelAnswer, { unit, name }: Told): string {
  const ends = endsOf(answer);
  if (answer.state !== "answered" || ends === null) return "";
  const { io, language } = call;
  const colon = language === "fr" ? "\u00a0:" : ":";
  const { least, most } = ends;
  const losers = most.holders.slice(0, TOLD);
  const rows = losers.map((holder) => {
    const by = holder.by
      .map((one) => `${name(one.from)}${one.legs.length === 0 ? "" : ` (${one.legs.join(", ")})`}`)
      .join(language === "fr" ? "\u00a0; " : "; ");
    return [holderName(answer, holder, name, language), formatAmount(lossWithin(holder, least), unit, language), by];
  });
  const heads = [
    { en: "Who loses", fr: "Qui perd" },
    { en: "How much", fr: "Combien" },
    { en: "Through", fr: "Par" },
  ].map(call.say);
  const more = most.holders.length - losers.length;
  const belief = beliefWords(most, unit);
  const lent = [least.outside, most.outside];
  const outside = formatAmount({ low: Math.min(...lent), high: Math.max(...lent) }, unit, language);
  const failures = most.failures.map((failure) => {
    const by = failure.by.map((one) => `${name(one.from)}${one.legs.length === 0 ? "" : ` (${one.legs.join(", ")})`}`).join(", ");
    const sure = least.failures.some(({ entity }) => entity === failure.entity);
    const wave = call.say({ en: `wave ${failure.wave}`, fr: `vague ${failure.wave}` });
    const held = sure ? "" : `, ${onlyAtMost(answer.model, language)}`;
    const old = failure.before ? call.say({ en: ", without the shock too", fr: ", même sans le choc" }) : "";
    const cause = by === "" ? "" : call.say({ en: `, through ${by}`, fr: `, par ${by}` });
    return wrapText(io, `${wave}${colon} ${name(failure.entity)}${held}${old}${cause}`, 2);
  });
  return [
    `${paint(io, "bold", call.say(stressModelNames[answer.model]))}\n`,
    rows.length === 0 ? "" : `${formatTable(io, { head: heads, rows }, { align: ["left", "right", "left"], wrap: [2], indent: 2 })}\n`,
    more > 0 ? `  ${call.say({ en: `and ${more} more (--json)`, fr: `et ${more} ${more > 1 ? "autres" : "autre"} (--json)` })}\n` : "",
    most.outside > 0
      ? `${wrapText(io, call.say({ en: `Lenders outside the book lose ${outside}.`, fr: `Les prêteurs hors du dossier perdent ${outside}.` }), 2)}\n`
      : "",
    belief === null ? "" : `${wrapText(io, call.say(belief), 2)}\n`,
    failures.length === 0 ? "" : `${failures.join("\n")}\n`,
    "\n",
  ].join("");
}

export function ordersText(call: Call, { orders }: Stress, { unit, name }: Told): string {
  const { io, language } = call;
  const head = [
    { en: "Orders", fr: "Commandes" },
    { en: "Sales of twelve months", fr: "Ventes sur douze mois" },
    { en: "Change", fr: "Variation" },
    { en: "Share", fr: "Part" },
  ].map(call.say);
  const money = (range: Range | null): string => formatAmount(range?.point ?? null, unit, language);
  const rows = orders.map((row) => [name(row.entity), money(row.revenue), money(row.change), formatShare(row.share, language)]);
  return `${formatTable(io, { head, rows }, { align: ["left", "right", "right", "right"] })}\n\n`;
}

export function hitsText(call: Call, { hits }: Stress, { casebook, unit, name }: Told): string {
  const { io, language } = call;
  const head = [
    { en: "Funding hit", fr: "Financement touché" },
    { en: "Between", fr: "Entre" },
    { en: "Money lost", fr: "Argent perdu" },
  ].map(call.say);
  const done = call.say({ en: "held, to be sold", fr: "détenu, à vendre" });
  const moneyless = call.say({ en: "gives no money", fr: "ne donne pas d’argent" });
  const inKind = new Set(casebook.legs.filter(({ gives }) => gives !== "cash").map(({ id }) => id));
  const rows = hits.map((hit) => [
    hit.leg,
    `${name(hit.from)} → ${name(hit.to)}`,
    hit.done
      ? done
      : inKind.has(hit.leg)
        ? moneyless
        : formatAmount(hit.lost === null ? null : { low: hit.lost.low, high: hit.lost.high }, unit, language),
  ]);
  return `${formatTable(io, { head, rows }, { align: ["left", "left", "right"], wrap: [0, 1] })}\n\n`;
}

/** What the answers rest on: assumptions with their words, what is missing, sources. */
export function groundsText(call: Call, stressed: Rested, { casebook, name, unit }: Told): string {
  const { io, language } = call;
  const { answers } = stressed;
  const title = (text: Text): string => `${paint(io, "bold", call.say(text))}\n`;
  const assumed = assumptionLines(stressed, { name, unit }, language);
  const missing = missingGroups(stressed).map((group) => {
    const words = missingTitle(group, language);
    return group.who.length === 0 ? words : `${words}${language === "fr" ? " :" : ":"} ${group.who.map(name).join(", ")}`;
  });
  const sources = cited(
    casebook,
    answers.flatMap((answer) => (answer.state === "answered" ? answer.inputs.flatMap(({ source }) => source ?? []) : [])),
  );
  const bullets = (lines: readonly string[]): string => lines.map((line) => `${wrapText(io, `- ${bind(line)}`, 2)}\n`).join("");
  return [
    assumed.length === 0 ? "" : `${title({ en: "Assumed", fr: "Hypothèses" })}${bullets(assumed)}`,
    missing.length === 0 ? "" : `${title({ en: "Missing", fr: "Manque" })}${bullets(missing)}`,
    sources.length === 0 ? "" : citations(io, sources, language).list(),
  ]
    .filter((part) => part !== "")
    .join("\n");
}

/** Whether others can step in for who fails, and what a public hand would pay. */
export function rescueText(call: Call, stressed: Stress, unit: string): string {
  const words = rescueSentences(stressed, unit);
  return words.length === 0 ? "" : `${paragraphs(call, words)}\n`;
}

export interface Compared {
  readonly knownOn: string | null;
  readonly window: Stress["window"];
  readonly losses: readonly { readonly model: StressModel; readonly loss: Range; readonly lossNow: Range }[];
  readonly changes: readonly Change[];
}

export function comparedText(call: Call, compared: Compared, { unit, name }: Told): string {
  const { io, language } = call;
  const date = formatDate(compared.knownOn, language);
  const title = call.say({ en: `What changed since ${date}`, fr: `Ce qui a changé depuis le ${date}` });
  const head = [
    { en: "Model", fr: "Modèle" },
    { en: "Then", fr: "Alors" },
    { en: "Now", fr: "Maintenant" },
  ].map(call.say);
  const rows = compared.losses.map(({ model, loss, lossNow }) => [
    call.say(stressModelNames[model]),
    formatAmount(loss, unit, language),
    formatAmount(lossNow, unit, language),
  ]);
  const more = compared.changes.length - CHANGES;
  const rest =
    more > 0 ? `  ${call.say({ en: `and ${more} more (--json)`, fr: `et ${more} ${more > 1 ? "autres" : "autre"} (--json)` })}\n` : "";
  const lines = compared.changes
    .slice(0, CHANGES)
    .map((change) => `${wrapText(io, `- ${bind(changeWords(change, unit, name, language))}`, 2)}\n`);
  return `${paint(io, "bold", title)}\n${formatTable(io, { head, rows }, { align: ["left", "right", "right"] })}\n\n${lines.join("")}${rest}\n`;
}
