import { For, type JSX, Show } from "solid-js";
import { useApp } from "../state/app.tsx";
import { PAGE, Pager, pageOf } from "./pager.tsx";

export interface Column<T> {
  readonly head: string;
  readonly cell: (row: T) => JSX.Element;
  /** Numbers stand to the right. */
  readonly number?: boolean;
}

/** A table with a caption; on a phone each row becomes a card whose cells carry their heads. The first cell of a row names it. */
export function Table<T>(props: {
  readonly caption: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  /** What to say instead of an empty table. */
  readonly none: string;
  /** A heading just above says the same: the caption is for screen readers. */
  readonly headed?: boolean;
  /** Parameter of the address that holds the page of a long table. */
  readonly page?: string;
  /** Rows shown at once, where rows are tall. */
  readonly size?: number;
}) {
  const app = useApp();
  const param = (): string => props.page ?? "page";
  const shown = (): readonly T[] => {
    const size = props.size ?? PAGE;
    const first = (pageOf(app.param(param()), props.rows.length, size) - 1) * size;
    return props.rows.length > size ? props.rows.slice(first, first + size) : props.rows;
  };
  return (
    <Show when={props.rows.length > 0} fallback={<p class="quiet">{props.none}</p>}>
      <table>
        <caption classList={{ unseen: props.headed === true }}>{props.caption}</caption>
        <thead>
          <tr>
            <For each={props.columns}>
              {(column) => (
                <th scope="col" classList={{ number: column.number === true }}>
                  {column.head}
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody>
          <For each={shown()}>
            {(row) => (
              <tr>
                <For each={props.columns}>
                  {(column, at) =>
                    at() === 0 ? (
                      <th scope="row">{column.cell(row)}</th>
                    ) : (
                      <td data-label={column.head} classList={{ number: column.number === true }}>
                        {column.cell(row)}
                      </td>
                    )
                  }
                </For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
      <Pager rows={props.rows.length} size={props.size} param={param()} label={props.caption} />
    </Show>
  );
}
