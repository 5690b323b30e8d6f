import { colon, type RowEdit } from "keiretsu";
import { For, Show } from "solid-js";
import { Table } from "../../components/table.tsx";
import { useAnswer, useApp, useWords } from "../../state/app.tsx";
import { recordWords, tableNames } from "../../words/record.ts";

/** Edits as a reader sees them: each row with what its columns say now and what they would say. */
export function EditDiff(props: { readonly edits: readonly RowEdit[] }) {
  const t = useWords(recordWords);
  const rows = useAnswer("tableRow", () => ({ rows: props.edits.flatMap((edit) => standingOf(edit) ?? []) }));
  const before = (edit: RowEdit): Readonly<Record<string, string>> | null => {
    const standing = standingOf(edit);
    const all = props.edits.flatMap((one) => standingOf(one) ?? []);
    return standing === null ? null : (rows()?.[all.findIndex((one) => one.table === standing.table && one.key === standing.key)] ?? null);
  };
  return (
    <For each={props.edits}>
      {(edit) => (
        <Show when={edit.op !== "merge" ? edit : null} fallback={<MergeLine edit={edit} />}>
          {(shown) => (
            <Table
              caption={captionOf(shown(), useTableName())}
              none={t().noChange}
              rows={columnsOf(shown(), before(shown()))}
              columns={[
                { head: t().column, cell: (row) => <code>{row.column}</code> },
                { head: t().before, cell: (row) => <del>{row.before}</del> },
                { head: t().after, cell: (row) => <ins>{row.after}</ins> },
              ]}
            />
          )}
        </Show>
      )}
    </For>
  );
}

/** The row that an edit is held against: the one that it changes, or the claim that it corrects. */
function standingOf(edit: RowEdit): { readonly table: keyof typeof tableNames; readonly key: string } | null {
  if (edit.op === "replace" || edit.op === "retract") return { table: edit.table, key: edit.key };
  return edit.op === "add" && edit.table === "claims" && edit.cells.supersedes ? { table: "claims", key: edit.cells.supersedes } : null;
}

function MergeLine(props: { readonly edit: RowEdit }) {
  const app = useApp();
  const t = useWords(recordWords);
  const edit = (): Extract<RowEdit, { readonly op: "merge" }> => props.edit as Extract<RowEdit, { readonly op: "merge" }>;
  return (
    <p>
      {t().merge}
      {colon(app.language())} {app.entityName(edit().drop)} (<code>{edit().drop}</code>) → {app.entityName(edit().keep)} (
      <code>{edit().keep}</code>)
    </p>
  );
}

function useTableName(): (table: keyof typeof tableNames) => string {
  const { language } = useApp();
  return (table) => tableNames[table][language()];
}

function captionOf(edit: Exclude<RowEdit, { readonly op: "merge" }>, nameOf: (table: keyof typeof tableNames) => string): string {
  const key = edit.op === "add" ? (edit.cells.id ?? edit.cells.leg ?? "") : edit.key;
  const sign = { add: "+", replace: "±", retract: "−" }[edit.op];
  return `${sign} ${nameOf(edit.table)} ${key}`;
}

interface Changed {
  readonly column: string;
  readonly before: string;
  readonly after: string;
}

/** Columns that differ; of a new or a retracted row, those that say something. */
function columnsOf(edit: Exclude<RowEdit, { readonly op: "merge" }>, before: Readonly<Record<string, string>> | null): readonly Changed[] {
  const after = edit.op === "retract" ? {} : edit.cells;
  const columns = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after)])];
  return columns
    .map((column) => ({ column, before: before?.[column] ?? "", after: after[column] ?? "" }))
    .filter((row) => row.before !== row.after);
}
