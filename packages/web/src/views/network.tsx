import { For, lazy, Show } from "solid-js";
import { Fold } from "../components/fold.tsx";
import { Later } from "../components/later.tsx";
import { Headline } from "../components/headline.tsx";
import { Answered } from "../components/states.tsx";
import { useApp, useWords } from "../state/app.tsx";
import { lenses } from "../state/network-params.ts";
import { networkWords } from "../words/network.ts";
import { shellWords } from "../words/shell.ts";
import { totalWords } from "../words/tie-amount.ts";
import type { Answer } from "../worker/questions.ts";
import { Card } from "./network/card.tsx";
import { citationOf } from "./network/citation.ts";
import { Drawing } from "./network/drawing.tsx";
import { Filters } from "./network/filters.tsx";
import { LeftOut } from "./network/left-out.tsx";
import { Legend } from "./network/legend.tsx";
import { ResetPlaces } from "./network/reset-places.tsx";
import { Search } from "./network/search.tsx";
import { Time } from "./network/time.tsx";
import { useNetwork } from "./network/use-network.ts";

const Exports = lazy(() => import("./network/exports.tsx"));
const TieTable = lazy(() => import("./network/tie-table.tsx"));

const Large = lazy(() => import("./network/large.tsx"));

/** The network of the casebook, or of an edge list that the reader has opened. */
export default function Network() {
  const app = useApp();
  return (
    <Show when={app.param("edges")} fallback={<CasebookNetwork />}>
      {(id) => <Large id={id()} />}
    </Show>
  );
}

/** Who pays, owes, owns, supplies whom. */
function CasebookNetwork() {
  const app = useApp();
  const t = useWords(networkWords);
  const shell = useWords(shellWords);
  const network = useNetwork();
  const { answer, lens, placed } = network;
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
            <Fold summary={t().tools}>
              <div class="network-tools">
                <Search onFound={(firm) => app.setParams({ node: firm })} />
                <Filters answer={found()} width={network.width()} />
              </div>
              <Time answer={found()} busy={answer.loading()} />
            </Fold>
            <div class="network-stage">
              <Drawing
                answer={found()}
                positions={network.positions()}
                selected={app.param("node")}
                round={app.param("round") === "yes"}
                onWidth={network.setWidth}
                onTie={(tie) => app.cite(citationOf(tie, app.entityName))}
                onNode={select}
                onMove={network.places.move}
                onPlaced={network.setPlaced}
                describe={network.describe}
                describeFirm={network.describeFirm}
              >
                <Show when={network.places.canReset()}>{(reach) => <ResetPlaces reach={reach()} onReset={network.places.reset} />}</Show>
              </Drawing>
              <Show when={app.param("node")}>{(firm) => <Card answer={found()} firm={firm()} left={onRight(firm())} />}</Show>
            </div>
            <div id="after-drawing" tabindex="-1">
              <Show when={found().drawn.length === 0}>
                <p>{found().left.filtered.ties > 0 ? t().emptyFiltered : t().empty}</p>
              </Show>
              <Legend answer={found()} />
              <LeftOut answer={found()} placed={placed()} />
            </div>
            <Later class="exports" summary={shell().takeAway}>
              <Exports answer={found()} placed={placed()} positions={network.positions()} />
            </Later>
            <Later summary={t().table}>
              <TieTable answer={found()} />
            </Later>
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
