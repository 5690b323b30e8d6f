import { escapeText } from "../escape.ts";

/** A table that stays a table for a screen reader when a narrow screen lays its rows out as cards. Cells are HTML, heads are text. */
export interface TableContent {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly TableRow[];
  /** Columns of numbers, by index: aligned at the right. */
  readonly numeric?: readonly number[];
  /** On a narrow screen it stays a table of its first three columns. */
  readonly compact?: boolean;
}

export interface TableRow {
  readonly id?: string;
  readonly cells: readonly string[];
  readonly strong?: boolean;
  /** A row that heads a group: its first cell spans all columns. */
  readonly group?: boolean;
}

export function table(content: TableContent): string {
  const { caption, head, rows, numeric = [] } = content;
  const numbers = new Set(numeric);
  const heads = head.map(
    (name, i) => `<th role="columnheader" scope="col"${numbers.has(i) ? ' class="num"' : ""}>${escapeText(name)}</th>`,
  );
  const body = rows.map((row) => {
    const id = row.id === undefined ? "" : ` id="${row.id}"`;
    if (row.group)
      return `<tr role="row" class="group"${id}><th role="rowheader" scope="rowgroup" colspan="${head.length}">${row.cells[0]}</th></tr>`;
    const cells = row.cells.map((cell, i) => {
      const style = numbers.has(i) ? ' class="num"' : "";
      if (i === 0) return `<th role="rowheader" scope="row"${style}>${cell}</th>`;
      return `<td role="cell" data-label="${escapeText(head[i])}"${style}>${cell}</td>`;
    });
    return `<tr role="row"${row.strong ? ' class="strong"' : ""}${id}>${cells.join("")}</tr>`;
  });
  return (
    `<table role="table"${content.compact ? ' class="compact"' : ""}><caption>${escapeText(caption)}</caption>` +
    `<thead role="rowgroup"><tr role="row">${heads.join("")}</tr></thead><tbody role="rowgroup">${body.join("")}</tbody></table>`
  );
}
