/** Tables as text for spreadsheets. */
export interface CsvTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** RFC 4180 with CRLF. A text that a spreadsheet would run as a formula is led by an apostrophe; numbers are left as they are. */
export function csvText(table: CsvTable): string {
  const lines = [table.head, ...table.rows].map((row) => row.map(csvCell).join(","));
  return `${lines.join("\r\n")}\r\n`;
}

function csvCell(cell: string | number | null): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A formula, led by apostrophes or not, so that exactly one of them can be taken off again. */
const FORMULA = /^'*\s*[=+\-@\t\r]/;

/** The text that was written as this cell. */
export function fromCsvCell(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}
