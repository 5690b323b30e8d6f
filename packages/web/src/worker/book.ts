import { type Casebook, type CasebookFile, type Finding, load } from "keiretsu";

/** A casebook as the worker holds it: its files and what they say. */
export interface OpenBook {
  readonly id: string;
  readonly files: readonly CasebookFile[];
  readonly casebook: Casebook;
  readonly findings: readonly Finding[];
  readonly whole: boolean;
}

export function openBook(id: string, files: readonly CasebookFile[]): OpenBook {
  return { id, files, ...load(files) };
}
