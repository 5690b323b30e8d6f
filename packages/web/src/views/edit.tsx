import { type RowEdit, type TableName, tables } from "keiretsu";
import { createEffect, createMemo, createSignal, For, on, Show } from "solid-js";
import { type AppState, useAnswer, useApp, useWords } from "../state/app.tsx";
import { createPending } from "../state/pending.ts";
import { ask } from "../worker/ask.ts";
import { recordWords, tableNames } from "../words/record.ts";
import { EditDiff } from "./record/edit-diff.tsx";
import { proposalsOf } from "./record/proposals.ts";
import { Propose } from "./record/propose.tsx";
import { RowForm } from "./record/row-form.tsx";

type Cells = Readonly<Record<string, string>>;

/**
 * `#/edit/<table>` a new row, `#/edit/<table>/<key>` another wording of one, `#/edit/merge` two entities that are one. Nothing is written here:
 * what is sent is a proposal.
 */
export default function Edit() {
  const app = useApp();
  const t = useWords(recordWords);
  const asked = createMemo(() => {
    const [table, ...key] = app.route().id.split("/");
    return { table: (table === "" ? "claims" : table) as TableName | "merge", key: key.join("/") };
  });
  return (
    <>
      <nav class="tabs" aria-label={t().add}>
        <span class="quiet">{t().add}</span>
        <For each={Object.keys(tables) as TableName[]}>
          {(table) => (
            <a href={app.link("edit", table)} aria-current={asked().table === table && asked().key === "" ? "page" : undefined}>
              {tableNames[table][app.language()]}
            </a>
          )}
        </For>
        <a href={app.link("edit", "merge")} aria-current={asked().table === "merge" ? "page" : undefined}>
          {t().merge}
        </a>
      </nav>
      <Show when={asked().table !== "merge"} fallback={<Merge />}>
        <Show when={(asked().table as string) in tables} keyed>
          <Row table={asked().table as TableName} key={asked().key} />
        </Show>
      </Show>
    </>
  );
}

function Row(props: { readonly table: TableName; readonly key: string }) {
  const app = useApp();
  const t = useWords(recordWords);
  const [cells, setCells] = createSignal<Cells>({});
  const [retracts, setRetracts] = createSignal(false);
  const found = useAnswer("tableRow", () => (props.key === "" ? null : { rows: [{ table: props.table, key: props.key }] }));
  const isClaim = (): boolean => props.table === "claims" && props.key !== "";
  // A correction has an id of its own, which others may take while this one is being written.
  const free = createPending(
    () => (isClaim() && app.book() ? { key: `${app.book()!.key} ${props.key}` } : null),
    () => freeId(app, props.key),
  );
  const written = (): Cells => (isClaim() && !cells().id && free() ? { ...cells(), id: free()! } : cells());
  // The form starts from the row, and anew when another one is asked for; a correction of a claim is a claim of its own.
  createEffect(
    on([() => props.table, () => props.key, found], () => {
      const row = props.key === "" ? null : (found()?.[0] ?? null);
      setRetracts(false);
      if (row === null) setCells(dated({}, props.table));
      else setCells(isClaim() ? dated({ ...row, id: "", supersedes: props.key, stance: "revises" }, "claims") : row);
    }),
  );
  const edits = (): readonly RowEdit[] => {
    if (retracts()) return [{ op: "retract", table: props.table, key: props.key }];
    const filled = Object.fromEntries(Object.entries(written()).filter(([, text]) => text !== ""));
    return props.key === "" || isClaim()
      ? [{ op: "add", table: props.table, cells: filled }]
      : [{ op: "replace", table: props.table, key: props.key, cells: filled }];
  };
  const ready = (): boolean => retracts() || tables[props.table].every((field) => !field.required || (written()[field.name] ?? "") !== "");
  const edited = async (): Promise<readonly RowEdit[]> => {
    const [edit] = edits();
    return edit.op === "add" && isClaim() && !cells().id
      ? [{ ...edit, cells: { ...edit.cells, id: await freeId(app, props.key) } }]
      : edits();
  };
  return (
    <>
      <h2>{props.key === "" ? t().newRow(tableNames[props.table][app.language()]) : t().correct(props.key)}</h2>
      <Show when={isClaim()}>
        <p class="quiet">{t().noEdit}</p>
      </Show>
      <Show when={props.table === "status" && props.key !== ""}>
        <p class="quiet">{t().appendOnly}</p>
      </Show>
      <Show when={props.key !== ""}>
        <label class="check">
          <input type="checkbox" checked={retracts()} onChange={(event) => setRetracts(event.currentTarget.checked)} /> {t().retract}
        </label>
      </Show>
      <Show when={!retracts()}>
        <RowForm
          table={props.table}
          cells={written()}
          fixed={isClaim() ? ["supersedes"] : props.key === "" ? [] : ["id"]}
          onChange={(column, text) => setCells({ ...cells(), [column]: text })}
        />
      </Show>
      <Show when={ready()}>
        <EditDiff edits={edits()} />
      </Show>
      <Propose edits={edits} settled={edited} ready={ready()} />
    </>
  );
}

/** An id for the correction of a claim that nobody else has proposed. */
async function freeId(app: AppState, corrects: string): Promise<string> {
  const open = app.isPublished ? [] : await proposalsOf(app.session, app.record()!.id, { state: "open" });
  const taken = open.flatMap(({ edits }) => edits.flatMap((edit) => (edit.op === "add" ? [edit.cells.id ?? ""] : [])));
  return ask(app.book()!, "freeClaimId", { corrects, taken });
}

/** A new row entered the casebook today. */
function dated(cells: Cells, table: TableName): Cells {
  if (!tables[table].some((field) => field.name === "recorded_on")) return cells;
  return { ...cells, recorded_on: new Date().toISOString().slice(0, 10) };
}

function Merge() {
  const app = useApp();
  const t = useWords(recordWords);
  const [keep, setKeep] = createSignal("");
  const [drop, setDrop] = createSignal("");
  const known = (id: string): boolean => app.names()?.entities.some((one) => one.id === id) === true;
  const ready = (): boolean => keep() !== drop() && known(keep()) && known(drop());
  const edits = (): readonly RowEdit[] => [{ op: "merge", keep: keep(), drop: drop() }];
  return (
    <>
      <h2>{t().merge}</h2>
      <p class="quiet">{t().mergeHint}</p>
      <datalist id="entities">
        <For each={app.names()?.entities}>{(one) => <option value={one.id}>{app.entityName(one.id)}</option>}</For>
      </datalist>
      <div class="fields">
        <label class="field">
          <span>{t().keep}</span>
          <input list="entities" value={keep()} onInput={(event) => setKeep(event.currentTarget.value)} />
        </label>
        <label class="field">
          <span>{t().drop}</span>
          <input list="entities" value={drop()} onInput={(event) => setDrop(event.currentTarget.value)} />
        </label>
      </div>
      <Show when={ready()}>
        <EditDiff edits={edits()} />
      </Show>
      <Propose edits={edits} ready={ready()} />
    </>
  );
}
