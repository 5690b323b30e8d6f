import {
  answerWords,
  type ClientFinanced,
  type Circularity,
  formatAmount,
  formatShare,
  hedged,
  inLanguage,
  pageWords,
  type Range,
  type Result,
  sectionWords,
  shownVendors,
  type VendorFinanced,
} from "keiretsu";
import { Show } from "solid-js";
import { Cited } from "../../components/cited.tsx";
import { Drawn } from "../../components/drawn.tsx";
import { Firm } from "../../components/links.tsx";
import { Table } from "../../components/table.tsx";
import { useApp, useWords } from "../../state/app.tsx";
import type { Params } from "../../worker/questions.ts";

interface Row {
  readonly firm: string;
  readonly of: VendorFinanced;
  readonly client: ClientFinanced | null;
  readonly revenue: Range;
  readonly share: number | null;
  readonly direct: number | null;
  readonly stated: VendorFinanced["stated"];
  readonly lower: number;
  readonly upper: number;
}

const CLIENTS = 6;

/** Vendor financing, seller by seller, with what is proved of it. */
export function Vendors(props: { readonly result: Result<Circularity>; readonly asked: Params<"headline"> }) {
  const app = useApp();
  const t = useWords(pageWords);
  const answer = useWords(answerWords);
  const section = useWords(sectionWords);
  const rows = (): readonly Row[] =>
    shownVendors(props.result.values.vendorFinanced).flatMap((of) => [
      { ...of, firm: of.seller, of, client: null },
      ...of.byClient.slice(0, CLIENTS).map((client): Row => ({ ...client, firm: client.client, of, client, direct: null })),
    ]);
  const share = (value: number | null): string => formatShare(value, app.language());
  const between = (bounds: VendorFinanced["stated"]): string =>
    bounds === null ? "–" : formatShare({ low: bounds.lower, high: bounds.upper }, app.language());
  const cites = (row: Row) => ({ title: `${t().vendors} – ${app.entityName(row.of.seller)}`, legs: row.of.legs });
  const returns = (): string =>
    props.result.values.halfLoops.map((loop) => inLanguage(loop.title ?? loop.id, loop.titleFr ?? "", app.language()).text).join("; ");
  const table = () => (
    <Table
      caption={answer().vendors}
      none={answer().noVendors}
      rows={rows()}
      columns={[
        {
          head: t().seller,
          cell: (row) => (
            <span classList={{ inset: row.client !== null, strong: row.client === null }}>
              <Firm id={row.firm} />
            </span>
          ),
        },
        {
          head: t().revenue,
          number: true,
          cell: (row) => <Cited cites={cites(row)}>{formatAmount(hedged(row.revenue), props.result.unit, app.language())}</Cited>,
        },
        { head: answer().even, number: true, cell: (row) => <Cited cites={cites(row)}>{share(row.share)}</Cited> },
        {
          head: t().direct,
          number: true,
          cell: (row) => (row.direct === null ? "" : <Cited cites={cites(row)}>{share(row.direct)}</Cited>),
        },
        { head: answer().atStated, number: true, cell: (row) => <Cited cites={cites(row)}>{between(row.stated)}</Cited> },
        { head: answer().proved, number: true, cell: (row) => <Cited cites={cites(row)}>{between(row)}</Cited> },
      ]}
    />
  );
  return (
    <section>
      <h2>{t().vendors}</h2>
      <Show when={rows().length > 0} fallback={<p>{answer().noVendors}</p>}>
        <Drawn name="vendor-financing" question="vendorsPicture" params={props.asked} caption={section().vendorNote} />
        {table()}
      </Show>
      <Show when={returns()}>
        <p class="quiet">{answer().halfLoops(returns())}</p>
      </Show>
    </section>
  );
}
