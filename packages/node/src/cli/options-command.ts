import {
  entityNames,
  cited,
  formatAmount,
  formatNumber,
  formatShare,
  inputs,
  supplyOptions,
  view,
  type Input,
  type Interval,
  type Result,
  type SupplyOptions,
} from "keiretsu";
import { fewestChanges, type Changes } from "../fewest-changes.ts";
import { citations } from "./cite.ts";
import { EXIT, type Call, type Command } from "./command.ts";
import { entityAsked } from "./entity-option.ts";
import { openCasebook } from "./open.ts";
import { CASEBOOK, PROJECT_OPTIONS, VIEW_OPTIONS, viewOptions } from "./options.ts";
import { formatTable, wrapText, writeCsv, writeJson } from "./output.ts";

/** From how many hands an input comes, what one lost supplier costs, and the cheapest way not to hang on one. */
export const optionsCommand: Command = {
  name: "options",
  summary: {
    en: "Suppliers of an input: what losing one costs, what a second source changes",
    fr: "Fournisseurs d’un intrant : coût d’une perte, effet d’une seconde source",
  },
  arguments: [CASEBOOK],
  options: [
    { name: "entity", kind: "text", value: "id", required: true, description: { en: "Firm that buys", fr: "Entreprise qui achète" } },
    {
      name: "input",
      kind: "choice",
      choices: inputs,
      fallback: "compute",
      description: { en: "What it buys", fr: "Ce qu’elle achète" },
    },
    {
      name: "growth",
      kind: "number",
      min: 0,
      value: "share",
      description: {
        en: "Assume that each other supplier can grow by this share of itself a quarter",
        fr: "Supposer que chaque autre fournisseur peut croître de cette part de lui-même par trimestre",
      },
    },
    {
      name: "most",
      kind: "number",
      min: 0.01,
      max: 1,
      value: "share",
      description: {
        en: "Find the cheapest changes after which no supplier has more than this share",
        fr: "Chercher les changements les moins chers après lesquels aucun fournisseur ne dépasse cette part",
      },
    },
    {
      name: "cap",
      kind: "number",
      min: 1,
      value: "times",
      description: {
        en: "With --most: no supplier can take on more than so many times what it has",
        fr: "Avec --most : nul ne peut dépasser tant de fois ce qu’il a",
      },
    },
    {
      name: "new-cost",
      kind: "number",
      min: 0,
      fallback: "1",
      value: "share",
      description: {
        en: "Cost of a new supplier, as a share of the whole amount",
        fr: "Coût d’un nouveau fournisseur, en part du montant total",
      },
    },
    {
      name: "move-cost",
      kind: "number",
      min: 0,
      fallback: "1",
      value: "share",
      description: { en: "Cost of moving a unit to another supplier", fr: "Coût du transfert d’une unité à un autre" },
    },
    PROJECT_OPTIONS[0],
    ...VIEW_OPTIONS,
  ],
  csv: true,
  examples: ["keiretsu options casebooks/ai-alliances --entity openai --input compute --most 0.3"],
  async run(call) {
    const casebook = openCasebook(call);
    const asked = {
      entity: entityAsked(casebook, call.text("entity"))!,
      input: call.text("input") as Input,
      perimeter: call.text("perimeter") as "parent" | "unit",
      growth: call.number("growth"),
    };
    const found = supplyOptions(view(casebook, viewOptions(call)), asked);
    const changes = await changesOf(call, found.values);
    const limits = {
      most: call.number("most"),
      cap: call.number("cap"),
      newCost: call.number("new-cost"),
      moveCost: call.number("move-cost"),
    };
    const result = { ...found, params: { ...found.params, ...limits }, values: { ...found.values, changes } };
    if (call.flag("json")) return writeJson(call.io, result);
    if (call.flag("csv")) {
      return writeCsv(call.io, {
        head: ["supplier", "low", "high", "stated", "share", "legs", "claims"],
        rows: found.values.suppliers.map((one) => [
          one.supplier,
          one.amount.low,
          one.amount.high,
          one.stated,
          one.share,
          one.legs.join("|"),
          one.claims.join("|"),
        ]),
      });
    }
    const name = entityNames(casebook, call.language);
    const sources = cited(
      casebook,
      found.values.suppliers.flatMap((one) => one.sources),
    );
    const { mark, list } = citations(call.io, sources, call.language);
    tell(call, found, { name, mark });
    if (limits.most !== null) tellChanges(call, changes, { unit: found.unit, most: limits.most, name });
    if (sources.length > 0) call.io.stdout(`\n${list()}`);
    return EXIT.fine;
  },
};

