import {
  entityNames,
  cited,
  formatAmount,
  formatDate,
  formatNumber,
  formatShare,
  intermediation,
  type PublishedFigure,
  view,
} from "keiretsu";
import { citations } from "./cite.ts";
import { EXIT, type Bilingual, type Command } from "./command.ts";
import { entityAsked } from "./entity-option.ts";
import { openCasebook } from "./open.ts";
import { CASEBOOK, VIEW_OPTIONS, viewOptions } from "./options.ts";
import { formatTable, paint, wrapText, writeCsv, writeJson } from "./output.ts";

const SHOWN = 8;

/** Whether a firm is a trading house: what must pass through it, what it borrows against contracts, what a stop of its client does. */
export const intermediationCommand: Command = {
  name: "intermediation",
  summary: {
    en: "Whether money has to pass through a firm, and what it borrows for it",
    fr: "Si l’argent doit passer par une firme, et ce qu’elle emprunte pour cela",
  },
  arguments: [CASEBOOK],
  options: [
    { name: "of", kind: "text", value: "id", required: true, description: { en: "Firm in the middle", fr: "Firme au milieu" } },
    { name: "from", kind: "text", value: "id", description: { en: "Where the money comes from", fr: "D’où vient l’argent" } },
    { name: "to", kind: "text", value: "id", description: { en: "Where the money goes", fr: "Où va l’argent" } },
    ...VIEW_OPTIONS,
  ],
  csv: true,
  examples: ["keiretsu intermediation casebooks/ai-alliances --of oracle --from openai --to nvidia"],
  run(call) {
    const casebook = openCasebook(call);
    const asked = (name: string): string | null => entityAsked(casebook, call.text(name));
    const result = intermediation(view(casebook, viewOptions(call)), { of: asked("of")!, from: asked("from"), to: asked("to") });
    if (call.flag("json")) return writeJson(call.io, result);
    const { values, unit } = result;
    if (call.flag("csv"))
      return writeCsv(call.io, { head: ["firm", "share"], rows: values.ranking.map(({ firm, share }) => [firm, share]) });
    const { io, language } = call;
    const { passes, transformation, stop, between } = values;
    const name = entityNames(casebook, call.language);
    const figures = [transformation.backlog, transformation.debt, transformation.equity, transformation.margin, stop?.freeCashFlow ?? null];
    const told = figures.filter((figure): figure is PublishedFigure => figure !== null);
    const { mark, list } = citations(
      io,
      cited(casebook, [...told.map((figure) => figure.source), ...Object.values(passes).flatMap((row) => row.sources)]),
      language,
    );
    const say = (text: Bilingual): void => io.stdout(`${wrapText(io, call.say(text))}\n`);
    const title = (text: Bilingual): void => io.stdout(`\n${paint(io, "bold", call.say(text))}\n`);
    const money = (value: Parameters<typeof formatAmount>[0]): string => formatAmount(value, unit, language);
    const share = (value: Parameters<typeof formatShare>[0]): string => formatShare(value, language);
    const times = (value: number): string => formatNumber(value, language, 1);
    const here = name(values.firm);

    const place = values.ranking.findIndex(({ firm }) => firm === values.firm) + 1;
    say({
      en: `${share(values.betweenness.point)} of the money that could flow between other firms has to pass through ${here}${place > 0 ? `, number ${place} of ${values.ranking.length} firms that are in anyone’s way` : ""}. Over low and high amounts: ${share(values.betweenness)}.`,
      fr: `${share(values.betweenness.point)} de l’argent qui pourrait circuler entre les autres firmes doit passer par ${here}${place > 0 ? `, au rang ${place} des ${values.ranking.length} firmes placées sur un chemin` : ""}. Selon les montants bas et hauts : ${share(values.betweenness)}.`,
    });
    if (between !== null) {
      const [from, to] = [name(between.from), name(between.to)];
      say(
        between.share.point === null
          ? {
              en: `Nothing can flow from ${from} to ${to} on counted legs.`,
              fr: `Rien ne peut aller de ${from} à ${to} par les volets comptés.`,
            }
          : {
              en: `From ${from} to ${to}: ${money(between.all.point)} could flow by the amounts that sources name, ${money(between.without.point)} without ${here}: ${share(between.share.point)} needs it.`,
              fr: `De ${from} à ${to} : ${money(between.all.point)} pourraient circuler selon les montants que les sources donnent, ${money(between.without.point)} sans ${here} : ${share(between.share.point)} en dépendent.`,
            },
      );
    }

    title({ en: "What passes through it", fr: "Ce qui passe par elle" });
    const rows = (["earned", "bought", "raised", "placed"] as const).map((key) => [
      call.say(PASSING[key]),
      money(passes[key]),
      passes[key].legs.length === 0 ? null : mark(...passes[key].sources),
    ]);
    io.stdout(
      `${formatTable(io, { head: [WHAT, AMOUNT, SOURCE].map(call.say), rows }, { align: ["left", "right", "left"], wrap: [0, 2], indent: 2 })}\n`,
    );

    title({ en: "Length and credit", fr: "Durée et crédit" });
    const line = (words: Bilingual, figure: PublishedFigure | null, format: (value: number) => string): string =>
      `${call.say(words)}${language === "fr" ? " :" : ":"} ${figure === null ? call.say(UNKNOWN) : `${format(figure.value)} (${formatDate(figure.validOn, language)}) ${mark(figure.source)}`}`;
    const ratio = (words: Bilingual, value: number | null, format: (value: number) => string): string =>
      `${call.say(words)}${language === "fr" ? " :" : ":"} ${value === null ? call.say(UNKNOWN) : format(value)}`;
    for (const text of [
      line(BACKLOG, transformation.backlog, money),
      line(DEBT, transformation.debt, money),
      line(EQUITY, transformation.equity, money),
      line(MARGIN, transformation.margin, share),
      ratio(LEVERAGE, transformation.leverage, times),
      ratio(AGAINST, transformation.borrowedAgainst, share),
      ratio(PAID_OVER, transformation.yearsOwedToIt, times),
      ratio(PAYS_OVER, transformation.yearsOwedByIt, times),
    ])
      io.stdout(`${wrapText(io, text, 2)}\n`);

    if (stop !== null) {
      title({ en: `If ${name(stop.payer)} stops paying`, fr: `Si ${name(stop.payer)} cesse de payer` });
      say({
        en: `It owes ${money(stop.perYear)} a year, spread evenly over the term (${stop.legs.join(", ")}).`,
        fr: `Elle doit ${money(stop.perYear)} par an, étalés également sur la durée (${stop.legs.join(", ")}).`,
      });
      if (stop.freeCashFlow === null || stop.withPayments === null)
        say({ en: "No source gives the free cash flow.", fr: "Aucune source ne donne le flux de trésorerie disponible." });
      else
        say({
          en: `Free cash flow a year: ${money(stop.withPayments)} with the payments, from what the margin leaves of them to all of them; ${money(stop.withoutPayments)} without ${mark(stop.freeCashFlow.source)}. Nothing else moves: an assumption.`,
          fr: `Flux de trésorerie disponible par an : ${money(stop.withPayments)} avec les paiements, de ce que la marge en laisse jusqu’à leur totalité ; ${money(stop.withoutPayments)} sans eux ${mark(stop.freeCashFlow.source)}. Rien d’autre ne bouge : c’est une hypothèse.`,
        });
    }

    title({ en: "Who is in the way of others’ money", fr: "Qui est sur le chemin de l’argent des autres" });
    const ranked = values.ranking.slice(0, SHOWN).map(({ firm, share: part }) => [name(firm), share(part)]);
    io.stdout(
      `${formatTable(io, { head: [FIRM, PART].map(call.say), rows: ranked }, { align: ["left", "right"], indent: 2 })}\n\n${list()}`,
    );
    return EXIT.fine;
  },
};

