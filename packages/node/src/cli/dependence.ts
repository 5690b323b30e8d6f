import { cited, dependence, formatAmount, formatNumber, formatShare, statusNames, view, type Bounds, type CoverageYear } from "keiretsu";
import { citations } from "./cite.ts";
import { EXIT, type Bilingual, type Command } from "./command.ts";
import { entityAsked, naming } from "./entity-option.ts";
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
    const name = naming(casebook);
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

    if (funded.length + anchored.length + coverage.length === 0)
      io.stdout(`${call.say({ en: "No firm depends on it in this view.", fr: "Aucune firme n’en dépend dans cette vue." })}\n`);
    if (funded.length > 0) {
      title({ en: "Whom it funds", fr: "Qui elle finance" });
      const head = [FIRM, OF_FUNDING, OF_PURCHASES, RESCUE, SOURCE].map(call.say);
      const rows = funded.map((row) => [
        name(row.firm),
        part(row.fundingShare),
        part(row.purchaseShare),
        row.rescue.join(", ") || null,
        mark(...row.sources),
      ]);
      io.stdout(`${formatTable(io, { head, rows }, { align: ["left", "right", "right", "left", "left"], wrap: [0, 3, 4], indent: 2 })}\n`);
      io.stdout(
        `${wrapText(io, call.say({ en: "Shares of the funding and of the purchases that the casebook records, not of all that the firm has.", fr: "Parts du financement et des achats que le dossier enregistre, non de tout ce qu’a l’entreprise." }), 2)}\n\n`,
      );
      title({ en: "What it has promised as funding, by firmness", fr: "Ce qu’elle a promis comme financement, par fermeté" });
      const rowsOf = capacity.promised.map((row) => [
        statusNames[row.atLeast][language],
        money({ low: row.low, high: row.high }),
        money(row.point),
        times(row.times),
      ]);
      io.stdout(
        `${formatTable(io, { head: [FIRMNESS, PROMISED, NAMED, TIMES].map(call.say), rows: rowsOf }, { align: ["left", "left", "right", "right"], indent: 2 })}\n`,
      );
      const free = capacity.freeCashFlow === null ? null : money(capacity.freeCashFlow);
      io.stdout(
        `${wrapText(io, call.say(free === null ? { en: "No source gives its free cash flow.", fr: "Aucune source ne donne son flux de trésorerie disponible." } : { en: `Its free cash flow: ${free} (${capacity.period}) ${mark(...capacity.sources)}`, fr: `Son flux de trésorerie disponible : ${free} (${capacity.period}) ${mark(...capacity.sources)}` }), 2)}\n\n`,
      );
    }
    if (anchored.length > 0) {
      title({ en: "Who sells to it", fr: "Qui lui vend" });
      const head = [FIRM, BACKLOG, OF_BACKLOG, CUT, SOURCE].map(call.say);
      const rows = anchored.map((row) => [
        name(row.firm),
        row.backlog === null ? null : money(row.backlog),
        part(row.share),
        row.cut === null ? null : money(row.cut),
        mark(...row.sources),
      ]);
      io.stdout(`${formatTable(io, { head, rows }, { align: ["left", "right", "right", "left", "left"], wrap: [0, 3, 4], indent: 2 })}\n`);
      io.stdout(
        `${wrapText(io, call.say({ en: "Shares of the funding and of the purchases that the casebook records, not of all that the firm has.", fr: "Parts du financement et des achats que le dossier enregistre, non de tout ce qu’a l’entreprise." }), 2)}\n\n`,
      );
    }
    const owed = coverage.filter((row) => row.dues > 0);
    if (owed.length > 0) {
      title({ en: "What it earns over what it owes", fr: "Ce qu’elle gagne rapporté à ce qu’elle doit" });
      const rows = owed.map((row) => [
        row.year,
        row.revenue === null ? null : money(row.revenue),
        call.say(BY[row.revenueBy ?? "none"]),
        money(row.dues),
        row.outlays === null ? null : money(row.outlays),
        times(row.atMost),
      ]);
      io.stdout(
        `${formatTable(io, { head: [YEAR, REVENUE, REVENUE_BY, DUES, OUTLAYS, COVER].map(call.say), rows }, { align: ["left", "right", "left", "right", "right", "right"], indent: 2 })}\n`,
      );
      const open = result.values.unscheduled;
      io.stdout(
        `${wrapText(io, call.say({ en: `Cover is an upper bound: contracts in no year for lack of an amount or a term: ${open.join(", ") || "none"}. Held: the last revenue earned, an assumption.`, fr: `La couverture est un majorant : contrats qui n’entrent dans aucune année, faute de montant ou de durée : ${open.join(", ") || "aucun"}. Tenu : le dernier chiffre d’affaires connu, une hypothèse.` }), 2)}\n\n`,
      );
    }
    for (const [words, found] of [
      [{ en: "Its clients", fr: "Ses clients" }, concentration.clients],
      [{ en: "Its suppliers", fr: "Ses fournisseurs" }, concentration.suppliers],
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

const FIRM: Bilingual = { en: "Firm", fr: "Firme" };
const SOURCE: Bilingual = { en: "Source", fr: "Source" };
const OF_FUNDING: Bilingual = { en: "Of its funding", fr: "De son financement" };
const OF_PURCHASES: Bilingual = { en: "Of its purchases", fr: "De ses achats" };
const RESCUE: Bilingual = { en: "Guarantees", fr: "Garanties" };
const FIRMNESS: Bilingual = { en: "At least", fr: "Au moins" };
const PROMISED: Bilingual = { en: "Between", fr: "Entre" };
const NAMED: Bilingual = { en: "As named", fr: "Tel que nommé" };
const TIMES: Bilingual = { en: "Of free cash flow", fr: "Du flux disponible" };
const BACKLOG: Bilingual = { en: "Backlog", fr: "Carnet" };
const OF_BACKLOG: Bilingual = { en: "From it", fr: "Venant d’elle" };
const CUT: Bilingual = { en: "Lost without it", fr: "Perdu sans elle" };
const YEAR: Bilingual = { en: "Year", fr: "Année" };
const REVENUE: Bilingual = { en: "Revenue", fr: "Revenus" };
const REVENUE_BY: Bilingual = { en: "By", fr: "Selon" };
const DUES: Bilingual = { en: "Dues", fr: "Dû" };
const OUTLAYS: Bilingual = { en: "Paid out", fr: "Dépensé" };
const COVER: Bilingual = { en: "Cover at most", fr: "Couverture au plus" };
const BY: Readonly<Record<NonNullable<CoverageYear["revenueBy"]> | "none", Bilingual>> = {
  stated: { en: "source", fr: "source" },
  held: { en: "held", fr: "tenu" },
  forecast: { en: "forecast", fr: "prévision" },
  none: { en: "–", fr: "–" },
};

function idsOf(row: {
  readonly legs: readonly string[];
  readonly claims: readonly string[];
  readonly sources: readonly string[];
}): string[] {
  return [row.legs, row.claims, row.sources].map((list) => list.join("|"));
}
