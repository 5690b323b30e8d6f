import { formatNumber, type Language } from "keiretsu";
import { createSignal, For, type JSX, Match, Show, Switch } from "solid-js";
import { useApp, useWords } from "../state/app.tsx";
import { resultWords } from "../words/result.ts";
import { type Column, Table } from "./table.tsx";

/** Any plain value as a reader can read it: numbers, lists and tables. What it is about is said around it. */

type Record_ = Readonly<Record<string, unknown>>;

/** Rows shown at first, and more at each wish. */
const PAGE = 100;

export function ValueView(props: { readonly value: unknown; readonly caption: string }): JSX.Element {
  const t = useWords(resultWords);
  const list = () => props.value as readonly unknown[];
  return (
    <Switch fallback={<Plain value={props.value} />}>
      <Match when={Array.isArray(props.value) && props.value.length === 0}>
        <p class="quiet">{t().none}</p>
      </Match>
      <Match when={Array.isArray(props.value) && list().every(isRecord)}>
        <Records rows={list() as readonly Record_[]} caption={props.caption} />
      </Match>
      <Match when={Array.isArray(props.value) && list().some(Array.isArray)}>
        <Rows rows={list() as readonly (readonly unknown[])[]} caption={props.caption} />
      </Match>
      <Match when={Array.isArray(props.value)}>
        <Columns of={{ [t().value]: list() }} caption={props.caption} />
      </Match>
      <Match when={isRecord(props.value) && !isText(props.value)}>
        <Members of={props.value as Record_} caption={props.caption} />
      </Match>
    </Switch>
  );
}

/** A value that fits into a line. */
function Plain(props: { readonly value: unknown }): JSX.Element {
  const app = useApp();
  const t = useWords(resultWords);
  return (
    <Switch fallback={<>{String(props.value)}</>}>
      <Match when={props.value === null || props.value === undefined}>
        <span class="quiet">{t().unknown}</span>
      </Match>
      <Match when={typeof props.value === "number"}>
        <data value={String(props.value)}>{figure(props.value as number, app.language())}</data>
      </Match>
      <Match when={typeof props.value === "boolean"}>{props.value === true ? t().yes : t().no}</Match>
      <Match when={isText(props.value)}>{(props.value as { readonly en: string; readonly fr: string })[app.language()]}</Match>
      <Match when={typeof props.value === "object"}>
        <code>{JSON.stringify(props.value)}</code>
      </Match>
    </Switch>
  );
}

/** Numbers and texts by name, lists of one length side by side, and whatever is larger below its name. */
function Members(props: { readonly of: Record_; readonly caption: string }) {
  const lines = () => Object.entries(props.of).filter(([, value]) => isLine(value));
  const lists = () => {
    const groups = new Map<number, Record<string, readonly unknown[]>>();
    for (const [name, value] of Object.entries(props.of))
      if (isPlainList(value)) groups.set(value.length, { ...groups.get(value.length), [name]: value });
    return [...groups.values()];
  };
  const rest = () => Object.entries(props.of).filter(([, value]) => !isLine(value) && !isPlainList(value));
  return (
    <>
      <Show when={lines().length > 0}>
        <dl class="values">
          <For each={lines()}>
            {([name, value]) => (
              <div>
                <dt lang="en">{name}</dt>
                <dd>
                  <Plain value={value} />
                </dd>
              </div>
            )}
          </For>
        </dl>
      </Show>
      <For each={lists()}>{(group) => <Columns of={group} caption={props.caption} />}</For>
      <For each={rest()}>
        {([name, value]) => (
          <section class="member">
            <h4 lang="en">{name}</h4>
            <ValueView value={value} caption={name} />
          </section>
        )}
      </For>
    </>
  );
}

function Columns(props: { readonly of: Readonly<Record<string, readonly unknown[]>>; readonly caption: string }) {
  const t = useWords(resultWords);
  const names = () => Object.keys(props.of);
  const rows = () => Object.values(props.of)[0].map((_, k) => k);
  return (
    <Paged
      caption={props.caption}
      rows={rows()}
      columns={[
        { head: t().number, cell: (k) => String(k) },
        ...names().map((name) => ({ head: name, number: true, cell: (k: number) => <Plain value={props.of[name][k]} /> })),
      ]}
    />
  );
}

