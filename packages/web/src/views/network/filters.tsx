import { formatAmount, instrumentNames, statusNames } from "keiretsu";
import { For, Show } from "solid-js";
import { useApp, useWords } from "../../state/app.tsx";
import { filterParameters, listed, toggled, usualMost } from "../../state/network-params.ts";
import { entityKindNames } from "../../words/entity-kinds.ts";
import { networkWords } from "../../words/network.ts";
import type { Answer } from "../../worker/questions.ts";

/** What is drawn and what is not. Every choice stands in the address. */
export function Filters(props: { readonly answer: Answer<"network">; readonly width: number }) {
  const app = useApp();
  const t = useWords(networkWords);
  const on = (): number => filterParameters.filter((name) => app.param(name) !== null).length;
  const named = (names: Readonly<Record<string, { readonly en: string; readonly fr: string }>>) => (value: string) =>
    names[value]?.[app.language()] ?? value;
  const steps = (): readonly number[] => [1e8, 1e9, 1e10, 1e11].filter((step) => step < props.answer.scale.tie);
  const counts = (): readonly number[] => [...new Set([16, 30, 60, 100, usualMost(props.width)])].sort((a, b) => a - b);
  const most = (): string => app.param("most") ?? String(usualMost(props.width));
  return (
    <>
      <label class="field">
        <span>{t().most}</span>
        <select onChange={(event) => app.setParams({ most: event.currentTarget.value })}>
          <For each={counts()}>
            {(count) => (
              <option value={count} selected={most() === String(count)}>
                {t().mostOf(count)}
              </option>
            )}
          </For>
          <option value="all" selected={most() === "all"}>
            {t().mostAll}
          </option>
        </select>
      </label>
      <label class="check">
        <input
          type="checkbox"
          checked={app.param("round") === "yes"}
          onChange={(event) => app.setParams({ round: event.currentTarget.checked ? "yes" : null })}
        />
        {t().round}
      </label>
      <details class="filters">
        <summary>{on() === 0 ? t().filters : t().filtersOn(on())}</summary>
        <div class="filter-lists">
          <Choices param="flow" title={t().flow} facets={props.answer.facets.flows} name={(value) => t()[value as "funding"]} />
          <Choices param="status" title={t().status} facets={props.answer.facets.statuses} name={named(statusNames)} />
          <Choices
            param="instrument"
            title={t().instrument}
            facets={props.answer.facets.instruments}
            name={(value) => (value === "stake" ? t().stake : named(instrumentNames)(value))}
          />
          <Choices param="kind" title={t().kind} facets={props.answer.facets.kinds} name={named(entityKindNames)} />
          <Show when={props.answer.lens !== "owns" && steps().length > 0}>
            <label class="field">
              <span>{t().least}</span>
              <select onChange={(event) => app.setParams({ min: event.currentTarget.value || null })}>
                <option value="">{t().leastAny}</option>
                <For each={steps()}>
                  {(step) => (
                    <option value={step} selected={Number(app.param("min")) === step}>
                      {formatAmount(step, props.answer.unit, app.language())}
                    </option>
                  )}
                </For>
              </select>
            </label>
          </Show>
        </div>
      </details>
      <Show when={on() > 0}>
        <button type="button" onClick={() => app.setParams(Object.fromEntries(filterParameters.map((name) => [name, null])))}>
          {t().showAll}
        </button>
      </Show>
      <Show when={listed(app.param("hide")).length > 0}>
        <p class="hidden-list">
          {t().hidden}{" "}
          <For each={listed(app.param("hide"))}>
            {(firm) => (
              <button
                type="button"
                title={t().bringBack(app.entityName(firm))}
                aria-label={t().bringBack(app.entityName(firm))}
                onClick={() => app.setParams({ hide: toggled(listed(app.param("hide")), firm) })}
              >
                {app.entityName(firm)} ×
              </button>
            )}
          </For>
        </p>
      </Show>
      <Show when={app.param("around")}>
        {(firm) => (
          <button type="button" onClick={() => app.setParams({ around: null })}>
            {t().notAround} ({app.entityName(firm())})
          </button>
        )}
      </Show>
    </>
  );
}

/** A list of which none, some or all may be asked for; none is all. */
function Choices(props: {
  readonly param: string;
  readonly title: string;
  readonly facets: readonly { readonly value: string; readonly ties: number }[];
  readonly name: (value: string) => string;
}) {
  const app = useApp();
  const chosen = (): readonly string[] => listed(app.param(props.param));
  /** What is asked for stays on the list when this view has none of it. */
  const rows = () => [
    ...props.facets,
    ...chosen()
      .filter((value) => !props.facets.some((facet) => facet.value === value))
      .map((value) => ({ value, ties: 0 })),
  ];
  return (
    <fieldset>
      <legend>{props.title}</legend>
      <For each={rows()}>
        {(facet) => (
          <label class="check">
            <input
              type="checkbox"
              checked={chosen().includes(facet.value)}
              onChange={() => app.setParams({ [props.param]: toggled(chosen(), facet.value) })}
            />
            {props.name(facet.value)} <span class="quiet">{facet.ties}</span>
          </label>
        )}
      </For>
    </fieldset>
  );
}
