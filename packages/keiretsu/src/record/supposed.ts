/**
 * The source of rows that someone supposes in a what-if. It is no evidence: what cites it is shown as supposed, is known to whoever supposes it at any date, and stands before
 * what the record says, however strong.
 */
export const SUPPOSED = "supposed";

export function isSupposed(row: { readonly source?: string | null }): boolean {
  return row.source === SUPPOSED;
}