interface Names {
  readonly name: (id: string) => string;
  readonly mark: (...ids: readonly string[]) => string;
}

/** Candidates count only where the asker wants changes; their limits are unknown and are taken as none. */
async function changesOf(call: Call, { suppliers, candidates }: SupplyOptions): Promise<Changes | null> {
  const most = call.number("most");
  if (most === null) return null;
  const cap = call.number("cap");
  return fewestChanges({
    suppliers: [
      ...suppliers.map(({ supplier, stated }) => ({
        supplier,
        now: stated ?? 0,
        cap: cap === null || stated === null ? null : cap * stated,
      })),
      ...candidates.map(({ supplier }) => ({ supplier, now: 0, cap: null })),
    ],
    most,
    newCost: call.number("new-cost")!,
    moveCost: call.number("move-cost")!,
  });
}

function tell(call: Call, { values, unit }: Result<SupplyOptions>, { name, mark }: Names): void {
  const { io, language, say } = call;
  const write = (en: string, fr: string): void => io.stdout(`${wrapText(io, say({ en, fr }))}\n`);
  if (values.suppliers.length === 0) return write("No contract for this input counts.", "Aucun contrat pour cet intrant ne compte.");
  const quarters = (range: Interval | null): string | null =>
    range === null
      ? null
      : range.low === range.high
        ? formatNumber(range.low, language)
        : `${formatNumber(range.low, language)}–${formatNumber(range.high, language)}`;
  const head = [
    { en: "Supplier", fr: "Fournisseur" },
    { en: "Amount", fr: "Montant" },
    { en: "Share", fr: "Part" },
    { en: "Quarters lost with it", fr: "Trimestres perdus avec lui" },
    { en: "Source", fr: "Source" },
  ].map(say);
  const rows = values.suppliers.map((one) => [
    name(one.supplier),
    one.stated === null ? null : formatAmount(one.amount, unit, language),
    one.share === null ? null : formatShare(one.share, language),
    quarters(one.lostQuarters),
    mark(...one.sources),
  ]);
  io.stdout(`${formatTable(io, { head, rows }, { align: ["left", "right", "right", "right", "left"], wrap: [0, 1, 3] })}\n\n`);
  const { effectiveSuppliers, effectiveRange, worstSingleLoss, worstRange, secondSource, horizonQuarters } = values;
  if (effectiveSuppliers !== null && effectiveRange !== null && worstSingleLoss !== null && worstRange !== null) {
    const [low, high] = [effectiveRange.low, effectiveRange.high].map((x) => formatNumber(x, language));
    const open = effectiveRange.high - effectiveRange.low > 1e-9;
    write(
      `Effective suppliers: ${formatNumber(effectiveSuppliers, language)} by the amounts stated${open ? `, between ${low} and ${high} whatever the unknown ones are` : ""}. Largest share: ${formatShare(worstSingleLoss, language)}${open ? ` (${formatShare(worstRange, language)})` : ""}.`,
      `Fournisseurs effectifs : ${formatNumber(effectiveSuppliers, language)} selon les montants affirmés${open ? `, entre ${low} et ${high} quels que soient les inconnus` : ""}. Plus grosse part : ${formatShare(worstSingleLoss, language)}${open ? ` (${formatShare(worstRange, language)})` : ""}.`,
    );
  }
  if (secondSource !== null) {
    write(
      `If half of what the largest supplies went to one new source: ${formatNumber(secondSource.effectiveSuppliers, language)} effective suppliers, largest share ${formatShare(secondSource.worstSingleLoss, language)}.`,
      `Si la moitié de ce que livre le plus gros allait à une seule source nouvelle : ${formatNumber(secondSource.effectiveSuppliers, language)} fournisseurs effectifs, plus grosse part ${formatShare(secondSource.worstSingleLoss, language)}.`,
    );
  }
  const growth = call.number("growth");
  if (growth === null) {
    write(
      `Quarters lost: of the whole input, over ${horizonQuarters} quarters; from 0, if others cover at once, to the whole share, if none can. Spare capacity is not published; --growth assumes one.`,
      `Trimestres perdus : de l’intrant entier, sur ${horizonQuarters} trimestres ; de 0, si d’autres couvrent aussitôt, à toute la part, si aucun ne peut. Les capacités libres ne sont pas publiées ; --growth en suppose.`,
    );
  } else {
    const slow = values.suppliers
      .filter((one) => one.share !== null)
      .map((one) => `${name(one.supplier)} ${one.quartersToReplace ?? `> ${horizonQuarters}`}`);
    write(
      `Assumed: each other supplier grows by ${formatShare(growth, language)} of itself a quarter. Quarters to replace: ${slow.join(", ")}.`,
      `Hypothèse : chaque autre fournisseur croît de ${formatShare(growth, language)} de lui-même par trimestre. Trimestres pour remplacer : ${slow.join(", ")}.`,
    );
  }
  if (values.unknown.length > 0)
    write(`Amount unknown: ${values.unknown.map(name).join(", ")}.`, `Montant inconnu : ${values.unknown.map(name).join(", ")}.`);
  if (values.candidates.length > 0) {
    const list = values.candidates.map(({ supplier }) => name(supplier)).join(", ");
    write(`Others that sell it to someone: ${list}.`, `Autres qui le vendent à quelqu’un : ${list}.`);
  }
}

