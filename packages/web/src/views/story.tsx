import {
  colon,
  formatAmount,
  formatDate,
  formatNumber,
  formatShare,
  formatStated,
  pageWords,
  sectionWords,
  type Status,
  statusNames,
  statusRank,
} from "keiretsu";
import { createEffect, createSignal, For, onCleanup, Show } from "solid-js";
import { AsCommand } from "../components/as-command.tsx";
import { Cited } from "../components/cited.tsx";
import { Drawn } from "../components/drawn.tsx";
import { Sources } from "../components/links.tsx";
import { Said } from "../components/said.tsx";
import { Sentence } from "../components/sentence.tsx";
import { Answered } from "../components/states.tsx";
import { Table } from "../components/table.tsx";
import { useAnswer, useApp, useWords } from "../state/app.tsx";
import { projectOptionsOf, viewOptionsOf } from "../state/view-params.ts";
import type { Answer } from "../worker/questions.ts";
import { storyWords } from "../words/story.ts";

type Told = NonNullable<Answer<"story">>;
type Turn = Told["turns"][number];

/** Time to read a turn before the next one is shown. */
const PACE = 4000;

/** One promise, turn by turn: what was believed on each date, and what the headline then was. */
export default function Story() {
  const app = useApp();
  const t = useWords(storyWords);
  const seen = () => viewOptionsOf(app.route().params);
  const leg = (): string | null => app.route().id || null;
  const answer = useAnswer("story", () => ({ view: seen(), project: projectOptionsOf(app.route().params), leg: leg() }));
  return (
    <>
      <Show when={answer() === null}>
        <p class="lead">{t().none}</p>
      </Show>
      <Answered of={answer}>
        {(told) => (
          <>
            <h1>{app.legTitle(told().leg)}</h1>
            <Choose told={told()} />
            <Turns told={told()} />
            <Drawn name={`story-${told().leg}`} question="storyPicture" params={{ view: seen(), leg: told().leg }} />
            <TurnTable told={told()} />
            <p>
              <a href={app.link("deal", told().leg)}>{t().deal}</a>
            </p>
            <AsCommand command="history" takes="facts" args={[told().leg]} />
          </>
        )}
      </Answered>
    </>
  );
}

function Choose(props: { readonly told: Told }) {
  const app = useApp();
  const t = useWords(storyWords);
  return (
    <form class="filters" onSubmit={(event) => event.preventDefault()}>
      <label class="field">
        <span>{t().choose}</span>
        <select onChange={(event) => (location.hash = app.link("story", event.currentTarget.value))}>
          <For each={props.told.legs}>
            {(id) => (
              <option value={id} selected={id === props.told.leg}>
                {app.legTitle(id)}
              </option>
            )}
          </For>
        </select>
      </label>
    </form>
  );
}

/** The turn that is shown stands in the address; it plays through the others on request. */
function Turns(props: { readonly told: Told }) {
  const app = useApp();
  const t = useWords(storyWords);
  const [playing, setPlaying] = createSignal(false);
  const count = (): number => props.told.turns.length;
  const at = (): number => {
    const asked = Number(app.param("turn") ?? count());
    return Number.isInteger(asked) ? Math.min(Math.max(asked, 1), count()) : count();
  };
  const go = (to: number): void => app.setParams({ turn: String(to) }, { replace: true });
  createEffect(() => {
    if (!playing()) return;
    const timer = setInterval(() => (at() < count() ? go(at() + 1) : setPlaying(false)), PACE);
    onCleanup(() => clearInterval(timer));
  });
  const play = (): void => {
    if (!playing() && at() === count()) go(1);
    setPlaying(!playing());
  };
  const turn = (): Turn => props.told.turns[at() - 1];
  const n = (value: number): string => formatNumber(value, app.language());
  return (
    <Show when={count() > 0} fallback={<p>{t().none}</p>}>
      <div class="player" role="group" aria-label={t().table}>
        <button type="button" class="main" aria-pressed={playing()} onClick={play}>
          {playing() ? t().stop : t().play}
        </button>
        <button type="button" disabled={at() === 1} onClick={() => go(at() - 1)}>
          {t().before}
        </button>
        <button type="button" disabled={at() === count()} onClick={() => go(at() + 1)}>
          {t().after}
        </button>
        <label>
          <span class="unseen">{t().turn(n(at()), n(count()))}</span>
          <input type="range" min="1" max={count()} value={at()} onInput={(event) => go(Number(event.currentTarget.value))} />
        </label>
        <span class="quiet">{t().turn(n(at()), n(count()))}</span>
      </div>
      <div aria-live="polite">
        <Then told={props.told} turn={turn()} />
      </div>
      <p class="quiet">{t().atLeast}</p>
    </Show>
  );
}

