import {
  entityNames,
  type Amount,
  type Casebook,
  cited,
  formatAmount,
  formatDate,
  formatNumber,
  formatShare,
  formatStated,
  type TieLeftOut,
  tieLeftOutWords,
  paceWords,
  type Reach,
  type Result,
  tieKindNames,
  type TieLink,
  termName,
  type Unwind,
  type UnwoundTie,
  waitWords,
} from "keiretsu";
import { bind, citations, ourWords } from "./cite.ts";
import type { Bilingual, Call, Language } from "./command.ts";
import { formatTable, paint, wrapText } from "./output.ts";

/** What `keiretsu unwind` prints: the time first, then the ties, what it costs, what binds, what moves the answer, and what it rests on. */

interface Told {
  readonly call: Call;
  readonly values: Unwind;
  readonly unit: string;
  readonly name: (id: string) => string;
  readonly mark: (...ids: readonly string[]) => string;
}

/** Ties told; --json and --csv tell all. */
const TOLD = 40;

export function unwindText(call: Call, casebook: Casebook, { values: all, unit, warnings }: Result<Unwind>): string {
  // What a whole market did is told beside a group or all ties, not beside those of one firm.
  const values = call.text("entity") === null ? all : { ...all, pace: [], absorption: [], reported: [] };
  const sources = cited(casebook, [
    ...values.ties.flatMap((tie) => tie.sources),
    ...values.pace.flatMap(({ first, last }) => [first.source, last.source]),
    ...values.absorption.flatMap(({ toSell, absorbed, buyers }) => [
      toSell.source,
      absorbed.source,
      ...buyers.map((buyer) => buyer.source),
    ]),
    ...values.reported.map(({ source }) => source),
    ...(values.intervention?.facts.map(({ source }) => source) ?? []),
    ...(values.intervention?.groups.flatMap(({ source }) => source ?? []) ?? []),
  ]);
  const { mark, list } = citations(call.io, sources, call.language);
  const told: Told = { call, values, unit, name: entityNames(casebook, call.language), mark };
  const warned = warnings.map(({ message }) => `${wrapText(call.io, `${call.say({ en: "Note:", fr: "Note :" })} ${message}`)}\n`).join("");
  const parts =
    values.ties.length === 0
      ? [interventionText(told), warned, paceText(told), absorptionText(told)]
      : [
          leadText(told),
          interventionText(told),
          tiesText(told),
          chainText(told),
          frontierText(told),
          bearersText(told),
          circularText(told),
          paceText(told),
          absorptionText(told),
          termsText(told),
          warned,
        ];
  return [...parts, leftOutText(told), list()].filter((part) => part !== "").join("\n");
}

function quartersText({ low, high }: Reach): string {
  return high === null ? `${low} – ?` : low === high ? `${low}` : `${low} – ${high}`;
}

function title({ call }: Told, text: Bilingual): string {
  return `${paint(call.io, "bold", bind(call.say(text)))}\n`;
}

function say({ call }: Told, text: Bilingual): string {
  return `${wrapText(call.io, bind(call.say(text)))}\n`;
}

function leadText(told: Told): string {
  const { leastTime, ties, today } = told.values;
  const date = formatDate(today, told.call.language);
  const { low, high } = leastTime;
  const most: Bilingual =
    high === null
      ? {
          en: "nothing in the record or the assumptions says at most how many",
          fr: "rien dans le dossier ni les hypothèses ne dit combien au plus",
        }
      : { en: `at most ${high} if they are harsh`, fr: `au plus ${high} si elles sont dures` };
  const of = (answer: UnwoundTie["withinYear"]): readonly string[] => ties.flatMap((tie) => (tie.withinYear === answer ? [tie.id] : []));
  const [yes, no, held, unknown] = [of("yes"), of("no"), of("unless-broken"), of("not-known")];
  const list = (ids: readonly string[], text: Bilingual): string =>
    ids.length === 0 ? "" : say(told, { en: `${text.en} ${ids.join(", ")}.`, fr: `${text.fr} ${ids.join(", ")}.` });
  return (
    say(told, {
      en: `Ties that stand on ${date}: ${ties.length}. Undoing all of them takes at least ${low} ${low === 1 ? "quarter" : "quarters"} if every unknown term is kind, ${most.en}.`,
      fr: `Liens en place le ${date} : ${ties.length}. Les dénouer tous prend au moins ${low} ${low === 1 ? "trimestre" : "trimestres"} si toutes les conditions inconnues sont douces, ${most.fr}.`,
    }) +
    say(told, {
      en: `Within one year ${yes.length} can be ended in any reading and ${no.length} in none; for ${unknown.length} the terms that are told do not decide it.`,
      fr: `En un an, ${yes.length} peuvent finir dans toute lecture et ${no.length} dans aucune ; pour ${unknown.length}, les conditions connues ne tranchent pas.`,
    }) +
    list(no, { en: "Cannot be ended within a year:", fr: "Ne peuvent finir en un an :" }) +
    list(held, {
      en: `Held beyond a year by a term on record, unless broken (${held.length}):`,
      fr: `Tenus au-delà d’un an par un terme connu, sauf rupture (${held.length}) :`,
    })
  );
}

