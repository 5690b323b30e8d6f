import { formatDate, formatNumber, sourceKindNames } from "keiretsu";
import { Show } from "solid-js";
import { Sources } from "../../components/links.tsx";
import { Answered } from "../../components/states.tsx";
import { Table } from "../../components/table.tsx";
import { useAnswer, useApp, useWords } from "../../state/app.tsx";
import { recordsWords } from "../../words/records.ts";

/** The sources, what rests on each, and where it comes from in the end. */
export function SourceTable() {
  const app = useApp();
  const t = useWords(recordsWords);
  const answer = useAnswer("sources", () => ({ knownOn: app.param("known"), text: app.param("q") ?? "" }));
  const n = (value: number): string => formatNumber(value, app.language());
  return (
    <>
      <form class="filters" role="search" onSubmit={(event) => event.preventDefault()}>
        <label class="field">
          <span>{t().search}</span>
          <input
            type="search"
            value={app.param("q") ?? ""}
            onChange={(event) => app.setParams({ q: event.currentTarget.value || null, page: null })}
          />
        </label>
      </form>
      <Answered of={answer}>
        {(found) => (
          <Table
            caption={t().sources}
            headed
            none={t().none}
            rows={found().rows}
            columns={[
              {
                head: t().document,
                cell: ({ source }) => (
                  <a href={app.link("evidence", source.id)} lang={source.language}>
                    {source.title}
                  </a>
                ),
              },
              { head: t().publisher, cell: ({ source }) => source.publisher },
              { head: t().published, cell: ({ source }) => formatDate(source.publishedOn, app.language(), "short") },
              {
                head: t().kind,
                cell: ({ source }) =>
                  `${sourceKindNames[source.kind]?.[app.language()] ?? source.kind}${source.seen || source.kind === "cited" ? "" : `, ${t().notSeen}`}`,
              },
              {
                head: t().origin,
                cell: ({ source, origin }) => (
                  <Show when={origin !== source.id} fallback={<span class="quiet">{t().itself}</span>}>
                    <Sources ids={[origin]} />
                  </Show>
                ),
              },
              {
                head: t().rests,
                number: true,
                cell: ({ source, claims, turns }) => (
                  <a class="plain" href={app.link("evidence", "", { source: source.id })}>
                    {n(claims)}, {n(turns)}
                  </a>
                ),
              },
            ]}
          />
        )}
      </Answered>
    </>
  );
}
