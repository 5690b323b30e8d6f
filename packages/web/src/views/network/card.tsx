import { type Tie, tieSize } from "keiretsu";
import { For, Show } from "solid-js";
import { Cited } from "../../components/cited.tsx";
import { useApp, useWords } from "../../state/app.tsx";
import { listed } from "../../state/network-params.ts";
import { entityKindNames } from "../../words/entity-kinds.ts";
import { networkWords } from "../../words/network.ts";
import { tieAmount, tieCount, totalWords } from "../../words/tie-amount.ts";
import type { Answer } from "../../worker/questions.ts";
import { citationOf } from "./citation.ts";

/** How many of its arrows the card names. */
const FIRST = 6;

/** One party of the picture: what leaves it and reaches it, the largest of its arrows, and where to go from there. */
export function Card(props: {
  readonly answer: Answer<"network">;
  readonly firm: string;
  /** On the left of the drawing. */
  readonly left: boolean;
}) {
  const app = useApp();
  const t = useWords(networkWords);
  const firm = () => props.answer.firms.find((one) => one.id === props.firm);
  const kind = (): string => app.names()?.entities.find((one) => one.id === props.firm)?.kind ?? "";
  const arrows = (end: "from" | "to"): readonly Tie[] =>
    props.answer.drawn.filter((tie) => tie[end] === props.firm && tie.firmness !== "ghost");
  const title = (): string => app.entityName(props.firm);
  return (
    <aside class="card" classList={{ left: props.left }} aria-label={title()}>
      <header>
        <h2>{title()}</h2>
        <button type="button" class="round" aria-label={t().close} onClick={() => app.setParams({ node: null })}>
          ×
        </button>
      </header>
      <p class="quiet">{entityKindNames[kind()]?.[app.language()] ?? kind()}</p>
      <Show when={firm()} fallback={<p>{t().notDrawnHere}</p>}>
        {(found) => (
          <dl>
            <Side title={t()[`${props.answer.lens}Out`]} total={found().out} ties={arrows("from")} other="to" answer={props.answer} />
            <Side title={t()[`${props.answer.lens}In`]} total={found().in} ties={arrows("to")} other="from" answer={props.answer} />
          </dl>
        )}
      </Show>
      <p class="actions">
        <a href={app.link("company", props.firm)}>{t().company}</a>
        <button
          type="button"
          aria-pressed={app.param("around") === props.firm}
          onClick={() => app.setParams({ around: app.param("around") === props.firm ? null : props.firm, eye: null })}
        >
          {app.param("around") === props.firm ? t().notAround : t().around}
        </button>
        <button type="button" onClick={() => app.setParams({ hide: [...listed(app.param("hide")), props.firm].join(","), node: null })}>
          {t().hide}
        </button>
      </p>
    </aside>
  );
}

function Side(props: {
  readonly title: string;
  readonly total: Answer<"network">["total"];
  readonly ties: readonly Tie[];
  readonly other: "from" | "to";
  readonly answer: Answer<"network">;
}) {
  const app = useApp();
  const t = useWords(networkWords);
  const sum = (): string =>
    props.answer.lens === "owns"
      ? tieCount(props.total.ties, app.language())
      : t().inLegs(totalWords(props.total, props.answer, app.language()), props.total.ties);
  return (
    <>
      <dt>{props.title}</dt>
      <dd>
        <Show when={props.total.ties > 0} fallback={<span class="quiet">{t().nothing}</span>}>
          <strong>{sum()}</strong>
          <ul>
            <For each={props.ties.slice(0, FIRST)}>
              {(tie) => (
                <li>
                  {app.entityName(tie[props.other])}{" "}
                  <Cited cites={citationOf(tie, app.entityName)}>
                    {tieSize(tie) === null ? "?" : tieAmount(tie, props.answer, app.language())}
                  </Cited>
                </li>
              )}
            </For>
          </ul>
        </Show>
      </dd>
    </>
  );
}
