import {
  edgeListCircularity,
  edgeListLoops,
  formatAmount,
  formatNumber,
  formatShare,
  type EdgeListLoop,
  type EdgeListOptions,
  type Range,
  type Result,
} from "keiretsu";
import { EXIT, type Bilingual, type Call } from "./command.ts";
import type { OpenedEdges } from "./edges-option.ts";
import { formatTable, startProgress, wrapText, writeCsv, writeJson, type Table } from "./output.ts";
import { warningText } from "./warning-text.ts";

/** What circularity and loops answer for an edge list. Exit code 1 when rows were refused: the answer is not on the whole file. */

export function circularityOfEdges(call: Call, edges: OpenedEdges): number {
  const result = working(call, () => edgeListCircularity(edges.network, { ...optionsOf(call, edges), top: call.number("top")! }));
  const { values, unit } = result;
  if (call.flag("json")) writeJson(call.io, result);
  else if (call.flag("csv")) writeCsv(call.io, figures(call, values, { plain: true }));
  else {
    const { language } = call;
    const money = (x: number | null): string => formatAmount(x, unit, language);
    const share = formatShare(values.shares.setOff.point, language);
    const sentence: Bilingual = {
      en: `Of ${money(values.gross.point)} in payments, ${money(values.setOff.point)} (${share}) can be struck off along loops.`,
      fr: `Sur ${money(values.gross.point)} de paiements, ${money(values.setOff.point)} (${share}) peuvent se compenser le long de boucles.`,
    };
    const table = formatTable(call.io, figures(call, values, { plain: false, unit }), { align: ["left", "right"] });
    call.io.stdout(`${wrapText(call.io, call.say(sentence))}\n\n${table}\n\n${loopTable(call, values.loops, unit)}\n`);
  }
  return finish(call, edges, result);
}

export function loopsOfEdges(call: Call, edges: OpenedEdges): number {
  const result = working(call, () => edgeListLoops(edges.network, { ...optionsOf(call, edges), top: MOST_LOOPS }));
  const { loops } = result.values;
  if (call.flag("json")) writeJson(call.io, result);
  else if (call.flag("csv")) {
    const rows = loops.map((loop) => [loop.nodes.join("|"), loop.capacity.high, loop.signature, String(loop.feasible)]);
    writeCsv(call.io, { head: ["nodes", "capacity", "signature", "feasible"], rows });
  } else call.io.stdout(`${loopTable(call, loops.slice(0, SHOWN), result.unit)}\n`);
  return finish(call, edges, result);
}

const MOST_LOOPS = 1000;
const SHOWN = 25;

function optionsOf(call: Call, { digest, warnings, report }: OpenedEdges): Omit<EdgeListOptions, "top"> {
  return { digest, warnings, minorDigits: report.minorDigits, maxLength: call.number("max-length")! };
}

function working<T>(call: Call, run: () => T): T {
  const progress = startProgress(call.io);
  progress.step(call.say({ en: "computing", fr: "calcul" }));
  const result = run();
  progress.done();
  return result;
}

function finish(call: Call, { report }: OpenedEdges, result: Result<unknown>): number {
  if (!call.flag("json")) for (const warning of result.warnings) call.io.stderr(`${warningText(warning, call.language)}\n`);
  return report.refused > 0 || !result.converged ? EXIT.data : EXIT.fine;
}

type Figures = Parameters<typeof figureRows>[0];

function figures(call: Call, values: Figures, style: { readonly plain: true } | { readonly plain: false; readonly unit: string }): Table {
  const rows = figureRows(values);
  if (style.plain) return { head: ["figure", "value"], rows: rows.map(([id, , , range]) => [id, range.point]) };
  const { language } = call;
  return {
    head: [call.say({ en: "Figure", fr: "Grandeur" }), call.say({ en: "Value", fr: "Valeur" })],
    rows: rows.map(([, name, kind, range]) => [
      call.say(name),
      kind === "money" ? formatAmount(range.point, style.unit, language) : formatShare(range.point, language),
    ]),
  };
}

function figureRows(values: {
  readonly gross: Range;
  readonly reciprocal: Range;
  readonly setOff: Range;
  readonly netFloor: Range;
  readonly finnIndex: Range;
  readonly hodge: { readonly gradient: Range; readonly circular: Range };
}): readonly (readonly [string, Bilingual, "money" | "share", Range])[] {
  return [
    ["gross", { en: "Payments", fr: "Paiements" }, "money", values.gross],
    [
      "reciprocal",
      { en: "Between firms that pay each other", fr: "Entre entreprises qui se paient l’une l’autre" },
      "money",
      values.reciprocal,
    ],
    ["set-off", { en: "Largest set-off", fr: "Compensation maximale" }, "money", values.setOff],
    ["net-floor", { en: "Net positions alone", fr: "Positions nettes seules" }, "money", values.netFloor],
    ["finn-index", { en: "Finn’s cycling index", fr: "Indice de recyclage de Finn" }, "share", values.finnIndex],
    ["hodge-gradient", { en: "Downhill part of net flows", fr: "Part descendante des flux nets" }, "share", values.hodge.gradient],
    ["hodge-circular", { en: "Circular part of net flows", fr: "Part circulaire des flux nets" }, "share", values.hodge.circular],
  ];
}

function loopTable(call: Call, loops: readonly EdgeListLoop[], unit: string): string {
  if (loops.length === 0) return call.say({ en: "No loop of this length.", fr: "Aucune boucle de cette longueur." });
  const head = [
    call.say({ en: "Can carry", fr: "Peut porter" }),
    loops.length === 1
      ? call.say({ en: "Loop", fr: "Boucle" })
      : call.say({
          en: `Loop (${formatNumber(loops.length, "en")} largest)`,
          fr: `Boucle (les ${formatNumber(loops.length, "fr")} plus grandes)`,
        }),
  ];
  const rows = loops.map((loop) => [formatAmount(loop.capacity.high, unit, call.language), [...loop.nodes, loop.nodes[0]].join(" → ")]);
  return formatTable(call.io, { head, rows }, { align: ["right", "left"], wrap: [1] });
}
