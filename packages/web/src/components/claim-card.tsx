import { confidenceNames, formatDate, formatStated, inLanguage, sourceKindNames, stanceNames, SUPPOSED } from "keiretsu";
import { Show } from "solid-js";
import { useApp, useWords } from "../state/app.tsx";
import type { CitedClaim } from "../worker/questions/evidence.ts";
import { evidenceWords } from "../words/evidence.ts";

/** One claim: what is said, who said it and when; the source one click further. */
export function ClaimCard(props: { readonly cited: CitedClaim; readonly chosen?: boolean }) {
  const app = useApp();
  const t = useWords(evidenceWords);
  const claim = () => props.cited.claim;
  const isSupposed = () => claim().source === SUPPOSED;
  const said = () => inLanguage(claim().paraphrase, claim().paraphraseFr, app.language());
  return (
    <article class="claim" classList={{ chosen: props.chosen === true, "is-supposed": isSupposed() }}>
      <Show when={isSupposed()}>
        <p class="supposed-mark">{t().supposed}</p>
      </Show>
      <p class="said">
        <Show when={claim().amount !== null}>
          <strong>{formatStated(claim().amount, app.language())}</strong>{" "}
        </Show>
        <span lang={said().language}>{said().text}</span>
      </p>
      <p class="quiet">
        <Show when={claim().stance !== "asserts"}>
          <strong>{stanceNames[claim().stance][app.language()]}</strong> ·{" "}
        </Show>
        {t().trueOn(formatDate(claim().validOn, app.language()))}
        <Show when={!isSupposed()}>
          {" "}
          · {t().knownOn(formatDate(claim().knownOn, app.language()))} · {confidenceNames[claim().confidence][app.language()]}
        </Show>
      </p>
      <Show when={props.cited.source} fallback={<p class="quiet">{claim().source}</p>}>
        {(source) => (
          <p class="source">
            {source().publisher},{" "}
            <Show when={/^https?:/.test(source().address)} fallback={<cite lang={source().language}>{source().title}</cite>}>
              <a href={source().address} lang={source().language} rel="noreferrer noopener" target="_blank">
                {source().title}
              </a>
            </Show>
            , {formatDate(source().publishedOn, app.language())}{" "}
            <span class="quiet">({sourceKindNames[source().kind]?.[app.language()] ?? source().kind})</span>
          </p>
        )}
      </Show>
      <p class="quiet">
        <a href={app.link("evidence", claim().id)}>
          <code>{claim().id}</code>
        </a>
      </p>
    </article>
  );
}
