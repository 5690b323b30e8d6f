import { type TableName, tables } from "keiretsu";
import { For, Show } from "solid-js";
import { useApp, useWords } from "../../state/app.tsx";
import { recordWords } from "../../words/record.ts";

type Field = (typeof tables)[TableName][number];

/** A form for one row, made from the schema: what each column means stands beside it, enums are lists, ids suggest what there is. */
export function RowForm(props: {
  readonly table: TableName;
  readonly cells: Readonly<Record<string, string>>;
  readonly onChange: (column: string, text: string) => void;
  /** Columns that this form does not let change. */
  readonly fixed?: readonly string[];
}) {
  const app = useApp();
  const ids = (type: string): readonly string[] => {
    const known = app.names();
    if (known === undefined) return [];
    if (type === "entity") return known.entities.map((one) => one.id);
    if (type === "deal") return known.deals.map((one) => one.id);
    if (type === "leg" || type === "list of legs") return known.legs.map((one) => one.id);
    return [];
  };
  return (
    <div class="row-form">
      <For each={["entity", "deal", "leg"]}>
        {(type) => (
          <datalist id={`ids-${type}`}>
            <For each={ids(type)}>{(id) => <option value={id} />}</For>
          </datalist>
        )}
      </For>
      <For each={tables[props.table]}>
        {(field) => (
          <Cell
            field={field}
            value={props.cells[field.name] ?? ""}
            fixed={props.fixed?.includes(field.name) === true}
            onChange={(text) => props.onChange(field.name, text)}
          />
        )}
      </For>
    </div>
  );
}

function Cell(props: {
  readonly field: Field;
  readonly value: string;
  readonly fixed: boolean;
  readonly onChange: (text: string) => void;
}) {
  const app = useApp();
  const t = useWords(recordWords);
  const hint = (): string => (app.language() === "fr" ? props.field.descriptionFr : props.field.description);
  const hintId = `hint-${props.field.name}`;
  const words = (): readonly string[] => (props.field.type === "bool" ? ["yes", "no"] : props.field.values);
  const isLong = /^(note|paraphrase|condition|returns|title)/.test(props.field.name);
  return (
    <div class="cell">
      <label for={`cell-${props.field.name}`}>
        <code>{props.field.name}</code>
        <Show when={props.field.required}>
          <span class="quiet"> · {t().required}</span>
        </Show>
      </label>
      <Show
        when={words().length > 0}
        fallback={
          <Show
            when={isLong}
            fallback={
              <input
                id={`cell-${props.field.name}`}
                aria-describedby={hintId}
                value={props.value}
                disabled={props.fixed}
                required={props.field.required}
                list={["entity", "deal", "leg"].includes(props.field.type) ? `ids-${props.field.type}` : undefined}
                onInput={(event) => props.onChange(event.currentTarget.value)}
              />
            }
          >
            <textarea
              id={`cell-${props.field.name}`}
              aria-describedby={hintId}
              rows="2"
              disabled={props.fixed}
              required={props.field.required}
              value={props.value}
              onInput={(event) => props.onChange(event.currentTarget.value)}
            />
          </Show>
        }
      >
        <select
          id={`cell-${props.field.name}`}
          aria-describedby={hintId}
          disabled={props.fixed}
          onChange={(event) => props.onChange(event.currentTarget.value)}
        >
          <Show when={!props.field.required || props.value === ""}>
            <option value="" selected={props.value === ""} />
          </Show>
          <For each={words()}>
            {(word) => (
              <option value={word} selected={word === props.value}>
                {word}
              </option>
            )}
          </For>
        </select>
      </Show>
      <small id={hintId}>{hint()}</small>
    </div>
  );
}
