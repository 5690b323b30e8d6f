import { entityNames, cited, counterparties, counterpartyWords, flowNames, moneyText, speak, view } from "keiretsu";
import { citations } from "./cite.ts";
import { EXIT, type Bilingual, type Command } from "./command.ts";
import { entityAsked } from "./entity-option.ts";
import { openCasebook, withReserve } from "./open.ts";
import { CASEBOOK, PROJECT_OPTIONS, VIEW_OPTIONS, projectOptions, viewOptions } from "./options.ts";
import { formatTable, wrapText, writeCsv, writeJson } from "./output.ts";

const WAYS = {
  "pays-it": { en: "pays it", fr: "la paie" },
  "paid-by-it": { en: "is paid by it", fr: "est payée" },
} as const;

/** Sources and uses of a firm's money. */
export const counterpartiesCommand: Command = {
  name: "counterparties",
  summary: { en: "Who pays a firm and whom it pays, for what", fr: "Qui paie une entreprise et qui elle paie, pour quoi" },
  arguments: [CASEBOOK],
  options: [
    {
      name: "of",
      kind: "text",
      value: "id",
      required: true,
      description: { en: "Entity whose money is asked about", fr: "Entité dont on demande l’argent" },
    },
    ...VIEW_OPTIONS,
    ...PROJECT_OPTIONS,
  ],
  csv: true,
  examples: ["keiretsu counterparties casebooks/ai-alliances --of openai"],
  run(call) {
    const casebook = openCasebook(call);
    const of = entityAsked(casebook, call.text("of"))!;
    const result = withReserve(casebook, counterparties(view(casebook, viewOptions(call)), { ...projectOptions(call), of }));
    if (call.flag("json")) return writeJson(call.io, result);
    const { values, unit } = result;
    const rows = values.counterparties.flatMap(({ firm, paysIt, paidByIt }) => [
      ...paysIt.map((sum) => ({ firm, way: "pays-it" as const, sum })),
      ...paidByIt.map((sum) => ({ firm, way: "paid-by-it" as const, sum })),
    ]);
    if (call.flag("csv"))
      return writeCsv(call.io, {
        head: ["firm", "way", "flow", "low", "point", "high", "unit", "legs", "without_amount", "claims", "sources"],
        rows: rows.map(({ firm, way, sum: { flow, amount, legs, withoutAmount, claims, sources } }) => [
          firm,
          way,
          flow,
          amount.low,
          amount.point,
          amount.high,
          unit,
          ...[legs, withoutAmount, claims, sources].map((ids) => ids.join("|")),
        ]),
      });
    const { io, language } = call;
    const t = speak(counterpartyWords, language);
    if (rows.length === 0) {
      io.stdout(`${wrapText(io, t.none)}\n`);
      return EXIT.fine;
    }
    const name = entityNames(casebook, call.language);
    const { mark, list } = citations(
      io,
      cited(
        casebook,
        rows.flatMap(({ sum }) => sum.sources),
      ),
      language,
    );
    const told = [
      ...rows.map(({ firm, way, sum }) => ({ firm: name(firm), way, sum })),
      ...values.received.map((sum) => ({ firm: t.all, way: "pays-it" as const, sum })),
      ...values.paid.map((sum) => ({ firm: t.all, way: "paid-by-it" as const, sum })),
    ];
    const table = formatTable(
      io,
      {
        head: [t.firm, ...[WAY, FOR, AMOUNT, SOURCE].map(call.say)],
        rows: told.map(({ firm, way, sum }) => [
          firm,
          call.say(WAYS[way]),
          call.say(flowNames[sum.flow]),
          moneyText([sum], unit, language),
          firm === t.all ? "" : mark(...sum.sources),
        ]),
      },
      { align: ["left", "left", "left", "right", "left"], wrap: [0, 2, 3, 4] },
    );
    io.stdout(`${table}\n\n${wrapText(io, t.note)}\n\n${list()}`);
    return EXIT.fine;
  },
};

const WAY: Bilingual = { en: "Way", fr: "Sens" };
const FOR: Bilingual = { en: "For", fr: "Pour" };
const AMOUNT: Bilingual = { en: "Amount", fr: "Montant" };
const SOURCE: Bilingual = { en: "Source", fr: "Source" };
