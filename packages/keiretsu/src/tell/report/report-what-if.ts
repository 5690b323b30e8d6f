import type { Claim } from "../../record/casebook.ts";
import type { Result } from "../../network/result.ts";
import type { ModelAnswer } from "../../panel/stress/answer.ts";
import type { Input } from "../../panel/stress/inputs.ts";
import type { Stress } from "../../panel/stress/stress.ts";
import { escapeText } from "../escape.ts";
import { colon, semicolons, speak, type Text } from "../language.ts";
import { formatAmount, formatShare } from "../money.ts";
import { figure, type Telling } from "./report-sections.ts";
import { table } from "./report-table.ts";
import { saysMost } from "../pictures/scene-stress.ts";
import { assumptionLines, missingGroups, missingTitle, rescueSentences, stressTitle, supposed } from "../stress-grounds.ts";
import { beliefWords, byFirm, holderName, lossWithin, wavesWords } from "../stress-losses.ts";
import { saidOf } from "../stress-sentences.ts";
import { endsOf, missingWords, stressModelNames } from "../stress-words.ts";

/** What follows if: each scenario with what every model answers, the pictures of the answer that says most, why they differ, what they rest on. */
const messages = {
  note: {
    en: "Each model carries a loss along other ties, so that the figures stand side by side and are never added. A range is what unknown buffers or needs leave open.",
    fr: "Chaque modèle transmet une perte par d’autres liens : les chiffres sont côte à côte et ne s’ajoutent jamais. Un intervalle est ce que laissent ouvert des réserves ou des besoins inconnus.",
  },
  answers: { en: "What each model answers", fr: "Ce que répond chaque modèle" },
  model: { en: "Model", fr: "Modèle" },
  lost: { en: "Lost", fr: "Perdu" },
  waves: { en: "Firms drawn in", fr: "Entreprises entraînées" },
  output: { en: "Share of output lost", fr: "Part de production perdue" },
  none: { en: "none", fr: "aucune" },
  untouched: {
    en: "no effect: the shock touches nothing that this model knows of",
    fr: "sans effet : le choc ne touche rien de ce que ce modèle connaît",
  },
  notIdentifiable: { en: "not identifiable", fr: "non identifiable" },
  cascade: {
    en: (model: string) => `${model}: who is drawn in, wave by wave.`,
    fr: (model: string) => `${model} : qui est entraîné, vague après vague.`,
  },
  waterfall: { en: (model: string) => `${model}: who bears how much.`, fr: (model: string) => `${model} : qui en supporte combien.` },
  losers: {
    en: (model: string) => `${model}: who loses, and through what`,
    fr: (model: string) => `${model} : qui perd, et par quoi`,
  },
  who: { en: "Who loses", fr: "Qui perd" },
  amount: { en: "How much", fr: "Combien" },
  through: { en: "Through", fr: "Par" },
  why: { en: "Why the models differ", fr: "Pourquoi les modèles diffèrent" },
  assumed: { en: "What is assumed", fr: "Ce qui est supposé" },
  missing: { en: "What nobody says", fr: "Ce que personne ne dit" },
  orders: { en: "Whose sales move", fr: "À qui vont les ventes" },
  firm: { en: "Firm", fr: "Entreprise" },
  sales: { en: "Sales of twelve months", fr: "Ventes sur douze mois" },
  change: { en: "Change", fr: "Variation" },
  share: { en: "Share", fr: "Part" },
  hits: { en: "Funding that is hit", fr: "Financements touchés" },
  funding: { en: "Funding", fr: "Financement" },
  between: { en: "Between", fr: "Entre" },
  held: { en: "held, to be sold", fr: "détenu, à vendre" },
} as const;

export function whatIfSection(telling: Telling): string {
  const { material, cited } = telling;
  if (material.stresses.length === 0) return "";
  const told = material.stresses.map((result, k) => scenarioText(telling, result, k));
  return `<p>${messages.note[cited.language]}</p>${told.join("")}`;
}

function scenarioText(telling: Telling, result: Result<Stress>, k: number): string {
  const { cited, pictures } = telling;
  const { language } = cited;
  const t = speak(messages, language);
  const { values, unit } = result;
  const name = cited.firmText;
  const question = language === "fr" ? values.scenario.questionFr : values.scenario.question;
  const most = saysMost(values);
  const set = pictures.stresses[k];
  const why = whyItems(telling, result);
  const model = most === null ? "" : stressModelNames[most.model][language];
  return [
    `<h3>${escapeText(stressTitle(values, name, language))}</h3>`,
    question === "" ? "" : `<p class="lead">${escapeText(question)}</p>`,
    `<p>${escapeText(supposed(values, name, language))}</p>`,
    answersTable(telling, result, k),
    set === null ? "" : figure(set.cascade, t.cascade(model)) + figure(set.waterfall, t.waterfall(model)),
    most === null ? "" : losersTable(telling, most, { k, unit }),
    ordersTable(telling, values, unit),
    hitsTable(telling, values, unit),
    why.length === 0 ? "" : `<h4>${t.why}</h4><ul class="plain">${why.join("")}</ul>`,
    groundsText(telling, values, unit),
  ].join("");
}

