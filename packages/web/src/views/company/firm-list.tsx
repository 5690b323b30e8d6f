import { fold, formatAmount, formatNumber, formatShare, type Range } from "keiretsu";
import { Show } from "solid-js";
import { AsCommand } from "../../components/as-command.tsx";
import { Bar } from "../../components/bar.tsx";
import { Cited } from "../../components/cited.tsx";
import { Firm } from "../../components/links.tsx";
import { Answered } from "../../components/states.tsx";
import { Table } from "../../components/table.tsx";
import { useAnswer, useApp, useWords } from "../../state/app.tsx";

import { projectOptionsOf, viewOptionsOf } from "../../state/view-params.ts";
import { companyWords } from "../../words/company.ts";
import { entityKindNames } from "../../words/entity-kinds.ts";

/** Every firm with what it is paid and pays, largest first. */
export function FirmList() {
  const app = useApp();
  const t = useWords(companyWords);
  const answer = useAnswer("companies", () => ({ view: viewOptionsOf(app.route().params), project: projectOptionsOf(app.route().params) }));
  const asked = (): string => fold(app.param("q") ?? "");
  const named = (row: { readonly firm: string }): boolean => {
    const entity = app.names()?.entities.find(({ id }) => id === row.firm);
    return [row.firm, entity?.name ?? "", entity?.nameFr ?? "", ...(entity?.aliases ?? [])].some((name) => fold(name).includes(asked()));
  };
  const kind = (row: { readonly kind: string }): string => entityKindNames[row.kind]?.[app.language()] ?? row.kind;
  const n = (value: number): string => formatNumber(value, app.language());
  return (
    <Answered of={answer}>
      {(found) => {
        const money = (range: Range, row: { readonly firm: string; readonly legs: readonly string[] }) => (
          <Cited cites={{ title: app.entityName(row.firm), legs: row.legs }}>
            {formatAmount(
              range.point === null || (range.low === 0 && range.high === null) ? range.point : { low: range.low, high: range.high },
              found().unit,
              app.language(),
            )}
          </Cited>
        );
        return (
          <>
            <h1>{t().index}</h1>
            <p class="lead">{t().counted(n(found().firms.length), n(found().others.length))}</p>
            <p class="quiet">{t().lens}</p>
            <form class="filters" role="search" onSubmit={(event) => event.preventDefault()}>
              <label class="field">
                <span>{t().search}</span>
                <input
                  type="search"
                  value={app.param("q") ?? ""}
                  onInput={(event) => app.setParams({ q: event.currentTarget.value || null, page: null }, { replace: true })}
                />
              </label>
            </form>
            <Table
              caption={t().index}
              headed
              none={t().none}
              rows={found().firms.filter(named)}
              columns={[
                { head: t().firm, cell: (row) => <Firm id={row.firm} /> },
                { head: t().kind, cell: kind },
                { head: t().received, number: true, cell: (row) => money(row.received, row) },
                { head: t().paid, number: true, cell: (row) => money(row.paid, row) },
                {
                  head: t().unknown,
                  number: true,
                  cell: (row) => (
                    <Cited cites={{ title: app.entityName(row.firm), legs: row.withoutAmount }}>{n(row.withoutAmount.length)}</Cited>
                  ),
                },
                {
                  head: t().financed,
                  number: true,
                  cell: (row) => (
                    <Show when={row.financed}>
                      {(financed) => (
                        <>
                          <Bar value={financed().share} low={financed().low} high={financed().high} />{" "}
                          <Cited cites={{ title: app.entityName(row.firm), legs: financed().legs }}>
                            {formatShare(financed().share, app.language())}
                          </Cited>
                        </>
                      )}
                    </Show>
                  ),
                },
              ]}
            />
            <Table
              caption={t().others}
              none=""
              page="others"
              rows={found().others.filter(named)}
              columns={[
                { head: t().firm, cell: (row) => <Firm id={row.firm} /> },
                { head: t().kind, cell: kind },
                { head: t().country, cell: (row) => row.country },
              ]}
            />
            <AsCommand command="circularity" takes="project" />
          </>
        );
      }}
    </Answered>
  );
}