function Rows(props: { readonly rows: readonly (readonly unknown[])[]; readonly caption: string }) {
  const t = useWords(resultWords);
  const width = () => Math.max(...props.rows.map((row) => (Array.isArray(row) ? row.length : 1)));
  return (
    <Paged
      caption={props.caption}
      rows={props.rows.map((row, k) => [k, Array.isArray(row) ? row : [row]] as const)}
      columns={[
        { head: t().number, cell: ([k]) => String(k) },
        ...Array.from({ length: width() }, (_, j) => ({
          head: String(j),
          number: true,
          cell: ([, row]: readonly [number, readonly unknown[]]) => (j < row.length ? <Plain value={row[j]} /> : ""),
        })),
      ]}
    />
  );
}

function Records(props: { readonly rows: readonly Record_[]; readonly caption: string }) {
  const t = useWords(resultWords);
  const names = () => [...new Set(props.rows.flatMap(Object.keys))];
  const isNumber = (name: string): boolean => props.rows.every((row) => row[name] === null || typeof row[name] === "number");
  return (
    <Paged
      caption={props.caption}
      rows={props.rows.map((row, k) => [k, row] as const)}
      columns={[
        { head: t().number, cell: ([k]) => String(k) },
        ...names().map((name) => ({
          head: name,
          number: isNumber(name),
          cell: ([, row]: readonly [number, Record_]) => (name in row ? <Cell value={row[name]} caption={name} /> : ""),
        })),
      ]}
    />
  );
}

/** Inside a table: what is large opens on its own. */
function Cell(props: { readonly value: unknown; readonly caption: string }) {
  const few = () => isRecord(props.value) && Object.keys(props.value).length <= 4 && Object.values(props.value).every(isLine);
  const empty = () => Array.isArray(props.value) && props.value.length === 0;
  const short = () => isLine(props.value) || empty() || few() || (isPlainList(props.value) && props.value.length <= 6);
  return (
    <Show
      when={short()}
      fallback={
        <details>
          <summary lang="en">{Array.isArray(props.value) ? `${props.caption} (${props.value.length})` : props.caption}</summary>
          <ValueView value={props.value} caption={props.caption} />
        </details>
      }
    >
      <Show when={few() && !isLine(props.value)}>
        <For each={Object.entries(props.value as Record_)}>
          {([name, value], at) => (
            <>
              {at() > 0 ? "; " : ""}
              <span lang="en">{name}</span> <Plain value={value} />
            </>
          )}
        </For>
      </Show>
      <Show when={empty()}>–</Show>
      <Show when={isLine(props.value)}>
        <Plain value={props.value} />
      </Show>
      <Show when={isPlainList(props.value)}>
        <For each={props.value as readonly unknown[]}>
          {(one, at) => (
            <>
              {at() > 0 ? "; " : ""}
              <Plain value={one} />
            </>
          )}
        </For>
      </Show>
    </Show>
  );
}

function Paged<T>(props: { readonly caption: string; readonly rows: readonly T[]; readonly columns: readonly Column<T>[] }) {
  const t = useWords(resultWords);
  const [shown, setShown] = createSignal(PAGE);
  const left = () => Math.min(PAGE, props.rows.length - shown());
  return (
    <>
      <div class="wide" tabindex="0" role="region" aria-label={props.caption}>
        <Table caption={props.caption} columns={props.columns} rows={props.rows.slice(0, shown())} none={t().none} />
      </div>
      <Show when={left() > 0}>
        <button type="button" onClick={() => setShown(shown() + PAGE)}>
          {t().more(left())}
        </button>
      </Show>
    </>
  );
}

/** Six figures, whole numbers in full; what is exact stands in the JSON. */
export function figure(value: number, language: Language): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-9 || size >= 1e18)) return value.toExponential(3).replace(".", language === "fr" ? "," : ".");
  if (Number.isInteger(value)) return formatNumber(value, language, 0);
  return formatNumber(value, language, Math.min(15, Math.max(0, 5 - Math.floor(Math.log10(size)))));
}

function isRecord(value: unknown): value is Record_ {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The same said in both languages. */
function isText(value: unknown): boolean {
  return isRecord(value) && Object.keys(value).sort().join() === "en,fr";
}

function isLine(value: unknown): boolean {
  return typeof value !== "object" || value === null || isText(value);
}

function isPlainList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.length > 0 && value.every(isLine);
}
