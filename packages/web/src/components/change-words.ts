import { formatAmount, formatDate, formatNumber, type RowEdit, type Spoken, type Status, statusNames } from "keiretsu";
import type { AppState } from "../state/app.tsx";
import type { Change } from "../state/what-if.ts";
import type { whatIfWords } from "../words/what-if.ts";

/** A change as one line, read from its own edits. */
export function changeWords({ what, of, edits }: Change, app: AppState, t: Spoken<typeof whatIfWords>): string {
  const language = app.language();
  const titles = of.map(app.legTitle).join(", ");
  const cells = edits.map((edit) => ("cells" in edit ? edit.cells : {}))[0] ?? {};
  const date = formatDate(cells.valid_on || null, language);
  switch (what) {
    case "cancel":
      return t.cancelled(of.map(app.dealTitle).join(", "));
    case "without":
      return t.without(of.map(app.entityName).join(", "));
    case "amount":
      return t.amountOf(titles, formatAmount(Number(cells.value), cells.unit ?? "", language));
    case "status":
      return t.statusOf(titles, statusNames[cells.status as Status]?.[language] ?? cells.status ?? "", date);
    case "term": {
      const start = cells.starts_on ? t.from(formatDate(cells.starts_on, language)) : "";
      return t.termOf(titles, start, cells.term_years ? t.forYears(formatNumber(Number(cells.term_years), language)) : "");
    }
    case "deal":
      return t.newDeal(edits.find(isDeal)?.cells.title ?? of.join(", "));
    default:
      return t.rows(edits.length);
  }
}

function isDeal(edit: RowEdit): edit is Extract<RowEdit, { readonly op: "add" }> {
  return edit.op === "add" && edit.table === "deals";
}
