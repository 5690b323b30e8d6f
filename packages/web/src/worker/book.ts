import { type Casebook, type CasebookFile, type Finding, load, type RowEdit } from "keiretsu";

/** A casebook as it is handed to the worker. */
export interface BookFiles {
  readonly id: string;
  readonly files: readonly CasebookFile[];
  readonly edits: readonly RowEdit[];
}

/** A casebook as the worker holds it: its files with what is supposed, and what they say. */
export interface OpenBook {
  readonly id: string;
  readonly files: readonly CasebookFile[];
  readonly casebook: Casebook;
  readonly findings: readonly Finding[];
  readonly whole: boolean;
  /** What is supposed and cannot be: each such edit changes nothing. */
  readonly refused: readonly Finding[];
}

/** A casebook as it is on record; what is supposed beside it takes a file of its own, read only where something is. */
export function openBook({ id, files }: Omit<BookFiles, "edits">): OpenBook {
  return { id, files, ...load(files), refused: [] };
}
