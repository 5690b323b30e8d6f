import {
  type DeadLoop,
  type Loop,
  endNames,
  formatAmount,
  formatNumber,
  loopTitle,
  loopWords,
  pageWords,
  type Status,
  statuses,
  statusNames,
  statusRank,
} from "keiretsu";
import { For, Show } from "solid-js";
import { AsCommand } from "../../components/as-command.tsx";
import { Cited } from "../../components/cited.tsx";
import { Drawn } from "../../components/drawn.tsx";
import { Way } from "../../components/links.tsx";
import { Said } from "../../components/said.tsx";
import { Answered } from "../../components/states.tsx";
import { Table } from "../../components/table.tsx";
import { useAnswer, useApp, useWords } from "../../state/app.tsx";
import type { Answer } from "../../worker/questions.ts";
import { loopsWords } from "../../words/loops.ts";
import { loopsAsked } from "./asked.ts";
import { marksOf } from "./marks.ts";

const DRAWN = 3;

/** Every loop, those that carry most first; the first ones drawn; and the stated ones that carry nothing, with why. */
export function LoopList() {
  const app = useApp();
  const t = useWords(loopsWords);
  const page = useWords(pageWords);
  const words = useWords(loopWords);
  const firms = (): readonly string[] => app.param("firm")?.split(",") ?? [];
  const answer = useAnswer("loops", () => ({
    ...loopsAsked(app.route().params),
    firms: firms(),
    stated: app.param("stated") === "yes",
    feasible: app.param("feasible") === "yes",
    status: statuses.find((status) => status === app.param("weakest")) ?? null,
  }));
  const n = (value: number): string => formatNumber(value, app.language());
  return (
    <Answered of={answer}>
      {(found) => {
        const values = () => found().result.values;
        const money = (capacity: { readonly low: number | null; readonly high: number | null }): string =>
          formatAmount(capacity, found().result.unit, app.language());
        return (
          <>
            <h1>{page().anyLoops}</h1>
            <p class="lead">
              {words().found(values().counts.loops, found().contingent, values().counts.half)}{" "}
              <Show when={found().largest}>
                {(largest) => (
                  <>
                    {t().largest}{" "}
                    <a href={app.link("loops", largest().id)}>
                      <Way nodes={largest().nodes} />
                    </a>
                    ,{" "}
                    <Cited cites={{ title: loopTitle(largest(), app.entityName, app.language()), legs: largest().legs }}>
                      {money(largest().capacity)}
                    </Cited>
                    .
                  </>
                )}
              </Show>
            </p>
            <p class="quiet">
              {t().lens} {words().least}
            </p>
            <Filters firms={firms()} found={found()} />
            <p class="quiet" role="status">
              {t().shown(n(values().loops.length), n(values().counts.loops + values().counts.half))}
            </p>
            <div class="cards">
              <For each={oneOfEachWay(values().loops).slice(0, DRAWN)}>
                {(loop) => (
                  <article>
                    <h2>
                      <a href={app.link("loops", loop.id)}>{loopTitle(loop, app.entityName, app.language())}</a>
                    </h2>
                    <Drawn
                      name={`loop-${loop.nodes.join("-")}`}
                      question="loopPicture"
                      params={{ ...loopsAsked(app.route().params), id: loop.id }}
                      widest={340}
                    />
                  </article>
                )}
              </For>
            </div>
            <Table
              caption={t().list}
              none={t().none}
              rows={values().loops}
              columns={[
                {
                  head: page().loop,
                  cell: (loop) => (
                    <>
                      <a href={app.link("loops", loop.id)}>
                        <Show when={loop.title} fallback={<Way nodes={loop.nodes} half={loop.half} />}>
                          {(title) => <Said en={title()} fr={loop.titleFr} />}
                        </Show>
                      </a>
                      <Show when={loop.title}>
                        <br />
                        <span class="quiet">
                          <Way nodes={loop.nodes} half={loop.half} />
                        </span>
                      </Show>
                    </>
                  ),
                },
                {
                  head: page().carries,
                  number: true,
                  cell: (loop) => (
                    <Cited cites={{ title: loopTitle(loop, app.entityName, app.language()), legs: loop.legs }}>
                      {loop.half ? page().half : money(loop.capacity)}
                    </Cited>
                  ),
                },
                { head: t().legs, number: true, cell: (loop) => n(loop.legs.length) },
                { head: page().weakest, cell: (loop) => statusNames[loop.status][app.language()] },
                { head: t().marks, cell: (loop) => <span class="quiet">{app.spaced(marksOf(loop, app.language()).join("; "))}</span> },
              ]}
            />
            <Show when={values().dead.length > 0}>
              <h2>{page().dead}</h2>
              <Table
                caption={words().dead}
                none=""
                rows={values().dead}
                columns={[
                  {
                    head: page().loop,
                    cell: (loop) => (
                      <a href={app.link("loops", loop.id)}>
                        <Said en={loop.title} fr={loop.titleFr} />
                      </a>
                    ),
                  },
                  { head: page().why, cell: (loop) => <Ends of={loop} /> },
                ]}
              />
            </Show>
            <AsCommand
              command="loops"
              takes="loops"
              options={{
                stated: app.param("stated") === "yes",
                firm: firms(),
                contingent: app.param("contingent") === "no" ? "no" : null,
                "max-length": app.param("max-length"),
              }}
              answer={found().result}
            />
          </>
        );
      }}
    </Answered>
  );
}

