import { instrumentNames, type Lens, type PlacedLabels, sentenceOf, statusNames, type Tie, tieSize, type TieTotal } from "keiretsu";
import { createMemo, createSignal, For, Show } from "solid-js";
import { Headline } from "../components/headline.tsx";
import { Answered } from "../components/states.tsx";
import { useAnswer, useApp, useWords } from "../state/app.tsx";
import type { Point } from "../state/camera.ts";
import { filtersOf, lensOf, lenses } from "../state/network-params.ts";
import { projectOptionsOf, viewOptionsOf } from "../state/view-params.ts";
import { networkWords } from "../words/network.ts";
import { tieAmount, tieCount, totalWords } from "../words/tie-amount.ts";
import type { Answer } from "../worker/questions.ts";
import { Card, citationOf } from "./network/card.tsx";
import { Drawing } from "./network/drawing.tsx";
import { Exports } from "./network/exports.tsx";
import { Filters } from "./network/filters.tsx";
import { LeftOut } from "./network/left-out.tsx";
import { Legend } from "./network/legend.tsx";
import { Search } from "./network/search.tsx";
import { Time } from "./network/time.tsx";
import { TieTable } from "./network/tie-table.tsx";

/** Who pays, owes, owns, supplies whom. */
export default function Network() {
  const app = useApp();
  const t = useWords(networkWords);
  const [width, setWidth] = createSignal(innerWidth);
  const [placed, setPlaced] = createSignal<PlacedLabels | null>(null);
  const [moved, setMoved] = createSignal<ReadonlyMap<string, Point>>(new Map());
  const lens = createMemo((): Lens => lensOf(app.route().params));
  const answer = useAnswer("network", () => ({
    view: viewOptionsOf(app.route().params),
    project: projectOptionsOf(app.route().params),
    lens: lens(),
    filters: filtersOf(app.route().params, width()),
  }));
  const layout = useAnswer("networkLayout", () => ({
    chapters: viewOptionsOf(app.route().params).chapters,
    perimeter: projectOptionsOf(app.route().params).perimeter,
    seed: 1,
  }));
  const positions = createMemo(() => new Map([...Object.entries(layout()?.positions ?? {}), ...moved()]));

  const describe = (tie: Tie): string => {
    const said = sentenceOf(answer()!.lens, app.language(), app.entityName(tie.from), app.entityName(tie.to));
    const parts = [
      tieSize(tie) === null ? tieAmount({ low: null, high: null }, answer()!, app.language()) : tieAmount(tie, answer()!, app.language()),
      tie.instrument === "stake" ? t().stake : instrumentNames[tie.instrument][app.language()],
      ...(tie.status === null ? [] : [statusNames[tie.status][app.language()]]),
    ];
    return `${said}${app.language() === "fr" ? "\u00a0: " : ": "}${parts.join(" · ")}`;
  };
  // Shares of several firms do not add up to anything.
  const sumWords = (total: TieTotal): string =>
    lens() === "owns" ? tieCount(total.ties, app.language()) : totalWords(total, answer()!, app.language());
  const describeFirm = (id: string): string => {
    const firm = answer()?.firms.find((one) => one.id === id);
    if (!firm) return app.entityName(id);
    const side = (end: "out" | "in"): string => `${t()[`${lens()}${end === "out" ? "Out" : "In"}`]} ${sumWords(firm[end])}`;
    return `${app.entityName(id)}. ${side("out")}. ${side("in")}.`;
  };
  /** Whether a party stands on the right half, as last placed. */
  const onRight = (firm: string): boolean => {
    const drawing = placed()?.drawing;
    return (drawing?.nodes.find((node) => node.id === firm)?.centre.x ?? 0) > (drawing?.width ?? 0) / 2;
  };
  const select = (firm: string): void => app.setParams({ node: app.param("node") === firm ? null : firm });
  return (
    <>
      <Show when={lens() === "pays"} fallback={<Lead answer={answer()} />}>
        <Headline />
      </Show>
      <div class="lens" role="radiogroup" aria-label={t().lens}>
        <For each={lenses}>
          {(one) => (
            <label>
              <input
                type="radio"
                name="lens"
                checked={lens() === one}
                onChange={() => app.setParams({ lens: one === "pays" ? null : one, node: app.param("node") })}
              />
              <span>A {t()[one]} B</span>
            </label>
          )}
        </For>
        <p class="quiet">{t()[`${lens()}Sentence`]}</p>
      </div>
      <Answered of={answer}>
        {(found) => (
          <>
            <div class="network-tools">
              <Search onFound={(firm) => app.setParams({ node: firm })} />
              <Filters answer={found()} width={width()} />
            </div>
            <Time answer={found()} busy={answer.loading()} />
            <div class="network-stage">
              <Drawing
                answer={found()}
                positions={positions()}
                selected={app.param("node")}
                round={app.param("round") === "yes"}
                onWidth={setWidth}
                onTie={(tie) => app.cite(citationOf(tie, app.entityName))}
                onNode={select}
                onMove={(firm, to) => setMoved(new Map([...moved(), [firm, to]]))}
                onPlaced={setPlaced}
                describe={describe}
                describeFirm={describeFirm}
              />
              <Show when={app.param("node")}>{(firm) => <Card answer={found()} firm={firm()} left={onRight(firm())} />}</Show>
            </div>
            <div id="after-drawing" tabindex="-1">
              <Show when={found().drawn.length === 0}>
                <p>{found().left.filtered.ties > 0 ? t().emptyFiltered : t().empty}</p>
              </Show>
              <Legend answer={found()} />
              <LeftOut answer={found()} placed={placed()} />
            </div>
            <Exports answer={found()} placed={placed()} positions={positions()} />
            <details>
              <summary>{t().table}</summary>
              <TieTable answer={found()} />
            </details>
          </>
        )}
      </Answered>
    </>
  );
}

/** The answer in a sentence for the lenses that have no headline of their own. */
function Lead(props: { readonly answer: Answer<"network"> | undefined }) {
  const app = useApp();
  const t = useWords(networkWords);
  return (
    <Show when={props.answer}>
      {(answer) => (
        <p class="lead">
          {t().lead(
            answer().total.ties,
            answer().firms.length,
            answer().lens === "owns" ? "" : totalWords(answer().total, answer(), app.language()),
          )}
        </p>
      )}
    </Show>
  );
}
