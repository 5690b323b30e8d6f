import { type Casebook, type CasebookFile, type Finding, load } from "keiretsu";
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

/** A casebook as it is on record; what is supposed beside it takes a file of its own, read only where something is. */
export function openBook({ id, files }: Omit<Book, "key">): OpenBook {
  return { id, files, ...load(files), refused: [] };
}
