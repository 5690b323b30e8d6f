import { readFileSync } from "node:fs";

/** Columns of a table of a page, numbers as they stand. */
export function tableOf(page: string, head: string): readonly (readonly string[])[] {
  const lines = readFileSync(page, "utf8").split("\n");
  const first = lines.indexOf(head);
  const rows: string[][] = [];
  for (const line of lines.slice(first + 2)) {
    if (first < 0 || !line.startsWith("|")) break;
    rows.push(
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  }
  return rows;
}

/** Whether a figure rounds to a printed one: half a unit of its last digit, and what adding up in another order moves. */
export function roundsTo(found: number, printed: string): boolean {
  const decimals = printed.includes(".") ? printed.length - printed.indexOf(".") - 1 : 0;
  return Math.abs(found - Number(printed)) <= 0.5 * 10 ** -decimals + 1e-13;
}

/** A printed number: 2/3, 10,909, 88 %, or one with words behind it. */
export function valueOf(cell: string): number {
  const [, top, below] = /^(-?[\d.,]*\d)(?:\/(\d+))?/.exec(cell)!;
  return Number(top.replaceAll(",", "")) / Number(below ?? 1);
}

/** Numbers of a cell, with commas between. */
export function numbers(cell: string): string[] {
  return cell.split(", ");
}
