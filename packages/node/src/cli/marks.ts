import {
  entityNames,
  cited,
  colon,
  formatAmount,
  formatDate,
  formatNumber,
  formatShare,
  listing,
  marks,
  type MarkStep,
  type ReportedGain,
  view,
} from "keiretsu";
import { citations } from "./cite.ts";
import { EXIT, type Bilingual, type Call, type Command } from "./command.ts";
import { entityAsked } from "./entity-option.ts";
import { openCasebook } from "./open.ts";
import { CASEBOOK, VIEW_OPTIONS, viewOptions } from "./options.ts";
import { formatTable, paint, wrapText, writeCsv, writeJson } from "./output.ts";

/** How much of a profit is paper, what stakes have gained, whether the gain pays for the next stake. */
export const marksCommand: Command = {
  name: "marks",
  summary: {
    en: "Paper gains on stakes: in profits, from price to price, and whether they pay for the next stake",
    fr: "Les gains de papier sur les participations : dans les profits, de prix en prix, et s’ils paient la suivante",
  },
  arguments: [CASEBOOK],
  options: [
    { name: "of", kind: "text", value: "id", description: { en: "Only stakes in this firm", fr: "Seulement les parts de cette firme" } },
    {
      name: "again",
      kind: "number",
      value: "share",
      min: 0,
      description: {
        en: "Part of their gain that funders put in again (beside 0.1, 0.5 and 1)",
        fr: "Part de leur gain que les bailleurs réinvestissent (outre 0,1, 0,5 et 1)",
      },
    },
    ...VIEW_OPTIONS,
  ],
  csv: true,
  examples: ["keiretsu marks casebooks/ai-alliances --of openai"],
  run(call) {
    const casebook = openCasebook(call);
    const result = marks(view(casebook, viewOptions(call)), { of: entityAsked(casebook, call.text("of")), again: call.number("again") });
    if (call.flag("json")) return writeJson(call.io, result);
    const { gains, valued } = result.values;
    const steps = valued.flatMap(({ firm, steps: all }) => all.map((step) => ({ firm, step })));
    if (call.flag("csv")) {
      return writeCsv(call.io, {
        head: [
          "firm",
          "from",
          "to",
          "value_before",
          "value_after",
          "raised_low",
          "raised_high",
          "gain_low",
          "gain_high",
          "held_by_funders",
          "claims",
        ],
        rows: steps.map(({ firm, step }) => [
          firm,
          step.from.validOn,
          step.to.validOn,
          step.from.value,
          step.to.value,
          step.raised.low,
          step.raised.high,
          step.gain.low,
          step.gain.high,
          step.heldByFunders,
          `${step.from.claim}|${step.to.claim}`,
        ]),
      });
    }
    const { io } = call;
    const name = entityNames(casebook, call.language);
    const sources = cited(casebook, [
      ...gains.flatMap((row) => [row.source, ...(row.profit === null ? [] : [row.profit.source])]),
      ...steps.flatMap(({ step }) => [step.from.source, step.to.source]),
    ]);
    const cite = citations(io, sources, call.language);
    io.stdout(`${paint(io, "bold", call.say(IN_PROFITS))}\n`);
    if (gains.length === 0) io.stdout(`${call.say({ en: "No reported gain in this view.", fr: "Aucun gain publié dans cette vue." })}\n`);
    else io.stdout(`${gainTable(call, gains, { unit: result.unit, name, mark: cite.mark })}\n`);
    for (const { firm, steps: all } of valued) {
      io.stdout(`\n${paint(io, "bold", call.say({ en: `${name(firm)}, from price to price`, fr: `${name(firm)}, de prix en prix` }))}\n`);
      for (const step of all) io.stdout(`${stepText(call, step, { unit: result.unit, name, mark: cite.mark })}\n`);
    }
    if (valued.length === 0)
      io.stdout(`\n${call.say({ en: "No firm has two prices in this view.", fr: "Aucune firme n’a deux prix dans cette vue." })}\n`);
    io.stdout(`\n${wrapText(io, call.say(RESERVE))}\n\n${cite.list()}`);
    return EXIT.fine;
  },
};

interface Told {
  readonly unit: string;
  readonly name: (id: string) => string;
  readonly mark: (...sources: readonly string[]) => string;
}

function gainTable(call: Call, gains: readonly ReportedGain[], { unit, name, mark }: Told): string {
  const { language } = call;
  const rows = gains.map((row) => [
    name(row.investor),
    row.period,
    formatAmount(row.gain, unit, language),
    row.profit === null
      ? call.say({ en: "no profit of the period on record", fr: "aucun profit de la période consigné" })
      : `${formatAmount(row.profit.value, unit, language)}, ${call.say(AS[row.profit.as])}${row.profit.entity === row.investor ? "" : ` (${name(row.profit.entity)})`}`,
    row.paper === null ? "–" : formatShare(row.paper, language),
    mark(row.source, ...(row.profit === null ? [] : [row.profit.source])),
  ]);
  const head = [INVESTOR, PERIOD, GAIN, BESIDE, PAPER, SOURCE].map(call.say);
  return formatTable(call.io, { head, rows }, { align: ["left", "left", "right", "left", "right", "left"], wrap: [0, 3], indent: 2 });
}

