import type { CasebookFile } from "keiretsu";

/** What the routes that only read need of a store. */
export interface Shelf {
  readonly list: () => Promise<readonly StoredCasebook[]>;
  /** Null where there is no such casebook, or no such revision of it. */
  readonly files: (id: string, revision?: number) => Promise<CasebookFiles | null>;
}

export interface StoredCasebook {
  readonly id: string;
  readonly title: string;
  readonly titleFr: string;
  readonly revision: number;
  readonly digest: string;
  readonly changedAt: string;
  readonly counts: Readonly<Record<string, number>>;
}

export interface CasebookFiles {
  readonly id: string;
  readonly revision: number;
  readonly digest: string;
  readonly files: readonly CasebookFile[];
}
