import { applyEdits, type Casebook, type CasebookFile, type Finding, load } from "keiretsu";
import type { Book } from "./ask.ts";

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

export function openBook({ id, files, edits }: Omit<Book, "key">): OpenBook {
  if (edits.length === 0) return { id, files, ...load(files), refused: [] };
  const edited = applyEdits(files, edits);
  return { id, files: edited.files, ...load(edited.files), refused: edited.findings };
}
