import { confidenceNames, policies, policyNames, statuses, statusNames } from "keiretsu";
import { For, Show } from "solid-js";
import { useApp, useWords } from "../state/app.tsx";
import { shellWords } from "../words/shell.ts";
import { Fold } from "./fold.tsx";

const compositions = {
  wholes: { en: "wholes", fr: "ensembles" },
  parts: { en: "parts", fr: "parties" },
  umbrellas: { en: "umbrella totals", fr: "totaux englobants" },
} as const;
const perimeters = { parent: { en: "with their parent", fr: "avec leur maison mère" }, unit: { en: "apart", fr: "séparées" } } as const;
const yesNo = { yes: { en: "counted", fr: "comptées" }, no: { en: "left out", fr: "écartées" } } as const;

/** How the casebook is seen: the two dates, how firm, which amounts. Every choice stands in the address; what is not the default is marked. */
export function ViewBar() {
  const app = useApp();
  const t = useWords(shellWords);
  const counted = statuses.filter((status) => !["lapsed", "denied"].includes(status));
  const touched = (): number => changed.filter((name) => app.param(name) !== null).length;
  return (
    <Fold class="seen" summary={touched() === 0 ? t().seen : `${t().seen} · ${t().touched(touched())}`}>
      <form class="view-bar" onSubmit={(event) => event.preventDefault()}>
        <Day name="valid" label={t().trueOn} />
        <Day name="known" label={t().knownOn} />
        <Choice
          name="at-least"
          label={t().atLeast}
          fallback="announced"
          choices={counted.map((status) => [status, statusNames[status][app.language()]])}
        />
        <Choice
          name="policy"
          label={t().policy}
          fallback="editor"
          choices={policies.map((policy) => [policy, policyNames[policy][app.language()]])}
        />
        <details class="more">
          <summary>{t().moreChoices}</summary>
          <div class="fields">
            <Choice
              name="confidence"
              label={t().confidence}
              fallback=""
              choices={[
                ["", t().anyEvidence],
                ...Object.entries(confidenceNames).map(([key, name]) => [key, name[app.language()]] as const),
              ]}
            />
            <Choice name="composition" label={t().composition} fallback="wholes" choices={named(compositions, app.language())} />
            <Choice
              name="chapter"
              label={t().chapters}
              fallback=""
              choices={[
                ["", t().headlineChapters],
                ["all", t().allChapters],
                ...(app.names()?.allChapters ?? []).map((chapter) => [chapter, chapter] as const),
              ]}
            />
            <Choice name="perimeter" label={t().perimeter} fallback="parent" choices={named(perimeters, app.language())} />
            <Choice name="in-kind" label={t().inKind} fallback="yes" choices={named(yesNo, app.language())} />
            <Choice name="contingent" label={t().contingent} fallback="no" choices={named(yesNo, app.language())} />
          </div>
        </details>
        <Show when={touched() > 0}>
          <button type="button" onClick={() => app.setParams(Object.fromEntries(changed.map((name) => [name, null])))}>
            {t().reset}
          </button>
        </Show>
      </form>
    </Fold>
  );
}

const changed = ["valid", "known", "at-least", "policy", "confidence", "composition", "chapter", "perimeter", "in-kind", "contingent"];

function named<K extends string>(
  names: Readonly<Record<K, { readonly en: string; readonly fr: string }>>,
  language: "en" | "fr",
): (readonly [string, string])[] {
  return (Object.keys(names) as K[]).map((key) => [key, names[key][language]] as const);
}

function Day(props: { readonly name: string; readonly label: string }) {
  const app = useApp();
  return (
    <label class="field" classList={{ changed: app.param(props.name) !== null }}>
      <span>{props.label}</span>
      <input
        type="date"
        value={app.param(props.name) ?? ""}
        onChange={(event) => app.setParams({ [props.name]: event.currentTarget.value || null })}
      />
    </label>
  );
}

function Choice(props: {
  readonly name: string;
  readonly label: string;
  readonly fallback: string;
  readonly choices: readonly (readonly [value: string, name: string])[];
}) {
  const app = useApp();
  const value = (): string => app.param(props.name) ?? props.fallback;
  return (
    <label class="field" classList={{ changed: value() !== props.fallback }}>
      <span>{props.label}</span>
      <select
        onChange={(event) =>
          app.setParams({ [props.name]: event.currentTarget.value === props.fallback ? null : event.currentTarget.value })
        }
      >
        <For each={props.choices}>
          {([key, name]) => (
            <option value={key} selected={key === value()}>
              {name}
            </option>
          )}
        </For>
      </select>
    </label>
  );
}
