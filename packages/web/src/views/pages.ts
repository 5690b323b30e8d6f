import type { Component } from "solid-js";
import { lazy } from "solid-js";
import type { Text } from "keiretsu";

/** A page: its place in the address and in the menu, and its view, read when it is first opened. To add a page is to add a row and a file. */
export interface Page {
  readonly id: string;
  readonly title: Text;
  /** Group in the menu; null = reached by links only. */
  readonly group: "see" | "measure" | "suppose" | "record" | null;
  /** Whether the bar of dates, status and policy says something about it. */
  readonly viewed: boolean;
  /** The view has a heading of its own: the firm, the deal. */
  readonly titled?: boolean;
  /** Without header and menu: it stands inside somebody else's page. */
  readonly bare?: boolean;
  /** It changes the record or who may: never shown inside another site. */
  readonly writes?: boolean;
  readonly view: Component & { readonly preload: () => Promise<unknown> };
}

export const groups = {
  see: { en: "See", fr: "Voir" },
  measure: { en: "Measure", fr: "Mesurer" },
  suppose: { en: "Suppose", fr: "Supposer" },
  record: { en: "Record", fr: "Consigner" },
} as const;

export const pages: readonly Page[] = [
  { id: "network", title: { en: "Network", fr: "Réseau" }, group: "see", viewed: true, view: lazy(() => import("./network.tsx")) },
  {
    id: "circularity",
    title: { en: "Circularity", fr: "Circularité" },
    group: "measure",
    viewed: true,
    view: lazy(() => import("./circularity.tsx")),
  },
  {
    id: "company",
    title: { en: "Firms", fr: "Entreprises" },
    group: "see",
    viewed: true,
    titled: true,
    view: lazy(() => import("./company.tsx")),
  },
  { id: "deal", title: { en: "Deals", fr: "Accords" }, group: "see", viewed: true, titled: true, view: lazy(() => import("./deal.tsx")) },
  {
    id: "story",
    title: { en: "Story", fr: "Histoire" },
    group: "see",
    viewed: true,
    titled: true,
    view: lazy(() => import("./story.tsx")),
  },
  { id: "loops", title: { en: "Loops", fr: "Boucles" }, group: "see", viewed: true, titled: true, view: lazy(() => import("./loops.tsx")) },
  { id: "compare", title: { en: "Compare", fr: "Comparer" }, group: "measure", viewed: false, view: lazy(() => import("./compare.tsx")) },
  { id: "stress", title: { en: "Stress", fr: "Stress" }, group: "suppose", viewed: true, view: lazy(() => import("./stress.tsx")) },
  { id: "simulate", title: { en: "Simulate", fr: "Simuler" }, group: "suppose", viewed: true, view: lazy(() => import("./simulate.tsx")) },
  { id: "what-if", title: { en: "What if", fr: "Et si" }, group: "suppose", viewed: true, view: lazy(() => import("./what-if.tsx")) },
  { id: "models", title: { en: "Models", fr: "Modèles" }, group: "suppose", viewed: false, view: lazy(() => import("./models.tsx")) },
  { id: "ask", title: { en: "Ask", fr: "Demander" }, group: "suppose", viewed: false, view: lazy(() => import("./ask.tsx")) },
  {
    id: "embed",
    title: { en: "Picture", fr: "Dessin" },
    group: null,
    viewed: false,
    titled: true,
    bare: true,
    view: lazy(() => import("./embed.tsx")),
  },
  {
    id: "review",
    title: { en: "Review", fr: "Relire" },
    group: "record",
    viewed: false,
    writes: true,
    view: lazy(() => import("./review.tsx")),
  },
  {
    id: "edit",
    title: { en: "Edit", fr: "Modifier" },
    group: "record",
    viewed: false,
    writes: true,
    view: lazy(() => import("./edit.tsx")),
  },
  {
    id: "import",
    title: { en: "Import", fr: "Importer" },
    group: "record",
    viewed: false,
    writes: true,
    view: lazy(() => import("./import.tsx")),
  },
  {
    id: "account",
    title: { en: "Account", fr: "Compte" },
    group: "record",
    viewed: false,
    writes: true,
    view: lazy(() => import("./account.tsx")),
  },
  {
    id: "tour",
    title: { en: "Two minutes: how a hundred billion went round", fr: "Deux minutes : comment cent milliards ont tourné" },
    group: null,
    viewed: false,
    view: lazy(() => import("./tour.tsx")),
  },
  {
    id: "evidence",
    title: { en: "Evidence", fr: "Preuves" },
    group: "record",
    viewed: true,
    titled: true,
    view: lazy(() => import("./evidence.tsx")),
  },
];