function stepText(call: Call, step: MarkStep, { unit, name, mark }: Told): string {
  const { io, language } = call;
  const money = (value: Parameters<typeof formatAmount>[0]): string => formatAmount(value, unit, language);
  const times = (value: number): string => formatNumber(value, language, 1);
  const range = ({ low, high }: { readonly low: number | null; readonly high: number | null }): string =>
    low === null && high === null
      ? call.say({ en: "unknown", fr: "inconnu" })
      : high === null
        ? call.say({ en: `at least ${times(low!)}`, fr: `au moins ${times(low!)}` })
        : low === null
          ? call.say({ en: `at most ${times(high)}`, fr: `au plus ${times(high)}` })
          : times(low) === times(high)
            ? times(high)
            : call.say({ en: `${times(low)} to ${times(high)}`, fr: `de ${times(low)} à ${times(high)}` });
  const price = (at: MarkStep["from"]): string => `${money(at.value)} (${formatDate(at.validOn, language)}) ${mark(at.source)}`;
  const lines: Bilingual[] = [
    {
      en: `${price(step.from)} to ${price(step.to)}: holders before gain ${money(step.gain)}.`,
      fr: `${price(step.from)} puis ${price(step.to)} : les détenteurs d’avant gagnent ${money(step.gain)}.`,
    },
  ];
  if (step.holders.length > 0) {
    const each = step.holders.map(({ holder, share, gain }) => `${name(holder)} (${formatShare(share, language)}) ${money(gain)}`);
    lines.push({ en: `On paper: ${each.join("; ")}.`, fr: `Sur le papier : ${each.join(" ; ")}.` });
  }
  if (step.perDollar !== null)
    lines.push({
      en: `New money: ${money(step.raised)} (${listing(step.raised.legs, "en")}), so the gain for each dollar was ${range(step.perDollar)}; who put it in holds ${formatShare(step.heldByFunders, "en")} on record.`,
      fr: `Argent frais : ${money(step.raised)} (${listing(step.raised.legs, "fr")}), donc un gain par dollar : ${range(step.perDollar)} ; ceux qui l’ont apporté détiennent ${formatShare(step.heldByFunders, "fr")} selon le dossier.`,
    });
  if (step.fundersGain !== null && step.heldByFunders > 0) {
    const parts = step.multipliers.map(
      ({ again, value, endless }) => `${formatShare(again, language)}${colon(language)} ${endless ? call.say(ENDLESS) : range(value)}`,
    );
    lines.push({
      en: `What a dollar becomes if these funders put in again part of their gain: ${parts.join("; ")}. The rise feeds itself once they put in again, in times of the gain: ${range(step.breakEven!)}.`,
      fr: `Ce que devient un dollar si ces bailleurs réinvestissent une part de leur gain : ${parts.join(" ; ")}. La hausse se nourrit d’elle-même s’ils réinvestissent, en fois le gain : ${range(step.breakEven!)}.`,
    });
  }
  return lines.map((line) => wrapText(io, call.say(line), 2)).join("\n");
}

const IN_PROFITS: Bilingual = { en: "Gains on stakes in reported profits", fr: "Gains sur participations dans les profits publiés" };
const RESERVE: Bilingual = {
  en: "Paper gains are prices of a last round times stakes on record: nobody could sell all of them at that price. A fall works the same way with its sign turned.",
  fr: "Un gain de papier est le prix du dernier tour multiplié par les parts consignées : nul ne pourrait tout vendre à ce prix. Une baisse agit de même, en sens inverse.",
};
const AS: Readonly<Record<"within" | "beside", Bilingual>> = {
  within: { en: "net income that holds it", fr: "résultat net qui le contient" },
  beside: { en: "operating profit, apart from it", fr: "résultat d’exploitation, à part" },
};
const ENDLESS: Bilingual = { en: "without end", fr: "sans fin" };
const INVESTOR: Bilingual = { en: "Investor", fr: "Investisseur" };
const PERIOD: Bilingual = { en: "Period", fr: "Période" };
const GAIN: Bilingual = { en: "Paper gain", fr: "Gain de papier" };
const BESIDE: Bilingual = { en: "Beside", fr: "À côté de" };
const PAPER: Bilingual = { en: "Of it paper", fr: "Part de papier" };
const SOURCE: Bilingual = { en: "Source", fr: "Source" };
