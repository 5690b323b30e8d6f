import { doubtWords, predicateText } from "keiretsu";
import { For, Show } from "solid-js";
import { ClaimCard } from "../../components/claim-card.tsx";
import { Written } from "../../components/said.tsx";
import { Answered } from "../../components/states.tsx";
import { useAnswer, useApp, useWords } from "../../state/app.tsx";
import { viewOptionsOf } from "../../state/view-params.ts";
import { recordsWords } from "../../words/records.ts";

/** Where sources contradict each other: both sides, side by side; the one that the view reads is marked. */
export function Disputes() {
  const app = useApp();
  const t = useWords(recordsWords);
  const doubt = useWords(doubtWords);
  const answer = useAnswer("disputes", () => ({ view: viewOptionsOf(app.route().params) }));
  const ids = (): readonly string[] => answer()?.conflicts.flatMap(({ claims }) => claims.map(({ id }) => id)) ?? [];
  const cited = useAnswer("evidence", () =>
    ids().length === 0 ? null : { view: viewOptionsOf(app.route().params), legs: [], claims: ids() },
  );
  const sourceOf = (id: string) => cited()?.claims.find(({ claim }) => claim.id === id)?.source ?? null;
  return (
    <Answered of={answer}>
      {(found) => (
        <Show when={found().conflicts.length > 0} fallback={<p>{doubt().noConflicts}</p>}>
          <p>{doubt().conflictNote}</p>
          <For each={found().conflicts}>
            {(conflict) => (
              <section>
                <h2 class="dispute">
                  {app.titleOf(conflict.subject)}, <Written {...predicateText(conflict.predicate, app.language(), app.entityName)} />{" "}
                  <small>({doubt().origins(conflict.origins)})</small>
                </h2>
                <div class="sides">
                  <For each={conflict.claims}>
                    {(claim) => (
                      <div>
                        <ClaimCard cited={{ claim, source: sourceOf(claim.id) }} chosen={found().chosen.includes(claim.id)} />
                        <Show when={found().chosen.includes(claim.id)}>
                          <p class="quiet">► {t().chosen}</p>
                        </Show>
                      </div>
                    )}
                  </For>
                </div>
              </section>
            )}
          </For>
        </Show>
      )}
    </Answered>
  );
}
