import {
  colon,
  type Bounds,
  type Dependence,
  dependenceWords,
  formatAmount,
  formatNumber,
  formatShare,
  type Result,
  revenueByNames,
  statusNames,
} from "keiretsu";
import { Show } from "solid-js";
import { AsCommand } from "../../components/as-command.tsx";
import { Cited } from "../../components/cited.tsx";
import { Firm } from "../../components/links.tsx";
import { Answered } from "../../components/states.tsx";
import { Table } from "../../components/table.tsx";
import { useAnswer, useApp, useWords } from "../../state/app.tsx";
import { viewOptionsOf } from "../../state/view-params.ts";
import { companyWords } from "../../words/company.ts";

/** How much others depend on a firm, as the bank that funds them or the client that buys from them, and what it earns over what it owes. */
export function Depends(props: { readonly id: string }) {
  const app = useApp();
  const t = useWords(companyWords);
  const answer = useAnswer("dependence", () => ({ view: viewOptionsOf(app.route().params), id: props.id }));
  return (
    <section>
      <h2>{t().dependence}</h2>
      <Answered of={answer}>{(found) => <Tables id={props.id} result={found()} />}</Answered>
      <AsCommand command="dependence" takes="view" options={{ on: props.id }} answer={answer()} />
    </section>
  );
}

function Tables(props: { readonly id: string; readonly result: Result<Dependence> }) {
  const app = useApp();
  const t = useWords(companyWords);
  const words = useWords(dependenceWords);
  const values = (): Dependence => props.result.values;
  const money = (value: Bounds | number | null): string => formatAmount(value, props.result.unit, app.language());
  const share = (value: Bounds | number | null): string => formatShare(value, app.language());
  const times = (value: number | null): string => (value === null ? "–" : formatNumber(value, app.language()));
  const owed = () => values().coverage.filter((row) => row.dues > 0);
  const title = (): string => app.entityName(props.id);
  return (
    <>
      <Show when={values().funded.length + values().anchored.length + owed().length === 0}>
        <p>{words().nobody}</p>
      </Show>
      <Show when={values().funded.length > 0}>
        <Table
          caption={words().funds}
          none=""
          rows={values().funded}
          columns={[
            { head: words().firm, cell: (row) => <Firm id={row.firm} /> },
            {
              head: words().ofFunding,
              number: true,
              cell: (row) => (
                <Cited cites={{ title: app.entityName(row.firm), legs: row.legs, claims: row.claims }}>{share(row.fundingShare)}</Cited>
              ),
            },
            {
              head: words().ofPurchases,
              number: true,
              cell: (row) => (
                <Cited cites={{ title: app.entityName(row.firm), legs: row.legs, claims: row.claims }}>
                  {row.purchaseShare === null ? "–" : share(row.purchaseShare)}
                </Cited>
              ),
            },
            { head: words().rescue, cell: (row) => row.rescue.map(app.legTitle).join(", ") || "–" },
          ]}
        />
        <p class="quiet">{words().partOf}</p>
        <Table
          caption={words().funding}
          none=""
          rows={values().capacity.promised}
          columns={[
            { head: words().firmness, cell: (row) => statusNames[row.atLeast][app.language()] },
            {
              head: words().promised,
              number: true,
              cell: (row) => (
                <Cited cites={{ title: title(), legs: row.legs, view: { atLeast: row.atLeast } }}>
                  {money({ low: row.low, high: row.high })}
                </Cited>
              ),
            },
            {
              head: words().named,
              number: true,
              cell: (row) => <Cited cites={{ title: title(), legs: row.legs, view: { atLeast: row.atLeast } }}>{money(row.point)}</Cited>,
            },
            { head: words().times, number: true, cell: (row) => times(row.times) },
          ]}
        />
        <p>
          <Show when={values().capacity.freeCashFlow !== null} fallback={words().noFreeCash}>
            <Cited cites={{ title: title(), claims: values().capacity.claims }}>
              {t().freeCash(money(values().capacity.freeCashFlow), values().capacity.period ?? "")}
            </Cited>
          </Show>
        </p>
      </Show>
      <Show when={values().anchored.length > 0}>
        <Table
          caption={words().sellers}
          none=""
          rows={values().anchored}
          columns={[
            { head: words().firm, cell: (row) => <Firm id={row.firm} /> },
            {
              head: words().backlog,
              number: true,
              cell: (row) => (
                <Cited cites={{ title: app.entityName(row.firm), legs: row.legs, claims: row.claims }}>{money(row.backlog)}</Cited>
              ),
            },
            {
              head: words().ofBacklog,
              number: true,
              cell: (row) => (
                <Cited cites={{ title: app.entityName(row.firm), legs: row.legs, claims: row.claims }}>{share(row.share)}</Cited>
              ),
            },
            {
              head: words().cut,
              number: true,
              cell: (row) => (
                <Cited cites={{ title: app.entityName(row.firm), legs: row.legs, claims: row.claims }}>{money(row.cut)}</Cited>
              ),
            },
          ]}
        />
      </Show>
      <Show when={owed().length > 0}>
        <Table
          caption={words().coverage}
          none=""
          rows={owed()}
          columns={[
            { head: words().year, cell: (row) => String(row.year) },
            {
              head: words().revenue,
              number: true,
              cell: (row) => <Cited cites={{ title: title(), legs: row.legs, claims: row.claims }}>{money(row.revenue)}</Cited>,
            },
            { head: words().revenueBy, cell: (row) => revenueByNames[row.revenueBy ?? "none"][app.language()] },
            {
              head: words().dues,
              number: true,
              cell: (row) => <Cited cites={{ title: title(), legs: row.legs }}>{money(row.dues)}</Cited>,
            },
            { head: words().outlays, number: true, cell: (row) => money(row.outlays) },
            { head: words().cover, number: true, cell: (row) => times(row.atMost) },
          ]}
        />
        <p class="quiet">{t().coverage}</p>
      </Show>
      <Show when={values().concentration.clients.hhi}>
        {(hhi) => (
          <p>
            {words().clients}
            {colon(app.language())} {t().hhi(formatNumber(values().concentration.clients.firms.length, app.language()), span(hhi(), times))}
          </p>
        )}
      </Show>
      <Show when={values().concentration.suppliers.hhi}>
        {(hhi) => (
          <p>
            {words().suppliers}
            {colon(app.language())}{" "}
            {t().hhi(formatNumber(values().concentration.suppliers.firms.length, app.language()), span(hhi(), times))}
          </p>
        )}
      </Show>
    </>
  );
}

function span({ low, high }: { readonly low: number; readonly high: number }, text: (value: number) => string): string {
  return text(low) === text(high) ? text(low) : `${text(low)} – ${text(high)}`;
}
