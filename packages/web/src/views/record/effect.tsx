import { type Finding, formatAmount, formatNumber, formatShare, type Range } from "keiretsu";
import { For, Show } from "solid-js";
import { Answered } from "../../components/states.tsx";
import { Table } from "../../components/table.tsx";
import { useApp, useWords } from "../../state/app.tsx";
import { createPending } from "../../state/pending.ts";
import { recordWords } from "../../words/record.ts";

interface Headline {
  readonly unit: string;
  readonly gross: Range;
  readonly setOff: Range;
  readonly setOffShare: Range;
  readonly finnIndex: Range;
  readonly loops: number;
  readonly firms: number;
  readonly legs: number;
  readonly vendorFinanced: readonly { readonly seller: string; readonly share: number | null }[];
}

interface EffectAnswer {
  readonly before: Headline | null;
  readonly after: Headline | null;
  readonly findings: readonly Finding[];
  readonly problem: { readonly detail: string } | null;
}

/** The headline figures as they are and with a proposal; only those that move. */
export function Effect(props: { readonly proposal: string }) {
  const app = useApp();
  const t = useWords(recordWords);
  const answer = createPending(
    () => ({ key: `${props.proposal} ${app.language()}` }),
    (_, signal) => app.session.call<EffectAnswer>(`proposals/${encodeURIComponent(props.proposal)}/effect`, { signal }),
  );
  return (
    <Answered of={answer}>
      {(effect) => (
        <>
          <Show when={effect().after === null}>
            <p>{t().noAfter}</p>
            <ul>
              <For each={effect().findings}>
                {(finding) => <li>{(app.language() === "fr" ? finding.french?.summary : undefined) ?? finding.summary}</li>}
              </For>
              <Show when={effect().problem}>{(problem) => <li>{problem().detail}</li>}</Show>
            </ul>
          </Show>
          <Show when={effect().before !== null && effect().after !== null}>
            <Table
              caption={t().effect}
              none={t().noEffect}
              rows={moved(effect().before!, effect().after!)}
              columns={[
                { head: t().figure, cell: (row) => row.title },
                { head: t().before, number: true, cell: (row) => row.before },
                { head: t().after, number: true, cell: (row) => row.after },
              ]}
            />
          </Show>
        </>
      )}
    </Answered>
  );

  function moved(
    before: Headline,
    after: Headline,
  ): readonly { readonly title: string; readonly before: string; readonly after: string }[] {
    const { language } = app;
    const money = (pick: (one: Headline) => Range) => (one: Headline) => formatAmount(pick(one).point, one.unit, language());
    const financed = (seller: string) => (one: Headline) =>
      formatShare(one.vendorFinanced.find((row) => row.seller === seller)?.share ?? null, language());
    const sellers = [...new Set([...before.vendorFinanced, ...after.vendorFinanced].map((row) => row.seller))];
    const rows: readonly (readonly [string, (one: Headline) => string])[] = [
      [t().gross, money((one) => one.gross)],
      [t().setOff, money((one) => one.setOff)],
      [t().share, (one) => formatShare(one.setOffShare.point, language())],
      [t().finn, (one) => formatShare(one.finnIndex.point, language())],
      [t().loops, (one) => formatNumber(one.loops, language())],
      [t().legs, (one) => formatNumber(one.legs, language())],
      [t().firms, (one) => formatNumber(one.firms, language())],
      ...sellers.map((seller) => [t().financed(app.entityName(seller)), financed(seller)] as const),
    ];
    return rows.map(([title, of]) => ({ title, before: of(before), after: of(after) })).filter((row) => row.before !== row.after);
  }
}
