import {
  compareText,
  type Lens,
  type ProjectOptions,
  type Tie,
  ties,
  tieSize,
  type TieTotal,
  totalOf,
  view,
  type ViewOptions,
} from "keiretsu";
import type { OpenBook } from "../book.ts";
import { choose, type NetworkFilters } from "../network/choose.ts";
import { throughput } from "../network/throughput.ts";

interface Params {
  readonly view: ViewOptions;
  readonly project: Omit<ProjectOptions, "amounts">;
  readonly lens: Lens;
  readonly filters: Omit<NetworkFilters, "most"> & { readonly most: number | null };
}

/** One firm with the sums of what passes the filters and stands: ghosts count for nothing. */
export interface DrawnFirm {
  readonly id: string;
  readonly kind: string;
  /** Ties of which it is the subject (it pays, owes, owns, supplies), and those of which it is the object. */
  readonly out: TieTotal;
  readonly in: TieTotal;
}

/** What is asked for and how often it is there, for the lists of filters. */
export interface Facet {
  readonly value: string;
  readonly ties: number;
}

/** The picture of a lens: which ties are drawn, between whom, on which scale, and what is left out. All numbers of the page of the network come from here. */
export default function network({ casebook }: OpenBook, params: Params) {
  const { lens } = params;
  const asked = { ...params.project, lens };
  const { values, unit, warnings } = ties(view(casebook, params.view), asked);
  const kinds = new Map(casebook.entities.map((entity) => [entity.id, entity.kind]));
  const kindOf = (firm: string): string => kinds.get(firm) ?? "";
  const filters = { ...params.filters, most: params.filters.most ?? Infinity };
  const chosen = choose(values.ties, filters, kindOf);
  const standing = chosen.passed.filter((tie) => tie.firmness !== "ghost");
  const named = new Set(chosen.drawn.flatMap((tie) => [tie.from, tie.to]));
  const firms = firmsOf(chosen.passed);
  const always = ties(view(casebook, { ...params.view, validOn: null, knownOn: null }), asked).values.ties;
  return {
    lens,
    unit,
    drawn: chosen.drawn,
    /** Ids of what the filters let pass, drawn or not. */
    passed: chosen.passed.map((tie) => tie.id),
    firms: firms.map((id) => ({ ...firmOf(id, standing, kindOf), drawn: named.has(id) })),
    total: totalOf(standing),
    scale: scaleOf(always),
    /** Firms of the picture, and of the same one when all is known: the reader's eye rests on all of them, so that it hardly moves with the dates. */
    ever: firmsOf([...chosen.drawn, ...choose(always, filters, kindOf).drawn]),
    left: {
      filtered: totalOf(chosen.filtered),
      smaller: totalOf(chosen.smaller),
      unknown: chosen.unknown.length,
      setAside: values.setAside,
      internal: values.internal,
    },
    facets: {
      flows: facet(values.ties.map((tie) => tie.flow)),
      statuses: facet(values.ties.flatMap((tie) => tie.status ?? [])),
      instruments: facet(values.ties.map((tie) => tie.instrument)),
      kinds: facet(values.ties.flatMap((tie) => [...new Set([kindOf(tie.from), kindOf(tie.to)])])),
    },
    warnings,
  };
}

function firmsOf(some: readonly Tie[]): readonly string[] {
  return [...new Set(some.flatMap((tie) => [tie.from, tie.to]))].sort(compareText);
}

function firmOf(id: string, standing: readonly Tie[], kindOf: (firm: string) => string): DrawnFirm {
  return {
    id,
    kind: kindOf(id),
    out: totalOf(standing.filter((tie) => tie.from === id)),
    in: totalOf(standing.filter((tie) => tie.to === id)),
  };
}

/** The largest tie and the most that passes through one firm when all is known: widths and circles keep their meaning at every date. */
function scaleOf(all: readonly Tie[]): { readonly tie: number; readonly firm: number } {
  const standing = all.filter((tie) => tie.firmness !== "ghost");
  const firms = new Set(standing.flatMap((tie) => [tie.from, tie.to]));
  const through = [...firms].map((id) => throughput(firmOf(id, standing, () => "")));
  return { tie: Math.max(0, ...all.map((tie) => tieSize(tie) ?? 0)), firm: Math.max(0, ...through) };
}

function facet(values: readonly string[]): readonly Facet[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({ value, ties: count })).sort((a, b) => b.ties - a.ties || compareText(a.value, b.value));
}