/** One item a model that answers with all that is said of it, then what sets models side by side. */
function whyItems(telling: Telling, { values, unit }: Result<Stress>): readonly string[] {
  const { firmText: name, language } = telling.cited;
  const said = saidOf(values, { unit, name });
  const answered = values.answers.filter(({ state }) => state === "answered");
  const ofModels = answered.map((answer) => {
    const model = stressModelNames[answer.model][language];
    const texts = [...said.filter((one) => one.model === answer.model), ...beliefOf(answer, unit)].map((text) => text[language]);
    return `<strong>${escapeText(model)}</strong>${linked(telling, texts.join(" ").slice(model.length))}`;
  });
  const others = [...said.filter((one) => one.model === null), ...rescueSentences(values, unit)].map((text) =>
    linked(telling, text[language]),
  );
  return [...ofModels, ...others].map((item) => `<li>${item}</li>`);
}

function beliefOf(answer: ModelAnswer, unit: string): readonly Text[] {
  const most = answer.state === "answered" ? endsOf(answer)?.most : undefined;
  const words = most === undefined ? null : beliefWords(most, unit);
  return words === null ? [] : [words];
}

const basisKey = (k: number, answer: ModelAnswer): string => `what-if-${k + 1}-${answer.model}`;

/** A figure of an answer, as a link to all that fed the model: legs, and claims of firms. */
function cite(telling: Telling, text: string, of: { readonly answer: ModelAnswer; readonly k: number }): string {
  const { cited, material } = telling;
  const { language } = cited;
  const { answer, k } = of;
  const legs = [...new Set(answer.inputs.flatMap(({ leg }) => leg ?? []))];
  const title = `${messages.answers[language]}${colon(language)} ${stressModelNames[answer.model][language]}`;
  const scenario = material.stresses.length > 1 ? ` (${k + 1})` : "";
  return cited.figure(text, basisKey(k, answer), title + scenario, legs, firmClaims(telling, answer));
}

/** Cash, equity, worth, sales and stakes with the claims that give them. */
function firmClaims({ cited }: Telling, { inputs }: ModelAnswer): string {
  const { language } = cited;
  const claims = claimsById(cited.casebook.claims);
  const groups = new Map<Input["what"], string[]>();
  for (const input of inputs) {
    const claim = input.leg === null && input.claim !== null ? claims.get(input.claim) : undefined;
    if (claim === undefined) continue;
    const who = input.to === null ? cited.firm(input.from) : `${cited.firm(input.from)} → ${cited.firm(input.to)}`;
    groups.set(input.what, [...(groups.get(input.what) ?? []), `${who} ${cited.claim(cited.value(claim), claim)}`]);
  }
  const lists = [...groups].map(([what, rows]) => `${missingWords.what[what][language]}${colon(language)} ${rows.join(", ")}`);
  return semicolons(lists, language);
}

function answersTable(telling: Telling, { values, unit }: Result<Stress>, k: number): string {
  const { language } = telling.cited;
  const t = speak(messages, language);
  const rows = values.answers.map((answer) => {
    const model = stressModelNames[answer.model][language];
    if (answer.state !== "answered") return { cells: [model, stateText(telling, answer), "", ""] };
    const waves = wavesWords(answer, language);
    const shares = answer.endings.flatMap(({ outputShare }) => outputShare ?? []);
    const output = shares.length === 0 ? "" : formatShare({ low: Math.min(...shares), high: Math.max(...shares) }, language);
    return {
      cells: [
        model,
        cite(telling, formatAmount(answer.loss, unit, language), { answer, k }),
        waves === "" ? t.none : escapeText(waves),
        output === "" ? "" : cite(telling, output, { answer, k }),
      ],
    };
  });
  return table({ caption: t.answers, head: [t.model, t.lost, t.waves, t.output], rows });
}

