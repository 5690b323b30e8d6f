import {
  formatAmount,
  formatShare,
  holderWords,
  leftOutWords,
  type Parameter,
  parameterKinds,
  parameterValue,
  parameterWords,
  type Result,
  ruleWords,
  type Simulation,
  subjectWords,
} from "keiretsu";
import { Cited } from "../../components/cited.tsx";
import { Table } from "../../components/table.tsx";
import { useApp, useWords } from "../../state/app.tsx";
import { simulateWords } from "../../words/simulate.ts";

/** What a run gives and rests on, as tables. */

export function LossesTable(props: { readonly result: Result<Simulation> }) {
  const app = useApp();
  const t = useWords(simulateWords);
  const money = (value: number | null): string => formatAmount(value, props.result.unit, app.language());
  return (
    <Table
      caption={t().losses}
      none=""
      rows={props.result.values.losses}
      columns={[
        { head: t().holder, cell: ({ holder }) => holderWords(holder, app.entityName, app.language()) },
        { head: t().mean, number: true, cell: ({ mean }) => money(mean) },
        { head: t().var, number: true, cell: ({ VaR }) => money(VaR) },
        { head: t().es, number: true, cell: ({ ES }) => money(ES) },
      ]}
    />
  );
}

export function CalibrationTable(props: { readonly result: Result<Simulation> }) {
  const app = useApp();
  const t = useWords(simulateWords);
  const money = (value: Parameters<typeof formatAmount>[0]): string => formatAmount(value, props.result.unit, app.language());
  return (
    <Table
      caption={t().calibration}
      none=""
      rows={props.result.values.calibration}
      columns={[
        { head: t().firm, cell: ({ entity }) => app.entityName(entity) },
        { head: t().figure, cell: ({ what }) => t()[what] },
        { head: t().quarter, cell: ({ quarter }) => quarter },
        {
          head: t().reported,
          number: true,
          cell: ({ entity, reported, claim }) => (
            <Cited cites={{ title: app.entityName(entity), claims: [claim] }}>{money(reported)}</Cited>
          ),
        },
        { head: t().ofRun, number: true, cell: ({ low, high, point }) => money(low === null && high === null ? point : { low, high }) },
        { head: t().inside, cell: ({ inside }) => (inside === null ? "" : inside ? t().yes : t().no) },
      ]}
    />
  );
}

export function InputsTable(props: { readonly result: Result<Simulation> }) {
  const app = useApp();
  const t = useWords(simulateWords);
  const why = ({ rule, reason, reasonFr }: Parameter): string =>
    rule === "" ? (app.language() === "fr" ? reasonFr : reason) : ruleWords[rule][app.language()];
  const shown = () =>
    props.result.values.inputs.filter(({ origin, without, value }) => origin !== "unknown" || (without === "blocks" && value === null));
  return (
    <details>
      <summary>{t().inputs(shown().length)}</summary>
      <Table
        caption={t().inputs(shown().length)}
        none=""
        rows={shown()}
        columns={[
          { head: t().number, cell: ({ what }) => parameterWords[what][app.language()] },
          { head: t().of, cell: ({ subject }) => subjectWords(subject, app.entityName, app.language()) },
          {
            head: t().value,
            number: true,
            cell: (one) => parameterValue(one, { unit: props.result.unit, kind: parameterKinds[one.what].unit }, app.language()),
          },
          {
            head: t().from,
            cell: (one) => (
              <>
                {one.claims.length > 0 ? (
                  <Cited cites={{ title: parameterWords[one.what][app.language()], claims: one.claims }}>{t()[one.origin]}</Cited>
                ) : (
                  t()[one.origin]
                )}
                {one.moved ? `, ${t().moved}` : ""}
                {why(one) === "" ? "" : ` – ${why(one)}`}
              </>
            ),
          },
        ]}
      />
    </details>
  );
}

export function LeftTable(props: { readonly result: Result<Simulation> }) {
  const app = useApp();
  const t = useWords(simulateWords);
  const left = () => props.result.values.left.filter(({ reason }) => reason !== "past");
  return (
    <details>
      <summary>{t().left(left().length)}</summary>
      <Table
        caption={t().left(left().length)}
        none=""
        rows={left()}
        columns={[
          { head: t().promise, cell: ({ id }) => app.legTitle(id) },
          {
            head: t().why,
            cell: ({ reason, missing }) =>
              [leftOutWords[reason][app.language()], ...missing.map((what) => parameterWords[what][app.language()])].join(", "),
          },
        ]}
      />
    </details>
  );
}

/** "12 %" of the paths, with Wilson's interval. */
export function shareOfPaths(
  { share, low, high }: { readonly share: number; readonly low: number; readonly high: number },
  language: "en" | "fr",
): string {
  return `${formatShare(share, language)} (${formatShare({ low, high }, language)})`;
}