function ended(status: Status): boolean {
  return statusRank(status) < 0;
}

function Then(props: { readonly told: Told; readonly turn: Turn }) {
  const app = useApp();
  const t = useWords(storyWords);
  const then = (): Told["byDay"][string] => props.told.byDay[props.turn.knownOn.text];
  const date = (): string => formatDate(props.turn.knownOn, app.language());
  const believed = (): Status => props.turn.belief.status ?? props.turn.status;
  const knownThen = () => ({ knownOn: props.turn.knownOn.text });
  const amount = () => (
    <Cited cites={{ title: app.legTitle(props.told.leg), legs: [props.told.leg], view: knownThen() }}>
      {formatStated(props.turn.belief.amount, app.language())}
    </Cited>
  );
  const figure = (text: string) => (
    <Cited cites={{ title: `${t().figure}, ${date()}`, legs: then().legs, view: knownThen() }}>{text}</Cited>
  );
  return (
    <>
      <p class="lead">
        <Show when={!ended(believed())} fallback={t().ended(date(), statusNames[believed()][app.language()])}>
          <Sentence of={t().believed} holes={[date(), statusNames[believed()][app.language()], amount()]} />
        </Show>
      </p>
      <p>
        <Said en={props.turn.text} fr={props.turn.textFr} />{" "}
        <Show when={props.turn.status !== believed()}>{t().says(statusNames[props.turn.status][app.language()])} </Show>
        <span class="quiet">
          (<Sources ids={[props.turn.source]} />)
        </span>
      </p>
      <p>
        <Sentence
          of={t().headline}
          holes={[
            figure(formatAmount(then().figures.gross, props.told.unit, app.language())),
            figure(formatShare(then().figures.setOffShare, app.language())),
          ]}
        />{" "}
        <Show when={then().loops > 0} fallback={t().noLoop}>
          <Sentence
            of={(count, capacity) => t().loops(count, then().loops === 1, capacity)}
            holes={[
              formatNumber(then().loops, app.language()),
              <Cited cites={{ title: t().figure, legs: then().largest?.legs ?? [props.told.leg], view: knownThen() }}>
                {formatAmount(then().largest?.capacity ?? null, props.told.unit, app.language())}
              </Cited>,
            ]}
          />
        </Show>
      </p>
    </>
  );
}

function TurnTable(props: { readonly told: Told }) {
  const app = useApp();
  const t = useWords(storyWords);
  const page = useWords(pageWords);
  const section = useWords(sectionWords);
  const then = (turn: Turn): Told["byDay"][string] => props.told.byDay[turn.knownOn.text];
  const cites = (turn: Turn) => ({
    title: `${t().figure}${colon(app.language())} ${formatDate(turn.knownOn, app.language())}`,
    legs: then(turn).legs,
    view: { knownOn: turn.knownOn.text },
  });
  return (
    <section>
      <h2>{t().table}</h2>
      <p class="quiet">{section().storyNote(formatStated(props.told.turns.at(-1)?.belief.amount ?? null, app.language()))}</p>
      <Table
        caption={t().table}
        headed
        none={t().none}
        rows={props.told.turns}
        columns={[
          {
            head: page().date,
            cell: (turn) => (
              <button
                type="button"
                class="value"
                onClick={() => app.setParams({ turn: String(props.told.turns.indexOf(turn) + 1) }, { replace: true })}
              >
                {formatDate(turn.knownOn, app.language(), "short")}
              </button>
            ),
          },
          { head: page().said, cell: (turn) => statusNames[turn.status][app.language()] },
          {
            head: page().believed,
            cell: (turn) => (
              <span classList={{ strong: turn.changes }}>{statusNames[turn.belief.status ?? turn.status][app.language()]}</span>
            ),
          },
          {
            head: t().gross,
            number: true,
            cell: (turn) => <Cited cites={cites(turn)}>{formatAmount(then(turn).figures.gross, props.told.unit, app.language())}</Cited>,
          },
          {
            head: t().figure,
            number: true,
            cell: (turn) => <Cited cites={cites(turn)}>{formatShare(then(turn).figures.setOffShare, app.language())}</Cited>,
          },
          { head: page().turn, cell: (turn) => <Said en={turn.text} fr={turn.textFr} /> },
          { head: page().sourcesOf, cell: (turn) => <Sources ids={[turn.source]} /> },
        ]}
      />
    </section>
  );
}
