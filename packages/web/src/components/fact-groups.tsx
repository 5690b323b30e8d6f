import { claimValue, type Fact, type FactGroup, formatDate, formatNumber, predicateText, stanceNames } from "keiretsu";
import { For, Show } from "solid-js";
import { useApp, useWords } from "../state/app.tsx";
import { factsWords } from "../words/facts.ts";
import { Cited } from "./cited.tsx";
import { Sources } from "./links.tsx";
import { Said, Written } from "./said.tsx";

/** Claims side by side, by what they speak of: those that contradict one another first, then figures, then words. The chosen one is marked, the losers stay. */
export function FactGroups(props: { readonly caption: string; readonly groups: readonly FactGroup[]; readonly subjects?: boolean }) {
  const app = useApp();
  const t = useWords(factsWords);
  const groups = (): readonly FactGroup[] => [...props.groups].sort((a, b) => rank(a) - rank(b));
  const n = (value: number): string => formatNumber(value, app.language());
  const heads = (): readonly string[] => [t().value, t().when, t().known, t().said, t().source];
  return (
    <Show when={groups().length > 0} fallback={<p class="quiet">{t().none}</p>}>
      <table class="facts">
        <caption class="unseen">{props.caption}</caption>
        <thead>
          <tr>
            <For each={heads()}>{(head) => <th scope="col">{head}</th>}</For>
          </tr>
        </thead>
        <For each={groups()}>
          {(group) => (
            <tbody>
              <tr class="group">
                <th scope="rowgroup" colspan={heads().length}>
                  <Show when={props.subjects}>{app.titleOf(group.subject)}, </Show>
                  <Written {...predicateText(group.predicate, app.language(), app.entityName)} />{" "}
                  <span class="quiet">({t().counts(n(group.facts.length), n(group.origins))})</span>
                </th>
              </tr>
              <For each={group.facts}>{(fact) => <Row fact={fact} alone={group.facts.length === 1} heads={heads()} />}</For>
            </tbody>
          )}
        </For>
      </table>
    </Show>
  );
}

function rank(group: FactGroup): number {
  return group.contradictions > 0 ? 0 : group.facts.some(({ claim }) => claim.amount !== null) ? 1 : 2;
}

function Row(props: { readonly fact: Fact; readonly alone: boolean; readonly heads: readonly string[] }) {
  const app = useApp();
  const t = useWords(factsWords);
  const claim = (): Fact["claim"] => props.fact.claim;
  // Of a claim that stands alone it says nothing that a rule reads it.
  const chosen = (): boolean => props.fact.chosen && !props.alone;
  const period = (): string => (claim().period === "" ? formatDate(claim().validOn, app.language(), "short") : claim().period);
  return (
    <tr classList={{ strong: chosen(), corrected: props.fact.supersededBy !== null }}>
      <th scope="row">
        <Show when={claim().stance !== "asserts"}>{stanceNames[claim().stance][app.language()]} </Show>
        <Cited cites={{ title: claim().id, claims: [claim().id] }}>
          <Written {...claimValue(claim(), app.language(), app.entityName)} />
        </Cited>
      </th>
      <td data-label={props.heads[1]}>{period()}</td>
      <td data-label={props.heads[2]}>{formatDate(claim().knownOn, app.language(), "short")}</td>
      <td data-label={props.heads[3]}>
        <Said en={claim().paraphrase} fr={claim().paraphraseFr} />
        <span class="quiet">
          <Show when={chosen()}> ► {t().chosen}</Show>
          <Show when={props.fact.contradicts.length > 0}>
            {" "}
            ≠ {t().contradicted}{" "}
            <For each={props.fact.contradicts}>
              {(id, at) => (
                <>
                  {at() > 0 ? ", " : ""}
                  <a href={app.link("evidence", id)}>{id}</a>
                </>
              )}
            </For>
          </Show>
          <Show when={props.fact.supersededBy}>
            {(id) => (
              <>
                {" "}
                † {t().corrected} <a href={app.link("evidence", id())}>{id()}</a>
              </>
            )}
          </Show>
        </span>
      </td>
      <td data-label={props.heads[4]}>
        <Sources ids={[claim().source]} />
      </td>
    </tr>
  );
}
