import { colon, formatDate, sentenceOf, statusNames, type Tie } from "keiretsu";
import { createEffect, createSignal, For, onCleanup, Show } from "solid-js";
import { Cited } from "../../components/cited.tsx";
import { useAnswer, useApp, useWords } from "../../state/app.tsx";
import { dateAt, stepOf } from "../../state/stepping.ts";
import { projectOptionsOf, viewOptionsOf } from "../../state/view-params.ts";
import { tieAmount } from "../../words/tie-amount.ts";
import { timeWords } from "../../words/time.ts";
import type { Answer } from "../../worker/questions.ts";
import type { TieChange } from "../../worker/questions/network-changes.ts";
import { citationOf } from "./citation.ts";

type Axis = "valid" | "known";

const speeds = { slow: 2600, usual: 1300, fast: 500 } as const;
/** How many changes are told; the others are counted. */
const TOLD = 5;
/** Moves within this time are one move: they leave one step in the history. */
const ONE_MOVE = 1500;

/** Two dates as sliders over the days on which the picture may change, and what changed at the last of these days. */
export function Time(props: { readonly answer: Answer<"network">; readonly busy: boolean }) {
  const app = useApp();
  const t = useWords(timeWords);
  /** The date that was moved last: it is played, and what it changed is told. */
  const axis = (): Axis => (app.param("axis") as Axis | null) ?? usualAxis(app.param("known"), app.param("valid"));
  const turnTo = (which: Axis, dates: Partial<Record<Axis, string | null>> = {}): Readonly<Record<string, string | null>> => {
    const { known, valid } = { known: app.param("known"), valid: app.param("valid"), ...dates };
    return { ...dates, axis: which === usualAxis(known, valid) ? null : which };
  };
  const [playing, setPlaying] = createSignal(false);
  const [speed, setSpeed] = createSignal<keyof typeof speeds>("usual");
  const dates = useAnswer("networkDates", () => ({ chapters: viewOptionsOf(app.route().params).chapters }));
  const days = (which: Axis): readonly string[] => dates()?.[which] ?? [];
  const step = (which: Axis): number => stepOf(days(which), app.param(which));
  let lastMove = 0;
  const go = (which: Axis, to: number): void => {
    const replace = performance.now() - lastMove < ONE_MOVE;
    lastMove = performance.now();
    app.setParams(turnTo(which, { [which]: dateAt(days(which), to) }), { replace });
  };
  const move = (by: number): void => go(axis(), Math.min(Math.max(step(axis()) + by, 0), days(axis()).length));

  createEffect(() => {
    if (!playing()) return;
    if (step(axis()) >= days(axis()).length) {
      setPlaying(false);
      return;
    }
    // The next step waits for the picture of this one.
    if (props.busy) return;
    const timer = setTimeout(() => {
      lastMove = performance.now();
      app.setParams(turnTo(axis(), { [axis()]: dateAt(days(axis()), step(axis()) + 1) }), { replace: true });
    }, speeds[speed()]);
    onCleanup(() => clearTimeout(timer));
  });
  const play = (): void => {
    if (!playing() && step(axis()) >= days(axis()).length) go(axis(), 0);
    setPlaying(!playing());
  };

  const changes = useAnswer("networkChanges", () => {
    const now = step(axis());
    if (app.param(axis()) === null || now < 1) return null;
    const after = viewOptionsOf(app.route().params);
    const date = dateAt(days(axis()), now - 1);
    return {
      lens: props.answer.lens,
      project: projectOptionsOf(app.route().params),
      before: { ...after, ...(axis() === "known" ? { knownOn: date } : { validOn: date }) },
      after,
    };
  });
  const told = (): string => formatDate(dateAt(days(axis()), step(axis())), app.language());
  return (
    <section class="time" aria-label={t().title}>
      <For each={["valid", "known"] as const}>
        {(which) => (
          <label class="field slider">
            <span>
              {t()[which]}
              {colon(app.language())}{" "}
              <strong>{app.param(which) === null ? t().noLimit : formatDate(app.param(which), app.language())}</strong>
            </span>
            <input
              type="range"
              min="0"
              max={days(which).length}
              value={step(which)}
              disabled={days(which).length === 0}
              aria-valuetext={app.param(which) === null ? t().noLimit : formatDate(app.param(which), app.language())}
              onInput={(event) => go(which, Number(event.currentTarget.value))}
            />
          </label>
        )}
      </For>
      <p class="play">
        <button type="button" aria-label={t().back} title={t().back} disabled={step(axis()) === 0} onClick={() => move(-1)}>
          ‹
        </button>
        <button type="button" class="main" onClick={play} disabled={days(axis()).length === 0}>
          {playing() ? t().pause : t().play}
        </button>
        <button type="button" aria-label={t().on} title={t().on} disabled={step(axis()) >= days(axis()).length} onClick={() => move(1)}>
          ›
        </button>
        <label class="field">
          <span>{t().which}</span>
          <select onChange={(event) => app.setParams(turnTo(event.currentTarget.value as Axis), { replace: true })}>
            <For each={["known", "valid"] as const}>
              {(which) => (
                <option value={which} selected={axis() === which}>
                  {t()[which]}
                </option>
              )}
            </For>
          </select>
        </label>
        <label class="field">
          <span>{t().speed}</span>
          <select onChange={(event) => setSpeed(event.currentTarget.value as keyof typeof speeds)}>
            <For each={["slow", "usual", "fast"] as const}>
              {(one) => (
                <option value={one} selected={speed() === one}>
                  {t()[one]}
                </option>
              )}
            </For>
          </select>
        </label>
      </p>
      <p class="turns" aria-live="polite">
        <Show when={app.param(axis()) !== null && changes()}>
          {(found) => (
            <>
              {axis() === "known" ? t().changedKnown(told()) : t().changedValid(told())}{" "}
              <Show when={found().length > 0} fallback={t().nothing}>
                <For each={found().slice(0, TOLD)}>
                  {(change, at) => (
                    <>
                      {at() > 0 ? "; " : ""}
                      <Cited cites={citationOf(change.tie, app.entityName)}>{changeWords(change, props.answer, app, t())}</Cited>
                    </>
                  )}
                </For>
                {found().length > TOLD ? `; ${t().more(found().length - TOLD)}` : ""}.
              </Show>
            </>
          )}
        </Show>
      </p>
    </section>
  );
}

function changeWords(
  { what, tie, before }: TieChange,
  answer: Answer<"network">,
  app: ReturnType<typeof useApp>,
  t: ReturnType<ReturnType<typeof useWords<typeof timeWords>>>,
): string {
  const language = app.language();
  const said = sentenceOf(answer.lens, language, app.entityName(tie.from), app.entityName(tie.to));
  const amount = (one: Tie): string => tieAmount(one, answer, language);
  const status = (one: Tie): string => (one.status === null ? "" : statusNames[one.status][language]);
  switch (what) {
    case "begins":
      return t.begins(said, amount(tie), tie.status === null ? "" : ` (${status(tie)})`);
    case "ends":
      return t.ends(said, amount(before ?? tie));
    case "status":
      return t.status(said, status(before!), status(tie));
    default:
      return t.amount(said, amount(before!), amount(tie));
  }
}

/** Where the address does not say which date is looked at. */
function usualAxis(known: string | null, valid: string | null): Axis {
  return known === null && valid !== null ? "valid" : "known";
}
