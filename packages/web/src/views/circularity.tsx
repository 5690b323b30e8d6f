import {
  answerWords,
  choiceExtremes,
  type Circularity as Panel,
  formatAmount,
  formatNumber,
  formatShare,
  pageWords,
  type Result,
  sectionWords,
  type Spread,
  spreadWords,
  statusNames,
} from "keiretsu";
import { createSignal, Show } from "solid-js";
import { AsCommand } from "../components/as-command.tsx";
import { Cited } from "../components/cited.tsx";
import { Drawn } from "../components/drawn.tsx";
import { Way } from "../components/links.tsx";
import { Sentence } from "../components/sentence.tsx";
import { Answered } from "../components/states.tsx";
import { Table } from "../components/table.tsx";
import { useAnswer, useApp, useWords } from "../state/app.tsx";
import { projectOptionsOf, viewOptionsOf, wholeOf } from "../state/view-params.ts";
import type { Params } from "../worker/questions.ts";
import { circularityWords } from "../words/circularity.ts";
import { Figures, grossLegs } from "./circularity/figures.tsx";
import { SpreadTable } from "./circularity/spread-table.tsx";
import { Unknown } from "./circularity/unknown.tsx";
import { Vendors } from "./circularity/vendors.tsx";

const LENGTHS = { least: 2, most: 12 };

/** How much of the money is the same money going round, and how far the answer hangs on the analyst's choices. */
export default function Circularity() {
  const app = useApp();
  const t = useWords(circularityWords);
  const page = useWords(pageWords);
  const words = useWords(spreadWords);
  const [done, setDone] = createSignal(0);
  const maxLength = (): number => wholeOf(app.route().params, "max-length", LENGTHS);
  const asked = (): Params<"headline"> => ({
    view: viewOptionsOf(app.route().params),
    project: { ...projectOptionsOf(app.route().params), maxLength: maxLength() },
  });
  const askedSpread = (): Params<"spread"> => {
    const amounts = app.param("amounts");
    return {
      view: viewOptionsOf(app.route().params),
      project: projectOptionsOf(app.route().params),
      amounts: amounts === "low" || amounts === "high" ? amounts : "point",
      maxLength: maxLength(),
    };
  };
  const answer = useAnswer("headline", asked);
  // The other choices take longest: what the page leads with comes first.
  const spread = useAnswer("spread", () => (answer() === undefined ? null : askedSpread()), {
    onProgress: (share) => setDone(share as number),
  });
  return (
    <Answered of={answer}>
      {(result) => (
        <>
          <Lead result={result()} spread={spread()} />
          <p class="quiet">{t().lens(result().unit)}</p>
          <Figures result={result()} />
          <section>
            <h2>{page().spread}</h2>
            <p>{words().note}</p>
            <Show when={spread.loading()}>
              <p class="quiet" role="status">
                {t().computing(formatShare(done(), app.language()))} <progress value={done()} aria-label={t().computing("")} />
              </p>
            </Show>
            <Answered of={spread}>
              {(found) => (
                <>
                  <Drawn name="spread" question="spreadPicture" params={askedSpread()} />
                  <SpreadTable result={found()} asked={askedSpread()} />
                </>
              )}
            </Answered>
            <AsCommand
              command="spread"
              takes="project"
              options={ownOptions(app.route().params, ["max-length", "amounts"])}
              answer={spread()}
            />
          </section>
          <Vendors result={result()} asked={asked()} />
          <Loops result={result()} />
          <Unknown result={result()} />
          <AsCommand command="circularity" takes="project" options={ownOptions(app.route().params, ["max-length"])} answer={result()} />
        </>
      )}
    </Answered>
  );
}

function ownOptions(params: Readonly<Record<string, string>>, names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.flatMap((name) => (params[name] === undefined ? [] : [[name, params[name]]])));
}

/** The answer in a sentence, what bounds it, and the choice that moves it most. */
function Lead(props: { readonly result: Result<Panel>; readonly spread: Result<Spread> | undefined }) {
  const app = useApp();
  const t = useWords(circularityWords);
  const page = useWords(pageWords);
  const answer = useWords(answerWords);
  const section = useWords(sectionWords);
  const money = (value: number | null | { readonly low: number | null; readonly high: number | null }): string =>
    formatAmount(value, props.result.unit, app.language());
  const share = (value: Parameters<typeof formatShare>[0]): string => formatShare(value, app.language());
  const values = (): Panel => props.result.values;
  const gross = () => <Cited cites={{ title: page().gross, legs: grossLegs(values()) }}>{money(values().gross.point)}</Cited>;
  const setOff = (text: string) => <Cited cites={{ title: page().setOff, legs: values().setOff.legs }}>{text}</Cited>;
  const moves = () => {
    const most = props.spread && choiceExtremes(props.spread.values, app.language());
    return most ? section().moves(most.choice, most.low, share(most.lowShare), most.high, share(most.highShare)) : "";
  };
  return (
    <>
      <Show when={!props.result.converged}>
        <p class="fault" role="alert">
          {t().notConverged}
        </p>
      </Show>
      <p class="lead">
        <Show when={values().gross.point} fallback={answer().noAmount}>
          <Show when={values().setOff.point} fallback={<Sentence of={answer().none} holes={[gross()]} />}>
            <Sentence
              of={answer().lead}
              holes={[gross(), setOff(money(values().setOff.point)), setOff(share(values().shares.setOff.point))]}
            />
          </Show>
        </Show>
      </p>
      <Show when={values().gross.point}>
        <p>
          {answer().bounds(money(values().setOff), money(values().gross))} {answer().range(share(values().shares.setOff))} {moves()}
        </p>
      </Show>
    </>
  );
}

function Loops(props: { readonly result: Result<Panel> }) {
  const app = useApp();
  const t = useWords(circularityWords);
  const page = useWords(pageWords);
  return (
    <section>
      <h2>{t().loops}</h2>
      <Table
        caption={t().loops}
        headed
        none={t().none}
        rows={props.result.values.loops}
        columns={[
          {
            head: page().loop,
            cell: (loop) => (
              <a href={app.link("loops", loop.id)}>
                <Way nodes={loop.nodes} />
              </a>
            ),
          },
          {
            head: page().carries,
            number: true,
            cell: (loop) => (
              <Cited cites={{ title: loop.nodes.map(app.entityName).join(" → "), legs: loop.legs }}>
                {formatAmount(loop.capacity, props.result.unit, app.language())}
              </Cited>
            ),
          },
          { head: page().weakest, cell: (loop) => statusNames[loop.status][app.language()] },
        ]}
      />
      <p>
        <a href={app.link("loops")}>{t().allLoops(formatNumber(props.result.values.loopCount, app.language()))}</a>
      </p>
    </section>
  );
}