function tiesText(told: Told): string {
  const { call, unit, name, mark, values } = told;
  const head = [
    { en: "Tie", fr: "Lien" },
    { en: "Who leaves whom", fr: "Qui quitte qui" },
    { en: "Kind", fr: "Nature" },
    { en: "Tied", fr: "Engagé" },
    { en: "Quarters", fr: "Trimestres" },
    { en: "Term ends", fr: "Terme" },
    { en: "Source", fr: "Source" },
  ].map(call.say);
  const rows = values.ties
    .slice(0, TOLD)
    .map((tie) => [
      tie.id,
      `${name(tie.holder)} → ${name(tie.issuer)}`,
      call.say(tieKindNames[tie.kind]),
      tie.size !== null
        ? formatAmount({ low: tie.size.low, high: tie.size.high }, unit, call.language)
        : tie.share !== null
          ? formatShare(tie.share, call.language)
          : null,
      quartersText(tie.quarters),
      tie.endsOn === null ? null : formatDate(tie.endsOn, call.language),
      mark(...tie.sources.slice(0, 3)),
    ]);
  const more = values.ties.length - rows.length;
  const rest = more > 0 ? say(told, { en: `${more} more: --csv tells all.`, fr: `${more} de plus : --csv dit tout.` }) : "";
  return `${formatTable(call.io, { head, rows }, { wrap: [0, 1, 2, 6] })}\n${rest}`;
}

function chainText(told: Told): string {
  const { kind, harsh } = told.values.criticalChain;
  const link = ({ tie, wait, waitQuarters, saleQuarters, finish }: TieLink): string => {
    const waited = wait === null ? "" : `${told.call.say(waitWords[wait])} ${waitQuarters}, `;
    const sold = saleQuarters === 0 ? "" : `${told.call.say({ en: "sale", fr: "vente" })} ${saleQuarters}, `;
    return `  ${tie}: ${waited}${sold}${told.call.say({ en: `out after ${finish}`, fr: `dehors après ${finish}` })}\n`;
  };
  const lines = (links: readonly TieLink[], lead: Bilingual): string =>
    links.length === 0 ? "" : say(told, lead) + links.map((one) => bind(link(one))).join("");
  return (
    title(told, { en: "What sets the time, in quarters", fr: "Ce qui fixe la durée, en trimestres" }) +
    lines(kind, { en: "Kindly read:", fr: "Au mieux :" }) +
    lines(harsh, { en: "Harshly read:", fr: "Au pire :" })
  );
}

function frontierText(told: Told): string {
  const { call, unit, values } = told;
  if (values.frontier.every(({ low, high }) => low === null && high === null)) return "";
  const money = (x: number | null): string | null => (x === null ? null : formatAmount(x, unit, call.language));
  const head = [
    { en: "Quarters", fr: "Trimestres" },
    { en: "Loss at least", fr: "Perte au moins" },
    { en: "at most", fr: "au plus" },
  ].map(call.say);
  const rows = values.frontier.map(({ quarters, low, high }) => [quarters, money(low), money(high)]);
  const left = values.unvalued.length;
  const note =
    left === 0
      ? ""
      : say(told, {
          en: `Ties in no loss, since their amount or the value of the firm is unknown: ${left}. A dash is unknown, not zero.`,
          fr: `Liens hors de la perte, faute de montant ou de valeur de la société : ${left}. Un tiret est un inconnu, non un zéro.`,
        });
  return `${title(told, { en: "What it costs to be out in time", fr: "Ce que coûte une sortie dans ce délai" })}${formatTable(call.io, { head, rows }, { align: ["right", "right", "right"], indent: 2 })}\n${note}`;
}

function bearersText(told: Told): string {
  const { call, unit, name, values } = told;
  const rows = values.bearers
    .filter(({ low, high }) => low > 0 || (high ?? 0) > 0)
    .map(({ entity, low, high }) => [name(entity), formatAmount({ low, high }, unit, call.language)]);
  if (rows.length === 0) return "";
  const head = [
    { en: "Who bears it, on the fastest way out", fr: "Qui le porte, par la voie la plus rapide" },
    { en: "Loss", fr: "Perte" },
  ].map(call.say);
  return `${formatTable(call.io, { head, rows }, { wrap: [0] })}\n`;
}

