import { entityNames, cited, formatAmount, formatDate, formatShare, layers, parseDate, rightNames, view } from "keiretsu";
import { citations } from "./cite.ts";
import { EXIT, type Bilingual, type Command } from "./command.ts";
import { openCasebook, withReserve } from "./open.ts";
import { CASEBOOK, VIEW_OPTIONS, viewOptions } from "./options.ts";
import { formatTable, wrapText, writeCsv, writeJson } from "./output.ts";

const NAMES: Readonly<Record<string, Bilingual>> = {
  ownership: { en: "ownership", fr: "capital" },
  credit: { en: "credit", fr: "crédit" },
  supply: { en: "supply", fr: "fourniture" },
  capacity: { en: "capacity", fr: "capacité" },
  guarantee: { en: "guarantee", fr: "garantie" },
  sharing: { en: "sharing", fr: "partage" },
};

/** Contracts or capital: what the ties of a casebook are made of. */
export const layersCommand: Command = {
  name: "layers",
  summary: { en: "What the ties are made of: contracts, capital, credit", fr: "De quoi les liens sont faits : contrats, capital, crédit" },
  arguments: [CASEBOOK],
  options: VIEW_OPTIONS,
  csv: true,
  examples: ["keiretsu layers casebooks/ai-alliances"],
  run(call) {
    const casebook = openCasebook(call);
    const result = withReserve(casebook, layers(view(casebook, viewOptions(call))));
    if (call.flag("json")) return writeJson(call.io, result);
    const { language } = call;
    const head = [
      { en: "Layer", fr: "Couche" },
      { en: "Ties", fr: "Liens" },
      { en: "Amount", fr: "Montant" },
      { en: "No amount", fr: "Sans montant" },
    ].map(call.say);
    if (call.flag("csv")) {
      return writeCsv(call.io, {
        head: ["layer", "ties", "low", "high", "without_amount"],
        rows: result.values.layers.map((row) => [row.layer, row.ties, row.amount.low, row.amount.high, row.withoutAmount]),
      });
    }
    const rows = result.values.layers.map((row) => [
      call.say(NAMES[row.layer]),
      row.ties,
      row.ties === row.withoutAmount ? null : formatAmount(row.amount, result.unit, language),
      row.withoutAmount,
    ]);
    const { borders, contractShare, ownershipShare } = result.values;
    const sentence = {
      en: `Contracts make ${formatShare(contractShare.byCount, language)} of the ties and ${formatShare(contractShare.byAmount, language)} of the amounts named; ownership ${formatShare(ownershipShare.byCount, language)} and ${formatShare(ownershipShare.byAmount, language)}.`,
      fr: `Les contrats font ${formatShare(contractShare.byCount, language)} des liens et ${formatShare(contractShare.byAmount, language)} des montants nommés ; le capital ${formatShare(ownershipShare.byCount, language)} et ${formatShare(ownershipShare.byAmount, language)}.`,
    };
    const abroad = {
      en: `Ties across borders: ${formatShare(borders.acrossShare, language)} of those whose countries are known (${borders.unknown} are not), ${formatShare(borders.byAmount.acrossShare, language)} of their amounts.`,
      fr: `Liens qui passent une frontière : ${formatShare(borders.acrossShare, language)} de ceux dont les pays sont connus (${borders.unknown} ne le sont pas), ${formatShare(borders.byAmount.acrossShare, language)} de leurs montants.`,
    };
    call.io.stdout(`${wrapText(call.io, call.say(sentence))}\n${wrapText(call.io, call.say(abroad))}\n\n`);
    call.io.stdout(`${formatTable(call.io, { head, rows }, { align: ["left", "right", "left", "right"] })}\n`);
    const { reviews } = result.values;
    if (reviews.length > 0) {
      const name = entityNames(casebook, call.language);
      const { mark, list } = citations(
        call.io,
        cited(
          casebook,
          reviews.flatMap((review) => review.sources),
        ),
        language,
      );
      const title = [REGULATOR, WHAT, ABOUT, SINCE, SOURCE].map(call.say);
      const done = reviews.map((review) => [
        name(review.regulator),
        call.say(rightNames[review.kind]),
        review.over,
        review.since === null ? "?" : formatDate(parseDate(review.since), language),
        mark(...review.sources),
      ]);
      call.io.stdout(`\n${formatTable(call.io, { head: title, rows: done }, { wrap: [0, 2] })}\n\n${list()}`);
    }
    return EXIT.fine;
  },
};

const REGULATOR: Bilingual = { en: "Regulator", fr: "Régulateur" };
const WHAT: Bilingual = { en: "What", fr: "Quoi" };
const ABOUT: Bilingual = { en: "About", fr: "Sur" };
const SINCE: Bilingual = { en: "Since", fr: "Depuis" };
const SOURCE: Bilingual = { en: "Source", fr: "Source" };