function tellChanges(call: Call, changes: Changes | null, more: { unit: string; most: number; name: (id: string) => string }): void {
  const { io, language, say } = call;
  const { unit, most, name } = more;
  const limit = formatShare(most, language);
  const write = (en: string, fr: string): void => io.stdout(`${wrapText(io, say({ en, fr }))}\n`);
  if (changes === null) {
    return write(
      `No set of changes brings every supplier to ${limit} or less: too few suppliers, or too little room with them.`,
      `Aucun ensemble de changements ne ramène chaque fournisseur à ${limit} ou moins : trop peu de fournisseurs, ou trop peu de place chez eux.`,
    );
  }
  if (changes.moved === 0)
    return write(`No supplier has more than ${limit}: nothing need change.`, `Aucun fournisseur ne dépasse ${limit} : rien à changer.`);
  const money = (amount: number): string => formatAmount(amount, unit, language);
  const steps = changes.plan
    .filter(({ now, after }) => now !== after)
    .map(({ supplier, now, after }) => `${name(supplier)} ${money(now)} → ${money(after)}`)
    .join("; ");
  const fresh = changes.newSuppliers.length;
  write(
    `Cheapest way to at most ${limit} each: ${fresh === 0 ? "no new supplier" : `${fresh} new (${changes.newSuppliers.map(name).join(", ")})`}, ${money(changes.moved)} moved, pro rata. ${steps}.`,
    `Le moins cher pour ${limit} au plus chacun : ${fresh === 0 ? "aucun nouveau fournisseur" : `${fresh} nouveau${fresh > 1 ? "x" : ""} (${changes.newSuppliers.map(name).join(", ")})`}, ${money(changes.moved)} déplacés, au prorata. ${steps.replaceAll("; ", " ; ")}.`,
  );
}
