import { formatAmount, schedule, subjects, view } from "keiretsu";
import { EXIT, UsageError, type Command } from "./command.ts";
import { openCasebook } from "./open.ts";
import { CASEBOOK, VIEW_OPTIONS, viewOptions } from "./options.ts";
import { formatTable, wrapText, writeCsv, writeJson } from "./output.ts";

/** What each contract comes to a year, beside what sources state as a yearly amount. */
export const scheduleCommand: Command = {
  name: "schedule",
  summary: {
    en: "Contracts by year: amount over term beside yearly amounts stated",
    fr: "Contrats par an : montant sur durée, et montants annuels affirmés",
  },
  arguments: [CASEBOOK],
  options: [
    {
      name: "payer",
      kind: "text",
      value: "id",
      description: { en: "Only what this entity owes", fr: "Seulement ce que doit cette entité" },
    },
    ...VIEW_OPTIONS,
  ],
  csv: true,
  examples: ["keiretsu schedule casebooks/ai-alliances --payer openai"],
  run(call) {
    const casebook = openCasebook(call);
    const payer = call.text("payer");
    const whole = schedule(view(casebook, viewOptions(call)));
    const entities = new Set(casebook.entities.map((entity) => entity.id));
    const payers = payer === null ? null : new Set(subjects(casebook, payer).filter((id) => entities.has(id)));
    if (payers?.size === 0)
      throw new UsageError({
        en: `"${payer}" is not in this casebook. "keiretsu find <casebook> <words>" searches by words.`,
        fr: `« ${payer} » n’est pas dans ce dossier. « keiretsu find <dossier> <mots> » cherche par mots.`,
      });
    const mine = (id: string): boolean => payers === null || payers.has(id);
    const legs = whole.values.legs.filter((leg) => mine(leg.from));
    const kept = new Set(legs.map((leg) => leg.leg));
    const result = {
      ...whole,
      params: { ...whole.params, payer },
      values: {
        legs,
        dues: whole.values.dues.filter((due) => mine(due.payer)),
        unscheduled: whole.values.unscheduled.filter((id) => kept.has(id)),
      },
    };
    if (call.flag("json")) return writeJson(call.io, result);
    const { language } = call;
    if (call.flag("csv")) {
      return writeCsv(call.io, {
        head: ["payer", "year", "low", "high", "legs"],
        rows: result.values.dues.map((due) => [due.payer, due.year, due.low, due.high, due.legs.join("|")]),
      });
    }
    const money = (value: { readonly low: number | null; readonly high: number | null } | number | null): string =>
      formatAmount(value, result.unit, language);
    const head = [
      { en: "Contract", fr: "Contrat" },
      { en: "Amount", fr: "Montant" },
      { en: "Years", fr: "Années" },
      { en: "A year", fr: "Par an" },
      { en: "Stated a year", fr: "Affirmé par an" },
    ].map(call.say);
    const rows = legs.map((leg) => [
      leg.leg,
      leg.amount ? money(leg.amount) : null,
      leg.termYears === null || leg.firstYear === null ? null : `${leg.firstYear}–${leg.lastYear}`,
      leg.perYear ? money(leg.perYear) : null,
      leg.statedPerYear.map((stated) => `${money(stated.amount)} (${stated.validOn})`).join("; ") || null,
    ]);
    call.io.stdout(`${formatTable(call.io, { head, rows }, { wrap: [0, 1, 3, 4] })}\n\n`);
    call.io.stdout(
      `${wrapText(call.io, call.say({ en: "Amounts are spread evenly over the term, which is an assumption: ramps and minimum payments are mostly unpublished. A dash is unknown, not zero.", fr: "Les montants sont étalés également sur la durée, ce qui est une hypothèse : montées en charge et paiements minimaux sont rarement publiés. Un tiret est un inconnu, non un zéro." }))}\n`,
    );
    return EXIT.fine;
  },
};
