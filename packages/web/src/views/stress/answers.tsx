import {
  byFirm,
  endsOf,
  failureWords,
  formatAmount,
  formatShare,
  holderName,
  lossWithin,
  missingWords,
  type ModelAnswer,
  onlyAtMost,
  type Result,
  type Stress,
  stressModelNames,
  wavesWords,
} from "keiretsu";
import { Cited } from "../../components/cited.tsx";
import { Table } from "../../components/table.tsx";
import { useApp, useWords } from "../../state/app.tsx";
import { stressWords } from "../../words/stress.ts";

/** What an answer was fed: legs, and claims of firms. */
function grounds({ inputs }: ModelAnswer) {
  return {
    legs: [...new Set(inputs.flatMap(({ leg }) => leg ?? []))],
    claims: [...new Set(inputs.flatMap(({ leg, claim }) => (leg === null && claim !== null ? [claim] : [])))],
  };
}

/** The models side by side; beside what is supposed, what they say of the record. */
export function AnswersTable(props: { readonly result: Result<Stress>; readonly record: Result<Stress> | null }) {
  const app = useApp();
  const t = useWords(stressWords);
  const money = (answer: ModelAnswer): string => formatAmount(answer.loss, props.result.unit, app.language());
  const state = (answer: ModelAnswer): string => {
    if (answer.state === "untouched") return t().untouched;
    const gaps = [...new Set(answer.missing.flatMap(({ what, reason }) => (reason === "no-claim" ? [what] : [])))];
    const words = gaps.map((what) => missingWords.what[what][app.language()]).join(", ");
    return words === "" ? t().notIdentifiable : `${t().notIdentifiable} (${words})`;
  };
  const output = ({ endings }: ModelAnswer): string => {
    const shares = endings.flatMap(({ outputShare }) => outputShare ?? []);
    return shares.length === 0 ? "" : formatShare({ low: Math.min(...shares), high: Math.max(...shares) }, app.language());
  };
  const before = (answer: ModelAnswer): string => {
    const one = props.record?.values.answers.find(({ model }) => model === answer.model);
    return one === undefined ? "" : one.state === "answered" ? money(one) : state(one);
  };
  return (
    <Table
      caption={t().answers}
      none=""
      rows={props.result.values.answers}
      columns={[
        { head: t().model, cell: ({ model }) => stressModelNames[model][app.language()] },
        {
          head: t().lost,
          number: true,
          cell: (answer) =>
            answer.state === "answered" ? (
              <Cited cites={{ title: stressModelNames[answer.model][app.language()], ...grounds(answer) }}>{money(answer)}</Cited>
            ) : (
              state(answer)
            ),
        },
        ...(props.record === null ? [] : [{ head: t().onRecord, number: true, cell: before }]),
        {
          head: t().waves,
          cell: (answer) => (answer.state === "answered" ? wavesWords(answer, app.language()) || t().none : ""),
        },
        { head: t().output, number: true, cell: output },
      ]}
    />
  );
}

/** Who loses how much through whom in one model. */
export function LosersTable(props: { readonly answer: ModelAnswer; readonly unit: string }) {
  const app = useApp();
  const t = useWords(stressWords);
  const ends = () => endsOf(props.answer);
  return (
    <Table
      caption={t().losers}
      none={t().noLosers}
      rows={ends()?.most.holders ?? []}
      columns={[
        { head: t().who, cell: (holder) => holderName(props.answer, holder, app.entityName, app.language()) },
        {
          head: t().howMuch,
          number: true,
          cell: (holder) => {
            const legs = [...new Set(holder.by.flatMap((one) => one.legs))];
            const known = new Set((app.names()?.legs ?? []).map(({ id }) => id));
            const cites = { legs: legs.filter((id) => known.has(id)), claims: legs.filter((id) => !known.has(id)) };
            return (
              <Cited cites={{ title: holderName(props.answer, holder, app.entityName, app.language()), ...cites }}>
                {formatAmount(lossWithin(holder, ends()!.least), props.unit, app.language())}
              </Cited>
            );
          },
        },
        {
          head: t().through,
          cell: ({ by }) =>
            byFirm(by)
              .map(({ from }) => app.entityName(from))
              .join(", "),
        },
      ]}
    />
  );
}

/** Who fails in which wave of one model. */
export function FailuresTable(props: { readonly answer: ModelAnswer }) {
  const app = useApp();
  const t = useWords(stressWords);
  const ends = () => endsOf(props.answer);
  const sure = (entity: string): boolean => ends()!.least.failures.some((one) => one.entity === entity);
  return (
    <Table
      caption={t().fails}
      none={t().none}
      rows={ends()?.most.failures ?? []}
      columns={[
        { head: t().firm, cell: ({ entity }) => app.entityName(entity) },
        { head: t().wave, number: true, cell: ({ wave }) => String(wave) },
        {
          head: t().how,
          cell: ({ entity, before }) =>
            [
              failureWords(props.answer.model, app.language()),
              ...(sure(entity) ? [] : [onlyAtMost(props.answer.model, app.language())]),
              ...(before ? [t().before] : []),
            ].join(", "),
        },
        {
          head: t().through,
          cell: ({ by }) =>
            byFirm(by)
              .map(({ from }) => app.entityName(from))
              .join(", "),
        },
      ]}
    />
  );
}
