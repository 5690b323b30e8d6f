import {
  entityNames,
  type Bounds,
  cited,
  dependence,
  dependenceWords,
  formatAmount,
  formatNumber,
  formatShare,
  revenueByNames,
  statusNames,
  view,
} from "keiretsu";
import { citations } from "./cite.ts";
import { EXIT, type Bilingual, type Command } from "./command.ts";
import { entityAsked } from "./entity-option.ts";
import { openCasebook } from "./open.ts";
import { CASEBOOK, VIEW_OPTIONS, viewOptions } from "./options.ts";
import { formatTable, paint, wrapText, writeCsv, writeJson } from "./output.ts";

/** How much others depend on one firm, as their bank or as their client. */
export const dependenceCommand: Command = {
  name: "dependence",
  summary: {
    en: "How much others depend on one firm: as their bank, as their client",
    fr: "À quel point d’autres dépendent d’une firme : leur banque, leur client",
  },
  arguments: [CASEBOOK],
  options: [
    {
      name: "on",
      kind: "text",
      value: "id",
      required: true,
      description: { en: "Firm on which others depend", fr: "Firme dont d’autres dépendent" },
    },
    ...VIEW_OPTIONS,
  ],
  csv: true,
  examples: ["keiretsu dependence casebooks/ai-alliances --on nvidia", "keiretsu dependence casebooks/ai-alliances --on openai"],
  run(call) {
    const casebook = openCasebook(call);
    const result = dependence(view(casebook, viewOptions(call)), { on: entityAsked(casebook, call.text("on"))! });
    if (call.flag("json")) return writeJson(call.io, result);
    const { funded, anchored, capacity, coverage, concentration } = result.values;
    if (call.flag("csv")) {
      return writeCsv(call.io, {
        head: ["firm", "as", "low", "high", "backlog", "legs", "claims", "sources"],
        rows: [
          ...funded.map((row) => [row.firm, "funded", row.fundingShare.low, row.fundingShare.high, null, ...idsOf(row)]),
          ...anchored.map((row) => [row.firm, "client", row.share?.low ?? null, row.share?.high ?? null, row.backlog, ...idsOf(row)]),
        ],
      });
    }
    const { io, language } = call;
    const name = entityNames(casebook, call.language);
    const sources = cited(casebook, [
      ...[...funded, ...anchored, ...coverage].flatMap((row) => row.sources),
      ...capacity.sources,
      ...concentration.stated.map((row) => row.source),
    ]);
    const { mark, list } = citations(io, sources, language);
    const money = (value: Bounds | number | null): string => (value === null ? "–" : formatAmount(value, result.unit, language));
    const times = (x: number | null): string | null => (x === null ? null : formatNumber(Math.round(x * 100) / 100, language));
    const span = ({ low, high }: { readonly low: number; readonly high: number }): string =>
      times(low) === times(high) ? times(low)! : `${times(low)} – ${times(high)}`;
    const part = (value: Bounds | null): string | null => {
      if (value === null) return null;
      const high = value.high ?? 1;
      return value.low === high ? formatShare(high, language) : `${formatShare(value.low, language)} – ${formatShare(high, language)}`;
    };
    const title = (text: Bilingual): void => io.stdout(`${paint(io, "bold", call.say(text))}\n`);

    if (funded.length + anchored.length + coverage.length === 0) io.stdout(`${call.say(dependenceWords.nobody)}\n`);
    if (funded.length > 0) {
      title(dependenceWords.funds);
      const head = [
        dependenceWords.firm,
        dependenceWords.ofFunding,
        dependenceWords.ofPurchases,
        dependenceWords.rescue,
        dependenceWords.source,
      ].map(call.say);
      const rows = funded.map((row) => [
        name(row.firm),
        part(row.fundingShare),
        part(row.purchaseShare),
        row.rescue.join(", ") || null,
        mark(...row.sources),
      ]);
      io.stdout(`${formatTable(io, { head, rows }, { align: ["left", "right", "right", "left", "left"], wrap: [0, 3, 4], indent: 2 })}\n`);
      io.stdout(`${wrapText(io, call.say(dependenceWords.partOf), 2)}\n\n`);
      title(dependenceWords.funding);
      const rowsOf = capacity.promised.map((row) => [
        statusNames[row.atLeast][language],
        money({ low: row.low, high: row.high }),
        money(row.point),
        times(row.times),
      ]);
      io.stdout(
        `${formatTable(io, { head: [dependenceWords.firmness, dependenceWords.promised, dependenceWords.named, dependenceWords.times].map(call.say), rows: rowsOf }, { align: ["left", "left", "right", "right"], indent: 2 })}\n`,
      );
      const free = capacity.freeCashFlow === null ? null : money(capacity.freeCashFlow);
      io.stdout(
        `${wrapText(io, call.say(free === null ? dependenceWords.noFreeCash : { en: `Its free cash flow: ${free} (${capacity.period}) ${mark(...capacity.sources)}`, fr: `Son flux de trésorerie disponible : ${free} (${capacity.period}) ${mark(...capacity.sources)}` }), 2)}\n\n`,
      );
    }
    if (anchored.length > 0) {
      title(dependenceWords.sellers);
      const head = [
        dependenceWords.firm,
        dependenceWords.backlog,
        dependenceWords.ofBacklog,
        dependenceWords.cut,
        dependenceWords.source,
      ].map(call.say);
      const rows = anchored.map((row) => [
        name(row.firm),
        row.backlog === null ? null : money(row.backlog),
        part(row.share),
        row.cut === null ? null : money(row.cut),
        mark(...row.sources),
      ]);
      io.stdout(`${formatTable(io, { head, rows }, { align: ["left", "right", "right", "left", "left"], wrap: [0, 3, 4], indent: 2 })}\n`);
      io.stdout(`${wrapText(io, call.say(dependenceWords.partOf), 2)}\n\n`);
    }
    const owed = coverage.filter((row) => row.dues > 0);
    if (owed.length > 0) {
      title(dependenceWords.coverage);
      const rows = owed.map((row) => [
        row.year,
        row.revenue === null ? null : money(row.revenue),
        call.say(revenueByNames[row.revenueBy ?? "none"]),
        money(row.dues),
        row.outlays === null ? null : money(row.outlays),
        times(row.atMost),
      ]);
      io.stdout(
        `${formatTable(io, { head: [dependenceWords.year, dependenceWords.revenue, dependenceWords.revenueBy, dependenceWords.dues, dependenceWords.outlays, dependenceWords.cover].map(call.say), rows }, { align: ["left", "right", "left", "right", "right", "right"], indent: 2 })}\n`,
      );
      const open = result.values.unscheduled;
      io.stdout(
        `${wrapText(io, call.say({ en: `Cover is an upper bound: contracts in no year for lack of an amount or a term: ${open.join(", ") || "none"}. Held: the last revenue earned, an assumption.`, fr: `La couverture est un majorant : contrats qui n’entrent dans aucune année, faute de montant ou de durée : ${open.join(", ") || "aucun"}. Tenu : le dernier chiffre d’affaires connu, une hypothèse.` }), 2)}\n\n`,
      );
    }
    for (const [words, found] of [
      [dependenceWords.clients, concentration.clients],
      [dependenceWords.suppliers, concentration.suppliers],
    ] as const)
      if (found.hhi !== null)
        io.stdout(
          `${wrapText(io, `${call.say(words)}${language === "fr" ? " :" : ":"} ${found.firms.length} ; HHI ${span(found.hhi)}`.replace(" ;", language === "fr" ? " ;" : ";"))}\n`,
        );
    for (const row of concentration.stated)
      io.stdout(
        `${wrapText(io, `${row.predicate} ${row.shares.map((share) => formatShare(share, language)).join(", ")}${language === "fr" ? " :" : ":"} HHI ${span(row.hhi)} ${mark(row.source)}`)}\n`,
      );
    io.stdout(`\n${list()}`);
    return EXIT.fine;
  },
};

function idsOf(row: {
  readonly legs: readonly string[];
  readonly claims: readonly string[];
  readonly sources: readonly string[];
}): string[] {
  return [row.legs, row.claims, row.sources].map((list) => list.join("|"));
}
