import { formatDate, policyNames, statusNames, SUPPOSED, verdictNames } from "keiretsu";
import { For, Show } from "solid-js";
import { useApp, useWords } from "../state/app.tsx";
import type { Answer } from "../worker/questions.ts";
import { evidenceWords } from "../words/evidence.ts";
import { ClaimCard } from "./claim-card.tsx";
import { Said } from "./said.tsx";

type Evidence = Answer<"evidence">;

/** What the number of a leg rests on: its standing, the claim chosen, why, and those that were not. */
export function LegEvidence(props: {
  readonly row: Evidence["legs"][number];
  readonly policy: Evidence["policy"];
  readonly onLeave?: () => void;
}) {
  const app = useApp();
  const t = useWords(evidenceWords);
  const row = (): Evidence["legs"][number] => props.row;
  return (
    <section class="leg">
      <h3>
        <a href={app.link("deal", row().leg.deal)} onClick={() => props.onLeave?.()}>
          <Said en={row().leg.title} fr={row().leg.titleFr} />
        </a>
      </h3>
      <p class="quiet">
        <Show when={row().status?.source === SUPPOSED || row().leg.sources.includes(SUPPOSED)}>
          <span class="supposed-mark">{t().supposed}</span> ·{" "}
        </Show>
        {verdictNames[row().verdict][app.language()]} ·{" "}
        <Show when={row().status} fallback={t().noStatus}>
          {(status) => <>{t().status(statusNames[status().status][app.language()], formatDate(status().validOn, app.language()))}</>}
        </Show>
      </p>
      <Show when={row().chosen} fallback={<p>{t().noAmount}</p>}>
        {(chosen) => (
          <>
            <ClaimCard cited={chosen()} chosen />
            <details>
              <summary>{t().why}</summary>
              <p>
                {chosen().claim.source === SUPPOSED
                  ? t().bySupposition
                  : row().byEditor && props.policy === "editor"
                    ? t().byEditor
                    : row().others.length === 0
                      ? t().only
                      : t().byPolicy(policyNames[props.policy][app.language()])}
              </p>
              <Show when={row().others.length > 0}>
                <h4>{t().others}</h4>
                <For each={row().others}>{(other) => <ClaimCard cited={other} />}</For>
              </Show>
            </details>
          </>
        )}
      </Show>
    </section>
  );
}