const UNKNOWN: Bilingual = { en: "unknown", fr: "inconnu" };
const WHAT: Bilingual = { en: "What", fr: "Quoi" };
const AMOUNT: Bilingual = { en: "Promised in all", fr: "Promis en tout" };
const SOURCE: Bilingual = { en: "Source", fr: "Source" };
const FIRM: Bilingual = { en: "Firm", fr: "Firme" };
const PART: Bilingual = { en: "Needs it", fr: "En dépend" };
const PASSING: Readonly<Record<"earned" | "bought" | "raised" | "placed", Bilingual>> = {
  earned: { en: "Clients pay it", fr: "Des clients la paient" },
  bought: { en: "It pays suppliers", fr: "Elle paie des fournisseurs" },
  raised: { en: "Funders give it", fr: "Des bailleurs la financent" },
  placed: { en: "It funds others", fr: "Elle finance d’autres" },
};
const BACKLOG: Bilingual = { en: "Contracted revenue not yet earned", fr: "Ventes signées restant à réaliser" };
const DEBT: Bilingual = { en: "Debt", fr: "Dette" };
const EQUITY: Bilingual = { en: "Equity", fr: "Capitaux propres" };
const MARGIN: Bilingual = { en: "Gross margin on what passes", fr: "Marge brute sur ce qui passe" };
const LEVERAGE: Bilingual = { en: "Debt over equity, times", fr: "Dette sur capitaux propres, fois" };
const AGAINST: Bilingual = { en: "Debt over contracted revenue", fr: "Dette sur ventes signées" };
const PAID_OVER: Bilingual = { en: "Years over which clients pay it", fr: "Années sur lesquelles les clients la paient" };
const PAYS_OVER: Bilingual = { en: "Years over which it pays suppliers", fr: "Années sur lesquelles elle paie ses fournisseurs" };
