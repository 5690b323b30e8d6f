/**
 * A finding is what we say about data at fault: a value, never an exception. All findings are collected and sorted by place.
 */
export type Severity = "error" | "warning" | "note";

/** Where a record or a cell was read. Lines and columns count from 1; a column counts characters. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface Finding {
  /** Stable code in kebab case; the page docs/reference/findings.md lists them all. */
  readonly code: string;
  readonly severity: Severity;
  readonly place: Place;
  /** The offending text as written, cut to 80 characters. */
  readonly excerpt: string;
  /** What was found against what was expected, one sentence. */
  readonly summary: string;
  /** What to do, one sentence. */
  readonly advice: string;
  /** The same two sentences in French. */
  readonly french?: { readonly summary: string; readonly advice: string };
}

/** Order by file, line, column, code: same findings, same bytes out. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    compareText(a.place.file, b.place.file) ||
    a.place.line - b.place.line ||
    a.place.column - b.place.column ||
    compareText(a.code, b.code) ||
    compareText(a.summary, b.summary)
  );
}

/** Order by UTF-16 code units: the same on every machine, unlike localeCompare. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
