import type { OpenBook } from "../book.ts";

interface Params {
  /** The claim that is corrected. */
  readonly corrects: string;
  /** Ids that others have proposed. */
  readonly taken: readonly string[];
}

/** The first id for a correction that neither the casebook nor a proposal has: of c-1 it is c-1-b, then c-1-c; of c-1-b it is c-1-c. */
export default function freeClaimId({ casebook }: OpenBook, { corrects, taken }: Params): string {
  const known = new Set([...casebook.claims.map(({ id }) => id), ...taken]);
  const stem = corrects.replace(/-[b-z]$/, "");
  for (let nth = 2; ; nth++) {
    const id = `${stem}-${nth <= 26 ? String.fromCharCode(96 + nth) : nth}`;
    if (!known.has(id)) return id;
  }
}