function circularText(told: Told): string {
  const { call, unit, values } = told;
  const { today, halved } = values.circular;
  const amount = formatAmount(today, unit, call.language);
  const circular =
    halved === null
      ? say(told, { en: "None of the money on these ties goes round.", fr: "Rien de l’argent de ces liens ne tourne en rond." })
      : say(told, {
          en: `Of the money on these ties ${amount} can go round. It has halved after ${quartersText(halved)} quarters.`,
          fr: `De l’argent de ces liens, ${amount} peuvent tourner en rond. La moitié en est dénouée après ${quartersText(halved)} trimestres.`,
        });
  const out = (end: "low" | "high"): number | null => values.remaining.find((row) => (row[end] ?? 1) <= 1 / 2)?.quarter ?? null;
  const half = out("low");
  const tied =
    half === null
      ? ""
      : say(told, {
          en: `Half of the tied money is out after ${quartersText({ low: half, high: out("high") })} quarters.`,
          fr: `La moitié de l’argent engagé est sortie après ${quartersText({ low: half, high: out("high") })} trimestres.`,
        });
  const base = { leastTime: values.leastTime.low, halved: halved?.low ?? null };
  const moved = values.sensitivity.filter((one) => one.leastTime !== base.leastTime || one.halved !== base.halved);
  if (moved.length === 0) return tied + circular;
  const head = [
    { en: "This term alone harsh", fr: "Cette seule condition dure" },
    { en: "All out", fr: "Tout dénoué" },
    { en: "Half of what goes round", fr: "Moitié de ce qui tourne" },
  ].map(call.say);
  const rows = moved.map((one) => [bind(call.say(termName(one.term))), one.leastTime, one.halved]);
  return `${tied}${circular}${formatTable(call.io, { head, rows }, { align: ["left", "right", "right"], indent: 2 })}\n`;
}

function paceText(told: Told): string {
  const { call, mark, values } = told;
  if (values.pace.length === 0) return "";
  const { language } = call;
  const head = [
    { en: "Series", fr: "Série" },
    { en: "From", fr: "De" },
    { en: "To", fr: "À" },
    { en: "Quarters reported", fr: "Trimestres rapportés" },
    { en: "by the model", fr: "selon le modèle" },
    { en: "", fr: "" },
    { en: "Source", fr: "Source" },
  ].map(call.say);
  const point = ({ date, share }: { readonly date: string; readonly share: number }): string =>
    `${formatShare(share, language)} (${formatDate(date, language)})`;
  const rows = values.pace.map(({ series, first, last, quarters, model, verdict }) => [
    series,
    point(first),
    point(last),
    quarters,
    model === null ? null : quartersText(model),
    call.say(paceWords[verdict]),
    mark(first.source, last.source),
  ]);
  const reported = values.reported
    .map(({ years, source }) =>
      say(told, {
        en: `A source says of the whole reform: ${formatNumber(years, language)} years. ${mark(source)}`,
        fr: `Une source dit de toute la réforme : ${formatNumber(years, language)} ans. ${mark(source)}`,
      }),
    )
    .join("");
  return (
    title(told, { en: "Against the reported pace", fr: "Face au rythme rapporté" }) +
    `${formatTable(call.io, { head, rows }, { align: ["left", "left", "left", "right", "right"], wrap: [0, 1, 2, 6], indent: 2 })}\n` +
    reported
  );
}

function absorptionText(told: Told): string {
  const { call, mark, values, name } = told;
  const { language } = call;
  return values.absorption
    .map(({ unit, toSell, absorbed, left, quarters, buyers }) => {
      const money = (x: number | { readonly low: number; readonly high: number }): string => formatAmount(x, unit, language);
      const lead = say(told, {
        en: `To sell: ${money(toSell)}. The market was said to take ${money(absorbed.amount)} in ${absorbed.years} years, which leaves ${money(left)} for a public buyer; at that pace all takes ${quartersText(quarters)} quarters. ${mark(toSell.source, absorbed.source)}`,
        fr: `À céder : ${money(toSell)}. Le marché pouvait, dit-on, absorber ${money(absorbed.amount)} en ${absorbed.years} ans, ce qui laisse ${money(left)} à un acheteur public ; à ce rythme, tout prend ${quartersText(quarters)} trimestres. ${mark(toSell.source, absorbed.source)}`,
      });
      const head = [
        { en: "Public buyer", fr: "Acheteur public" },
        { en: "Said of it", fr: "Ce qu’on en dit" },
        { en: "Amount", fr: "Montant" },
        { en: "Quarters in all", fr: "Trimestres en tout" },
        { en: "Source", fr: "Source" },
      ].map(call.say);
      const rows = buyers.map(({ buyer, predicate, amount, validOn, quarters: time, source }) => [
        name(buyer),
        `${predicate} (${formatDate(validOn, language)})`,
        money(amount),
        quartersText(time),
        mark(source),
      ]);
      return `${title(told, { en: "What the market takes, and the buyer of last resort", fr: "Ce que le marché absorbe, et l’acheteur en dernier ressort" })}${lead}${formatTable(call.io, { head, rows }, { align: ["left", "left", "right", "right"], indent: 2 })}\n`;
    })
    .join("\n");
}

