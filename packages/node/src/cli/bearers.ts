import { entityNames, bearers, cited, formatAmount, formatShare, view, type Bearer } from "keiretsu";
import { citations } from "./cite.ts";
import { EXIT, type Bilingual, type Command } from "./command.ts";
import { entityAsked } from "./entity-option.ts";
import { openCasebook } from "./open.ts";
import { CASEBOOK, VIEW_OPTIONS, viewOptions } from "./options.ts";
import { formatTable, paint, wrapText, writeCsv, writeJson } from "./output.ts";

/** Who bears the loss of a vehicle or a firm, funds looked through. */
export const bearersCommand: Command = {
  name: "bearers",
  summary: {
    en: "Who bears the loss when a vehicle or firm loses value",
    fr: "Qui supporte la perte quand un véhicule ou une firme perd de sa valeur",
  },
  arguments: [CASEBOOK],
  options: [
    {
      name: "of",
      kind: "text",
      value: "id",
      required: true,
      description: { en: "Vehicle or firm that loses value", fr: "Véhicule ou firme qui perd de sa valeur" },
    },
    {
      name: "loss",
      kind: "number",
      min: 0,
      max: 1,
      fallback: "0.3",
      value: "share",
      description: { en: "Part of its value that is lost, an assumption", fr: "Part de la valeur perdue, une hypothèse" },
    },
    {
      name: "perimeter",
      kind: "choice",
      choices: ["unit", "parent"],
      fallback: "unit",
      description: { en: "As a node of its own, or with its units", fr: "Comme nœud à part, ou avec ses unités" },
    },
    ...VIEW_OPTIONS,
  ],
  csv: true,
  examples: ["keiretsu bearers casebooks/ai-alliances --of aligned", "keiretsu bearers casebooks/ai-alliances --of xai --perimeter parent"],
  run(call) {
    const casebook = openCasebook(call);
    const result = bearers(view(casebook, viewOptions(call)), {
      of: entityAsked(casebook, call.text("of"))!,
      loss: call.number("loss")!,
      perimeter: call.text("perimeter") as "unit" | "parent",
    });
    if (call.flag("json")) return writeJson(call.io, result);
    const { values } = result;
    if (call.flag("csv")) {
      const rows = values.bearers.map((row) => [
        row.party,
        row.as,
        row.through,
        row.amount?.low ?? null,
        row.amount?.high ?? null,
        row.loss.low,
        row.loss.high,
        ...[row.legs, row.claims, row.sources].map((ids) => ids.join("|")),
      ]);
      return writeCsv(call.io, {
        head: ["party", "as", "through", "amount_low", "amount_high", "loss_low", "loss_high", "legs", "claims", "sources"],
        rows,
      });
    }
    const { io, language } = call;
    const name = entityNames(casebook, call.language);
    const sources = cited(
      casebook,
      [...values.bearers, ...values.recourse].flatMap((row) => row.sources),
    );
    const { mark, list } = citations(io, sources, language);
    const money = (range: { readonly low: number; readonly high: number | null }): string => formatAmount(range, result.unit, language);
    const share = (range: { readonly low: number; readonly high: number }): string =>
      range.low === range.high
        ? formatShare(range.low, language)
        : `${formatShare(range.low, language)} – ${formatShare(range.high, language)}`;
    if (values.bearers.length === 0)
      io.stdout(
        `${call.say({ en: "No owner, lender or guarantor in this view.", fr: "Ni propriétaire, ni prêteur, ni garant dans cette vue." })}\n`,
      );
    else {
      const head = [PARTY, AS, PUT_IN, LOSES, SELLS, SOURCE].map(call.say);
      const rows = values.bearers.map((row) => [
        row.through === null ? name(row.party) : `${name(row.party)} (${call.say(THROUGH)} ${name(row.through)})`,
        call.say(CLASSES[row.as]),
        row.amount === null ? "?" : money(row.amount),
        money(row.loss),
        row.suppliesTo.map(name).join(", ") || null,
        mark(...row.sources),
      ]);
      io.stdout(`${formatTable(io, { head, rows }, { wrap: [0, 2, 3, 4, 5] })}\n\n`);
      const lost = formatShare(call.number("loss"), language);
      io.stdout(
        `${wrapText(io, call.say({ en: `If ${lost} of the value is lost, an assumption: owners lose ${share(values.shares.owners)} of their money, lenders ${share(values.shares.lenders)}.`, fr: `Si ${lost} de la valeur est perdue, une hypothèse : les propriétaires perdent ${share(values.shares.owners)} de leur argent, les prêteurs ${share(values.shares.lenders)}.` }))}\n`,
      );
    }
    for (const row of values.recourse)
      io.stdout(
        `${wrapText(io, call.say({ en: `${name(row.creditor)} has ${row.recourse ? "" : "no "}recourse against ${name(row.against)}. ${mark(...row.sources)}`, fr: `${name(row.creditor)} ${row.recourse ? "a un" : "n’a pas de"} recours contre ${name(row.against)}. ${mark(...row.sources)}` }))}\n`,
      );
    const { unit, parent } = values.leverage;
    const told = (range: { readonly low: number; readonly high: number | null }): string =>
      range.low === 0 && range.high === null ? call.say(NONE_TOLD) : money(range);
    io.stdout(
      `\n${paint(io, "bold", call.say({ en: "What our sources tell that it owes", fr: "Ce que nos sources disent qu’elle doit" }))}\n`,
    );
    const debts = [
      [
        call.say({ en: "as a node of its own", fr: "comme nœud à part" }),
        told(unit.debt),
        told(unit.equity),
        money(values.systemDebt.unit),
      ],
      [call.say({ en: "with its units", fr: "avec ses unités" }), told(parent.debt), told(parent.equity), money(values.systemDebt.parent)],
    ];
    io.stdout(`${formatTable(io, { head: ["", call.say(DEBT), call.say(EQUITY), call.say(SYSTEM)], rows: debts }, { indent: 2 })}\n`);
    if (sources.length > 0) io.stdout(`\n${list()}`);
    return EXIT.fine;
  },
};

const PARTY: Bilingual = { en: "Who", fr: "Qui" };
const AS: Bilingual = { en: "As", fr: "Comme" };
const PUT_IN: Bilingual = { en: "Put in", fr: "Apporté" };
const LOSES: Bilingual = { en: "Loses", fr: "Perd" };
const SELLS: Bilingual = { en: "Also sells to", fr: "Vend aussi à" };
const SOURCE: Bilingual = { en: "Source", fr: "Source" };
const THROUGH: Bilingual = { en: "through", fr: "par" };
const DEBT: Bilingual = { en: "Debt told", fr: "Dette dite" };
const EQUITY: Bilingual = { en: "Equity told", fr: "Fonds propres dits" };
const NONE_TOLD: Bilingual = { en: "none told", fr: "rien de dit" };
const SYSTEM: Bilingual = { en: "Debt of all", fr: "Dette de tous" };
const CLASSES: Readonly<Record<Bearer["as"], Bilingual>> = {
  owner: { en: "owner", fr: "propriétaire" },
  lender: { en: "lender", fr: "prêteur" },
  guarantor: { en: "guarantor", fr: "garant" },
};
