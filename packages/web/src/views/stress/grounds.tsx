import {
  assumptionLines,
  formatAmount,
  formatShare,
  missingGroups,
  missingTitle,
  missingWords,
  type Result,
  type Stress,
  type StressInput,
} from "keiretsu";
import { For, Show } from "solid-js";
import { Cited } from "../../components/cited.tsx";
import { Table } from "../../components/table.tsx";
import { useApp, useWords } from "../../state/app.tsx";
import { stressWords } from "../../words/stress.ts";

/** Orders that move, funding that is hit. */
export function Moved(props: { readonly result: Result<Stress> }) {
  const app = useApp();
  const t = useWords(stressWords);
  const money = (value: number | null): string => formatAmount(value, props.result.unit, app.language());
  return (
    <>
      <Show when={props.result.values.orders.length > 0}>
        <Table
          caption={t().orders}
          none=""
          rows={props.result.values.orders}
          columns={[
            { head: t().firm, cell: ({ entity }) => app.entityName(entity) },
            {
              head: t().sales,
              number: true,
              cell: ({ entity, revenue, claim }) => (
                <Cited cites={{ title: app.entityName(entity), claims: claim === null ? [] : [claim] }}>
                  {money(revenue?.point ?? null)}
                </Cited>
              ),
            },
            { head: t().change, number: true, cell: ({ change }) => money(change?.point ?? null) },
            { head: t().share, number: true, cell: ({ share }) => formatShare(share, app.language()) },
          ]}
        />
      </Show>
      <Show when={props.result.values.hits.length > 0}>
        <Table
          caption={t().hits}
          none=""
          rows={props.result.values.hits}
          columns={[
            { head: t().fundingLeg, cell: ({ leg }) => app.legTitle(leg) },
            { head: t().between, cell: ({ from, to }) => `${app.entityName(from)} → ${app.entityName(to)}` },
            {
              head: t().lost,
              number: true,
              cell: ({ leg, done, lost }) => (
                <Cited cites={{ title: app.legTitle(leg), legs: [leg] }}>
                  {done
                    ? t().held
                    : formatAmount(lost === null ? null : { low: lost.low, high: lost.high }, props.result.unit, app.language())}
                </Cited>
              ),
            },
          ]}
        />
      </Show>
    </>
  );
}

/** What the answers rest on: each figure with its claim or assumption, what is assumed, what nobody says. */
export function Grounds(props: { readonly result: Result<Stress> }) {
  const app = useApp();
  const t = useWords(stressWords);
  const assumed = () => assumptionLines(props.result.values, { name: app.entityName, unit: props.result.unit }, app.language());
  const missing = () => missingGroups(props.result.values);
  const entities = () => new Set((app.names()?.entities ?? []).map(({ id }) => id));
  const inputs = (): readonly StressInput[] => {
    const met = new Map<string, StressInput>();
    for (const { inputs: rows } of props.result.values.answers)
      for (const row of rows) met.set(JSON.stringify([row.what, row.from, row.to, row.leg, row.claim, row.point]), row);
    return [...met.values()];
  };
  const rests = (row: StressInput) =>
    row.leg !== null || row.claim !== null ? (
      <Cited
        cites={{
          title: `${missingWords.what[row.what][app.language()]}: ${app.entityName(row.from)}`,
          legs: row.leg === null ? [] : [row.leg],
          claims: row.leg === null && row.claim !== null ? [row.claim] : [],
        }}
      >
        {row.leg === null ? t().claim : app.legTitle(row.leg)}
      </Cited>
    ) : row.assumptions.length > 0 ? (
      t().assumption
    ) : (
      t().arithmetic
    );
  const amount = (row: StressInput): string => {
    const bounds = row.point ?? { low: row.low, high: row.high };
    return row.what === "stake" ? formatShare(bounds, app.language()) : formatAmount(bounds, props.result.unit, app.language());
  };
  return (
    <>
      <details>
        <summary>{t().inputs(inputs().length)}</summary>
        <Table
          caption={t().inputs(inputs().length)}
          none=""
          rows={inputs()}
          columns={[
            { head: t().input_, cell: ({ what }) => missingWords.what[what][app.language()] },
            { head: t().who, cell: ({ from, to }) => [from, ...(to === null ? [] : [to])].map(app.entityName).join(" → ") },
            { head: t().amount, number: true, cell: amount },
            { head: t().rests, cell: rests },
          ]}
        />
      </details>
      <details>
        <summary>{t().assumed(assumed().length)}</summary>
        <ul>
          <For each={assumed()}>{(line) => <li>{line}</li>}</For>
        </ul>
      </details>
      <details>
        <summary>{t().missing(missing().length)}</summary>
        <ul>
          <For each={missing()}>
            {(group) => (
              <li>
                {missingTitle(group, app.language())}
                {group.who.length === 0 ? "" : app.language() === "fr" ? " : " : ": "}
                {group.who.map((id) => (entities().has(id) ? app.entityName(id) : app.legTitle(id))).join("; ")}
              </li>
            )}
          </For>
        </ul>
      </details>
    </>
  );
}
