import {
  exportTies,
  exportView,
  type Language,
  type Lens,
  networkText,
  type NetworkFormat,
  type ProjectOptions,
  view,
  type ViewOptions,
} from "keiretsu";
import type { OpenBook } from "../book.ts";

interface Params {
  readonly view: ViewOptions;
  readonly project: Omit<ProjectOptions, "amounts">;
  readonly lens: Lens;
  readonly format: NetworkFormat;
  readonly language: Language;
  readonly positions: Readonly<Record<string, { readonly x: number; readonly y: number }>>;
  /** Ids of the ties that the reader's filters let pass; null = all. */
  readonly only: readonly string[] | null;
}

/** The network of the page as a file for other tools. Payments unfiltered are the file that the command line writes, claims and all. */
export default function networkFile({ casebook }: OpenBook, params: Params): string {
  const { lens, only, language, positions, project } = params;
  const seen = view(casebook, params.view);
  const exported =
    lens === "pays" && only === null
      ? exportView(seen, { ...project, language, positions })
      : exportTies(seen, { ...project, lens, language, positions, only });
  return networkText(exported, params);
}