/** Parallel legs make many loops of what a reader sees as one: the first of each way from firm to firm. */
function oneOfEachWay(loops: readonly Loop[]): readonly Loop[] {
  const ways = new Map(loops.toReversed().map((loop) => [loop.nodes.join(" "), loop]));
  return loops.filter((loop) => !loop.half && ways.get(loop.nodes.join(" ")) === loop);
}

/** Why a stated loop carries nothing: the legs that end it. */
export function Ends(props: { readonly of: DeadLoop }) {
  const app = useApp();
  const words = useWords(loopWords);
  return (
    <Show when={props.of.reason === "leg"} fallback={words()[props.of.reason as "open" | "length"]}>
      <For each={props.of.ends}>
        {(end, at) => (
          <>
            {at() > 0 ? "; " : ""}
            <Cited cites={{ title: app.legTitle(end.leg), legs: [end.leg] }}>{app.legTitle(end.leg)}</Cited>,{" "}
            {endNames[end.reason][app.language()]}
            <Show when={end.reason === "below-status" && end.status}> ({statusNames[end.status!][app.language()]})</Show>
          </>
        )}
      </For>
    </Show>
  );
}

function Filters(props: { readonly firms: readonly string[]; readonly found: Answer<"loops"> }) {
  const app = useApp();
  const t = useWords(loopsWords);
  const through = (firms: readonly string[]): void => app.setParams({ firm: firms.length === 0 ? null : firms.join(","), page: null });
  const check = (name: string, yes: string, value: boolean): void => app.setParams({ [name]: value ? yes : null, page: null });
  return (
    <form class="filters" onSubmit={(event) => event.preventDefault()}>
      <label class="field">
        <span>{t().through}</span>
        <select
          onChange={(event) => {
            const { value } = event.currentTarget;
            event.currentTarget.value = "";
            if (value !== "") through([...props.firms, value]);
          }}
        >
          <option value="">{t().anyFirm}</option>
          <For each={props.found.firms.filter(({ firm }) => !props.firms.includes(firm))}>
            {({ firm, count }) => (
              <option value={firm}>
                {app.entityName(firm)} ({count})
              </option>
            )}
          </For>
        </select>
      </label>
      <For each={props.firms}>
        {(firm) => (
          <button
            type="button"
            class="chip"
            aria-label={t().without(app.entityName(firm))}
            onClick={() => through(props.firms.filter((one) => one !== firm))}
          >
            {app.entityName(firm)} ×
          </button>
        )}
      </For>
      <label class="field">
        <span>{t().weakest}</span>
        <select onChange={(event) => app.setParams({ weakest: event.currentTarget.value || null, page: null })}>
          <option value="">{t().anyStatus}</option>
          <For each={statuses.filter((status: Status) => statusRank(status) >= 0)}>
            {(status) => (
              <option value={status} selected={app.param("weakest") === status}>
                {statusNames[status][app.language()]}
              </option>
            )}
          </For>
        </select>
      </label>
      <label class="field">
        <span>{t().longest}</span>
        <select
          onChange={(event) =>
            app.setParams({ "max-length": event.currentTarget.value === "4" ? null : event.currentTarget.value, page: null })
          }
        >
          <For each={["2", "3", "4", "5", "6", "8"]}>
            {(length) => (
              <option value={length} selected={(app.param("max-length") ?? "4") === length}>
                {length}
              </option>
            )}
          </For>
        </select>
      </label>
      <Check label={t().stated} on={app.param("stated") === "yes"} onChange={(on) => check("stated", "yes", on)} />
      <Check label={t().feasible} on={app.param("feasible") === "yes"} onChange={(on) => check("feasible", "yes", on)} />
      <Check label={t().guarantees} on={app.param("contingent") !== "no"} onChange={(on) => check("contingent", "no", !on)} />
    </form>
  );
}

function Check(props: { readonly label: string; readonly on: boolean; readonly onChange: (on: boolean) => void }) {
  return (
    <label class="check">
      <input type="checkbox" checked={props.on} onChange={(event) => props.onChange(event.currentTarget.checked)} />
      {props.label}
    </label>
  );
}