function termsText(told: Told): string {
  const { call, values } = told;
  const used = new Set(values.ties.flatMap(({ assumed }) => assumed.map((key) => key.slice(0, key.lastIndexOf(" ")))));
  const lines = values.terms
    .filter(({ exit }) => used.has(exit))
    .map(({ exit, reason, reasonFr }) => {
      const what = Object.hasOwn(tieKindNames, exit) ? call.say(tieKindNames[exit as keyof typeof tieKindNames]) : exit;
      return `${wrapText(call.io, `${what}${call.say({ en: ": ", fr: "\u00a0: " })}${ourWords(reason, reasonFr, call.language)}`, 2)}\n`;
    });
  const unknown = [...new Set(values.ties.flatMap((tie) => tie.unknown))].map((key) => call.say(termName(key)));
  const missing =
    unknown.length === 0
      ? ""
      : say(told, {
          en: `Neither told nor assumed: ${unknown.join("; ")}.`,
          fr: `Ni dit ni supposé : ${unknown.join(" ; ")}.`,
        });
  const assumed = lines.length === 0 ? "" : title(told, { en: "Assumed of leaving", fr: "Supposé des sorties" }) + lines.join("");
  return assumed + missing;
}

function leftOutText(told: Told): string {
  const { call, values } = told;
  if (values.leftOut.length === 0) return "";
  const reasons = [...new Set(values.leftOut.map(({ reason }) => reason))];
  const of = (reason: TieLeftOut["reason"]): string => values.leftOut.flatMap((one) => (one.reason === reason ? [one.leg] : [])).join(", ");
  const lines = reasons.map(
    (reason) => `${wrapText(call.io, bind(`${call.say(tieLeftOutWords[reason])}${call.say({ en: ": ", fr: " : " })}${of(reason)}`), 2)}\n`,
  );
  return (
    title(told, { en: "Counted legs that are no tie to undo", fr: "Volets comptés qui ne sont pas des liens à dénouer" }) + lines.join("")
  );
}

function interventionText(told: Told): string {
  const { call, mark, name, values } = told;
  if (values.intervention === null) return "";
  const { facts, groups } = values.intervention;
  const { language } = call;
  const said = facts.map(
    ({ subject, predicate, value, amount, validOn, source }) =>
      `${wrapText(call.io, `- ${bind(`${name(subject)}, ${predicate} (${formatDate(validOn, language)})${call.say({ en: ": ", fr: " : " })}${amount === null || predicate === "dissolved-after" ? value : statedAs(amount, language)} ${mark(source)}`)}`, 2)}\n`,
  );
  const head = [
    { en: "Group", fr: "Groupe" },
    { en: "Members told", fr: "Membres connus" },
    { en: "Pieces", fr: "Morceaux" },
    { en: "without ownership", fr: "sans la propriété" },
    { en: "What takes over", fr: "Ce qui prend le relais" },
    { en: "Source", fr: "Source" },
  ].map(call.say);
  const rows = groups.map(({ group, members, pieces, takesOver, layers, source }) => [
    name(group),
    members.length,
    pieces.all,
    pieces.withoutOwnership,
    takesOver === null
      ? call.say({ en: "nothing that is told", fr: "rien de connu" })
      : `${call.say(LAYERS[takesOver])} (${layers
          .find(({ layer }) => layer === takesOver)!
          .hubs.map(name)
          .join(", ")})`,
    source === null ? "" : mark(source),
  ]);
  return (
    title(told, { en: "The ownership layer taken away by authority", fr: "La couche de propriété retirée par autorité" }) +
    said.join("") +
    `${formatTable(call.io, { head, rows }, { align: ["left", "right", "right", "right"], wrap: [0, 4] })}\n` +
    say(told, {
      en: "Banks and trading houses are those that a list of members names; that they lend to and trade for all others is what sources say of such groups, not of each pair.",
      fr: "Banques et maisons de commerce sont celles que nomme une liste de membres ; qu’elles prêtent et négocient pour tous les autres est dit de tels groupes, non de chaque paire.",
    })
  );
}

/** "at least 250": a count without its unit. */
function statedAs(amount: Amount, language: Language): string {
  return formatStated(amount.unit === "count" ? { ...amount, unit: "" } : amount, language).trim();
}

const LAYERS: Readonly<Record<"bank" | "trade", Bilingual>> = {
  bank: { en: "the bank", fr: "la banque" },
  trade: { en: "trade", fr: "le commerce" },
};
