import { createEffect, For, on, Show } from "solid-js";
import { useAnswer, useApp, useWords } from "../state/app.tsx";
import { viewOptionsOf } from "../state/view-params.ts";
import { evidenceWords } from "../words/evidence.ts";
import { shellWords } from "../words/shell.ts";
import { citesText } from "../state/share-link.ts";
import { ClaimCard } from "./claim-card.tsx";
import { Copy } from "./copy.tsx";
import { LegEvidence } from "./leg-evidence.tsx";
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
  // A link in the drawer leads away from it.
  createEffect(
    on(
      () => `${app.route().page}/${app.route().id}`,
      () => app.cite(null),
      { defer: true },
    ),
  );
  const answer = useAnswer("evidence", () => {
    const cited = app.cited();
    return cited === null
      ? null
      : { view: { ...viewOptionsOf(app.route().params), ...cited.view }, legs: cited.legs ?? [], claims: cited.claims ?? [] };
  });
  /** The page with this drawer open. */
  const link = (): string => {
    const { legs = [], claims = [], view = {} } = app.cited()!;
    return app.sharedLink({ cite: citesText({ legs, claims, view }) });
  };
  return (
    <dialog class="drawer" ref={dialog} aria-label={t().title} onClose={() => app.cite(null)}>
      <header>
        <h2>{app.cited()?.title ?? t().title}</h2>
        <Copy text={link}>{shell().share}</Copy>
        <button type="button" onClick={() => app.cite(null)}>
          {shell().close}
        </button>
      </header>
      <Answered of={answer}>
        {(found) => (
          <>
            <For each={found().legs}>{(row) => <LegEvidence row={row} policy={found().policy} onLeave={() => app.cite(null)} />}</For>
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