/** Why a model has no figure. */
function stateText({ cited }: Telling, { state, missing }: ModelAnswer): string {
  const { language } = cited;
  const t = speak(messages, language);
  if (state === "untouched") return t.untouched;
  const gaps = [...new Set(missing.filter((row) => row.reason === "no-claim").map((row) => row.what))];
  const reasons = gaps.map((what) => escapeText(missingTitle({ what, reason: "no-claim" }, language)));
  return [t.notIdentifiable, ...(reasons.length > 0 ? [reasons.join(", ")] : [])].join(colon(language) + " ");
}

function losersTable(telling: Telling, answer: ModelAnswer, { k, unit }: { readonly k: number; readonly unit: string }): string {
  const { cited } = telling;
  const { language } = cited;
  const t = speak(messages, language);
  const { least, most } = endsOf(answer)!;
  const rows = most.holders.map((holder) => ({
    cells: [
      escapeText(holderName(answer, holder, cited.firmText, language)),
      cite(telling, formatAmount(lossWithin(holder, least), unit, language), { answer, k }),
      semicolons(
        byFirm(holder.by).map((one) => {
          const legs = one.legs.map((id) => linked(telling, id));
          return `${cited.firm(one.from)}${legs.length === 0 ? "" : `${colon(language)} ${legs.join(", ")}`}`;
        }),
        language,
      ),
    ],
  }));
  return table({ caption: t.losers(stressModelNames[answer.model][language]), head: [t.who, t.amount, t.through], numeric: [1], rows });
}

function ordersTable({ cited }: Telling, { orders }: Stress, unit: string): string {
  if (orders.length === 0) return "";
  const { language } = cited;
  const t = speak(messages, language);
  const claims = claimsById(cited.casebook.claims);
  const rows = orders.map((row) => {
    const claim = row.claim === null ? undefined : claims.get(row.claim);
    const sales = escapeText(formatAmount(row.revenue?.point ?? null, unit, language));
    return {
      cells: [
        cited.firm(row.entity),
        claim === undefined ? sales : cited.claim(sales, claim),
        escapeText(formatAmount(row.change?.point ?? null, unit, language)),
        escapeText(formatShare(row.share, language)),
      ],
    };
  });
  return table({ caption: t.orders, head: [t.firm, t.sales, t.change, t.share], numeric: [1, 2, 3], rows });
}

function hitsTable({ cited }: Telling, { hits }: Stress, unit: string): string {
  if (hits.length === 0) return "";
  const { language } = cited;
  const t = speak(messages, language);
  const claims = claimsById(cited.casebook.claims);
  const rows = hits.map(({ leg, from, to, done, lost, claim: id }) => {
    const claim = id === null ? undefined : claims.get(id);
    const amount = escapeText(done ? t.held : formatAmount(lost === null ? null : { low: lost.low, high: lost.high }, unit, language));
    return {
      cells: [cited.leg(leg), `${cited.firm(from)} → ${cited.firm(to)}`, claim === undefined || done ? amount : cited.claim(amount, claim)],
    };
  });
  return table({ caption: t.hits, head: [t.funding, t.between, t.lost], numeric: [2], rows });
}

function groundsText(telling: Telling, stress: Stress, unit: string): string {
  const { cited } = telling;
  const { language } = cited;
  const t = speak(messages, language);
  const entities = new Set(cited.casebook.entities.map(({ id }) => id));
  const assumed = assumptionLines(stress, { name: cited.firmText, unit }, language).map((line) => linked(telling, line));
  const missing = missingGroups(stress).map((group) => {
    const who = group.who.map((id) => (entities.has(id) ? cited.firm(id) : cited.leg(id)));
    const title = escapeText(missingTitle(group, language));
    return who.length === 0 ? title : `${title}${colon(language)} ${semicolons(who, language)}`;
  });
  return folded(t.assumed, assumed) + folded(t.missing, missing);
}

function folded(title: string, items: readonly string[]): string {
  if (items.length === 0) return "";
  const list = items.map((item) => `<li>${item}</li>`).join("");
  return `<details><summary>${escapeText(title)} (${items.length})</summary><ul class="columns">${list}</ul></details>`;
}

/** Text with each id of a leg or claim in it as a link to what it stands for. */
function linked({ cited }: Telling, text: string): string {
  const legs = new Set(cited.casebook.legs.map(({ id }) => id));
  const claims = claimsById(cited.casebook.claims);
  return escapeText(text).replace(/[a-z0-9]+(?:-[a-z0-9]+)+/g, (id) => {
    if (legs.has(id)) return cited.leg(id);
    const claim = claims.get(id);
    return claim === undefined ? id : cited.claim(`<code>${id}</code>`, claim);
  });
}

function claimsById(claims: readonly Claim[]): ReadonlyMap<string, Claim> {
  return new Map(claims.map((claim) => [claim.id, claim]));
}
