import {
  claimOrders,
  claimValue,
  confidenceNames,
  formatDate,
  formatNumber,
  predicateText,
  stanceNames,
  type ClaimListOptions,
  type ListedClaim,
} from "keiretsu";
import { For, Show } from "solid-js";
import { AsCommand } from "../../components/as-command.tsx";
import { Cited } from "../../components/cited.tsx";
import { Sources } from "../../components/links.tsx";
import { PAGE, Pager, pageOf } from "../../components/pager.tsx";
import { Said, Written } from "../../components/said.tsx";
import { save } from "../../components/save.ts";
import { Answered } from "../../components/states.tsx";
import { useAnswer, useApp, useWords } from "../../state/app.tsx";
import { ask } from "../../worker/ask.ts";
import type { Answer } from "../../worker/questions.ts";
import { recordsWords } from "../../words/records.ts";

const filters = ["q", "subject", "predicate", "source", "strength", "stance", "from", "to"];

/** The table of claims: filters, order and page stand in the address; what is shown can be had as CSV. */
export function Claims() {
  const app = useApp();
  const t = useWords(recordsWords);
  const asked = (): Partial<ClaimListOptions> => {
    const [order, descending] = app.param("sort")?.startsWith("-") ? [app.param("sort")!.slice(1), true] : [app.param("sort"), false];
    return {
      knownOn: app.param("known"),
      validOn: app.param("valid"),
      recordedOn: app.param("recorded"),
      text: app.param("q") ?? "",
      subject: app.param("subject"),
      predicate: app.param("predicate"),
      source: app.param("source"),
      confidence: app.param("strength") as ClaimListOptions["confidence"],
      stance: app.param("stance") as ClaimListOptions["stance"],
      from: app.param("from"),
      to: app.param("to"),
      ...(order === null ? {} : { sort: claimOrders.find((one) => one === order) ?? "known", descending }),
    };
  };
  const page = (): number => Number(app.param("page") ?? 1) || 1;
  const answer = useAnswer("claims", () => ({ options: asked(), first: (page() - 1) * PAGE, count: PAGE, csv: false }));
  const n = (value: number): string => formatNumber(value, app.language());
  const csv = async (): Promise<void> => {
    const book = app.book();
    if (book === undefined) return;
    const { csv: text } = await ask(book, "claims", { options: asked(), first: 0, count: 0, csv: true });
    save(`claims-${book.id}.csv`, new Blob([text ?? ""], { type: "text/csv;charset=utf-8" }));
  };
  return (
    <Answered of={answer}>
      {(found) => (
        <>
          <Filters found={found()} />
          <p role="status">
            {t().found(n(found().total), n(found().all))}{" "}
            <button type="button" onClick={() => void csv()}>
              {t().csv}
            </button>
          </p>
          <ClaimTable rows={found().rows} />
          <Pager rows={found().total} label={t().claims} />
          <Show when={pageOf(app.param("page"), found().total) !== page()}>
            <p class="quiet">{t().none}</p>
          </Show>
          <Show when={app.param("q") ?? app.param("subject")}>
            {(words) => <AsCommand command="find" takes="dates" args={[words()]} />}
          </Show>
        </>
      )}
    </Answered>
  );
}

