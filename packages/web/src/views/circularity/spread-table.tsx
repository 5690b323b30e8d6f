import {
  type Choice,
  choiceChanges,
  choiceNames,
  formatAmount,
  formatNumber,
  formatShare,
  pageWords,
  type Result,
  type Spread,
  type SpreadRow,
  spreadWords,
  valueName,
} from "keiretsu";
import { For, Show } from "solid-js";
import { Bar } from "../../components/bar.tsx";
import { useApp, useWords } from "../../state/app.tsx";
import { fallbacks } from "../../state/view-params.ts";
import { ask } from "../../worker/ask.ts";
import type { Params } from "../../worker/questions.ts";
import { circularityWords } from "../../words/circularity.ts";

/** Every other choice of the analyst as a row: what the answer would be, and a click takes it. */
export function SpreadTable(props: { readonly result: Result<Spread>; readonly asked: Params<"spread"> }) {
  const app = useApp();
  const t = useWords(circularityWords);
  const page = useWords(pageWords);
  const words = useWords(spreadWords);
  const share = (value: number | null | { readonly low: number | null; readonly high: number | null }): string =>
    formatShare(value, app.language());
  const money = (value: number): string => formatAmount(value, props.result.unit, app.language());
  const most = (): number =>
    Math.max(0.01, ...props.result.values.choices.flatMap(({ rows }) => rows.map(({ figures }) => figures.setOffShare ?? 0)));
  const take = (choice: Choice, value: string): void =>
    app.setParams({ [choice]: value === "now" || value === fallbacks[choice] ? null : value });
  const cite = async (choice: Choice, { value }: SpreadRow): Promise<void> => {
    const book = app.book();
    if (book === undefined) return;
    const legs = await ask(book, "choiceLegs", { ...props.asked, choice, value });
    app.cite({
      title: `${choiceNames[choice][app.language()]} – ${valueName(value, app.language(), choice)}`,
      legs,
      view: choiceChanges(choice, value).view,
    });
  };
  const seller = (): string | null => props.result.values.seller;
  const heads = (): readonly string[] => [
    page().goingRound,
    page().gross,
    page().finnShort,
    ...(seller() === null ? [] : [words().seller(app.entityName(seller()!))]),
    page().largest,
    page().countedLegs,
  ];
  const cells = (choice: Choice, row: SpreadRow) => {
    const { figures } = row;
    const cited = (text: string) => (
      <button type="button" class="cited" onClick={() => void cite(choice, row)}>
        {text}
      </button>
    );
    return [
      <>
        <Bar value={figures.setOffShare} most={most()} /> {cited(share(figures.setOffShare))}
      </>,
      cited(money(figures.gross)),
      cited(share(figures.finnIndex)),
      ...(seller() === null ? [] : [figures.followedShare === null ? "–" : cited(share(figures.followedShare))]),
      figures.largestLoop === null ? "–" : cited(money(figures.largestLoop.capacity)),
      cited(`${formatNumber(figures.legs, app.language())} (${formatNumber(figures.legsWithoutAmount, app.language())})`),
    ];
  };
  return (
    <table class="spread">
      <caption>
        {words().caption} <span class="quiet">{t().set}</span>
      </caption>
      <thead>
        <tr>
          <th scope="col">{page().choice}</th>
          <For each={heads()}>
            {(head) => (
              <th scope="col" class="number">
                {head}
              </th>
            )}
          </For>
        </tr>
      </thead>
      <For each={props.result.values.choices}>
        {({ choice, rows, low, high }) => (
          <tbody>
            <tr class="group">
              <th scope="rowgroup" colspan={heads().length + 1}>
                {choiceNames[choice][app.language()]}
                <Show when={low !== null}>
                  {" "}
                  <span class="quiet">({share({ low, high })})</span>
                </Show>
              </th>
            </tr>
            <For each={rows}>
              {(row) => (
                <tr classList={{ strong: row.base }}>
                  <th scope="row">
                    <button type="button" class="value" aria-pressed={row.base} onClick={() => take(choice, row.value)}>
                      {valueName(row.value, app.language(), choice)}
                    </button>
                  </th>
                  <For each={cells(choice, row)}>
                    {(cell, at) => (
                      <td class="number" data-label={heads()[at()]}>
                        {cell}
                      </td>
                    )}
                  </For>
                </tr>
              )}
            </For>
          </tbody>
        )}
      </For>
    </table>
  );
}
