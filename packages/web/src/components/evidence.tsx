import { formatDate, inLanguage, policyNames, statusNames, SUPPOSED, verdictNames } from "keiretsu";
import { createEffect, For, Show } from "solid-js";
import { useAnswer, useApp, useWords } from "../state/app.tsx";
import { viewOptionsOf } from "../state/view-params.ts";
import { evidenceWords } from "../words/evidence.ts";
import { shellWords } from "../words/shell.ts";
import { ClaimCard } from "./claim-card.tsx";
import { Answered } from "./states.tsx";

/** The drawer behind every number: its legs, the claim chosen for each, why, and those that were not. */
export function Evidence() {
  const app = useApp();
  const t = useWords(evidenceWords);
  const shell = useWords(shellWords);
  let dialog!: HTMLDialogElement;
  createEffect(() => {
    if (app.cited() === null) dialog.close();
    else if (!dialog.open) dialog.showModal();
  });
  const answer = useAnswer("evidence", () => {
    const cited = app.cited();
    return cited === null
      ? null
      : { view: { ...viewOptionsOf(app.route().params), ...cited.view }, legs: cited.legs ?? [], claims: cited.claims ?? [] };
  });
  return (
    <dialog class="drawer" ref={dialog} aria-label={t().title} onClose={() => app.cite(null)}>
      <header>
        <h2>{app.cited()?.title ?? t().title}</h2>
        <button type="button" onClick={() => app.cite(null)}>
          {shell().close}
        </button>
      </header>
      <Answered of={answer}>
        {(found) => (
          <>
            <For each={found().legs}>
              {(row) => (
                <section class="leg">
                  <h3>
                    <a href={app.link("deal", row.leg.deal)} onClick={() => app.cite(null)}>
                      {inLanguage(row.leg.title, row.leg.titleFr, app.language()).text}
                    </a>
                  </h3>
                  <p class="quiet">
                    <Show when={row.status?.source === SUPPOSED || row.leg.sources.includes(SUPPOSED)}>
                      <span class="supposed-mark">{t().supposed}</span> ·{" "}
                    </Show>
                    {verdictNames[row.verdict][app.language()]} ·{" "}
                    {row.status === null
                      ? t().noStatus
                      : t().status(statusNames[row.status.status][app.language()], formatDate(row.status.validOn, app.language()))}
                  </p>
                  <Show when={row.chosen} fallback={<p>{t().noAmount}</p>}>
                    {(chosen) => (
                      <>
                        <ClaimCard cited={chosen()} chosen />
                        <details>
                          <summary>{t().why}</summary>
                          <p>
                            {chosen().claim.source === SUPPOSED
                              ? t().bySupposition
                              : row.byEditor && found().policy === "editor"
                                ? t().byEditor
                                : row.others.length === 0
                                  ? t().only
                                  : t().byPolicy(policyNames[found().policy][app.language()])}
                          </p>
                          <Show when={row.others.length > 0}>
                            <h4>{t().others}</h4>
                            <For each={row.others}>{(other) => <ClaimCard cited={other} />}</For>
                          </Show>
                        </details>
                      </>
                    )}
                  </Show>
                </section>
              )}
            </For>
            <For each={found().claims}>{(cited) => <ClaimCard cited={cited} />}</For>
            <Show when={found().unknown.length > 0}>
              <p class="quiet">{t().unknown(found().unknown.join(", "))}</p>
            </Show>
          </>
        )}
      </Answered>
    </dialog>
  );
}