function Filters(props: { readonly found: Answer<"claims"> }) {
  const app = useApp();
  const t = useWords(recordsWords);
  const set = (name: string, value: string): void => app.setParams({ [name]: value || null, page: null });
  const choose = (name: string, label: string, choices: readonly (readonly [string, string])[]) => (
    <label class="field">
      <span>{label}</span>
      <select onChange={(event) => set(name, event.currentTarget.value)}>
        <option value="">{t().any}</option>
        <For each={choices}>
          {([value, text]) => (
            <option value={value} selected={app.param(name) === value}>
              {text}
            </option>
          )}
        </For>
      </select>
    </label>
  );
  const byName = (list: readonly (readonly [string, string])[]) => [...list].sort((a, b) => a[1].localeCompare(b[1], app.language()));
  return (
    <form class="filters" role="search" onSubmit={(event) => event.preventDefault()}>
      <label class="field">
        <span>{t().search}</span>
        <input type="search" value={app.param("q") ?? ""} onChange={(event) => set("q", event.currentTarget.value)} />
      </label>
      {choose("subject", t().subject, byName(props.found.subjects.map((id) => [id, app.titleOf(id)] as const)))}
      {choose(
        "predicate",
        t().predicate,
        byName(props.found.predicates.map((id) => [id, predicateText(id, app.language(), app.entityName).text] as const)),
      )}
      {choose("source", t().source, byName(props.found.sources.map((id) => [id, app.sourceName(id)] as const)))}
      {choose(
        "strength",
        t().confidence,
        Object.entries(confidenceNames).map(([key, name]) => [key, name[app.language()]] as const),
      )}
      {choose(
        "stance",
        t().stance,
        Object.entries(stanceNames).map(([key, name]) => [key, name[app.language()]] as const),
      )}
      <For each={["from", "to"] as const}>
        {(name) => (
          <label class="field">
            <span>{t()[name]}</span>
            <input type="date" value={app.param(name) ?? ""} onChange={(event) => set(name, event.currentTarget.value)} />
          </label>
        )}
      </For>
      <Show when={filters.some((name) => app.param(name) !== null)}>
        <button type="button" onClick={() => app.setParams({ ...Object.fromEntries(filters.map((name) => [name, null])), page: null })}>
          ×
        </button>
      </Show>
    </form>
  );
}

function ClaimTable(props: { readonly rows: readonly ListedClaim[] }) {
  const app = useApp();
  const t = useWords(recordsWords);
  const columns = () =>
    [
      ["subject", t().subject],
      ["predicate", t().predicate],
      [null, t().value],
      ["valid", t().valid],
      ["known", t().known],
      [null, t().said],
      ["confidence", t().confidence],
      ["source", t().source],
    ] as const;
  const sorted = (): string => app.param("sort") ?? "-known";
  const direction = (order: string): "ascending" | "descending" | undefined =>
    sorted() === order ? "ascending" : sorted() === `-${order}` ? "descending" : undefined;
  const turn = (order: string): void => app.setParams({ sort: sorted() === order ? `-${order}` : order, page: null });
  return (
    <Show when={props.rows.length > 0} fallback={<p class="quiet">{t().none}</p>}>
      <table>
        <caption class="unseen">{t().claims}</caption>
        <thead>
          <tr>
            <For each={columns()}>
              {([order, head]) => (
                <th scope="col" aria-sort={order === null ? undefined : direction(order)}>
                  <Show when={order} fallback={head}>
                    {(by) => (
                      <button type="button" class="sort" title={t().sort(head)} onClick={() => turn(by())}>
                        {head} {direction(by()) === "ascending" ? "↑" : direction(by()) === "descending" ? "↓" : ""}
                      </button>
                    )}
                  </Show>
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody>
          <For each={props.rows}>
            {({ claim, supersededBy, contradicts }) => (
              <tr>
                <th scope="row">
                  <a class="plain" href={app.link("evidence", claim.id)}>
                    {app.titleOf(claim.subject)}
                  </a>
                </th>
                <td data-label={t().predicate}>
                  <Written {...predicateText(claim.predicate, app.language(), app.entityName)} />
                </td>
                <td data-label={t().value}>
                  <Show when={claim.stance !== "asserts"}>{stanceNames[claim.stance][app.language()]} </Show>
                  <Cited cites={{ title: claim.id, claims: [claim.id] }}>
                    <Written {...claimValue(claim, app.language(), app.entityName)} />
                  </Cited>
                </td>
                <td data-label={t().valid}>{formatDate(claim.validOn, app.language(), "short")}</td>
                <td data-label={t().known}>{formatDate(claim.knownOn, app.language(), "short")}</td>
                <td data-label={t().said}>
                  <Said en={claim.paraphrase} fr={claim.paraphraseFr} />
                  <span class="quiet">
                    <Show when={contradicts.length > 0}> ≠ {t().contradicted}</Show>
                    <Show when={supersededBy !== null}> † {t().corrected}</Show>
                  </span>
                </td>
                <td data-label={t().confidence}>{confidenceNames[claim.confidence][app.language()]}</td>
                <td data-label={t().source}>
                  <Sources ids={[claim.source]} />
                </td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </Show>
  );
}
