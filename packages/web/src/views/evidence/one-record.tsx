import { colon, formatDate, predicateText, sourceKindNames, statusNames } from "keiretsu";
import { For, type JSX, Show } from "solid-js";
import { ClaimCard } from "../../components/claim-card.tsx";
import { Cited } from "../../components/cited.tsx";
import { Sources } from "../../components/links.tsx";
import { Said, Written } from "../../components/said.tsx";
import { Answered } from "../../components/states.tsx";
import { useAnswer, useApp, useWords } from "../../state/app.tsx";
import { viewOptionsOf } from "../../state/view-params.ts";
import type { Answer } from "../../worker/questions.ts";
import { recordsWords } from "../../words/records.ts";

type Found = Answer<"record">;
type OfClaim = Extract<Found, { readonly kind: "claim" }>;
type OfSource = Extract<Found, { readonly kind: "source" }>;

function claim(found: Found): OfClaim | null {
  return found.kind === "claim" ? found : null;
}

function source(found: Found): OfSource | null {
  return found.kind === "source" ? found : null;
}

/** One claim with what others make of it, or one source with all that it says. */
export function OneRecord(props: { readonly id: string }) {
  const app = useApp();
  const t = useWords(recordsWords);
  const answer = useAnswer("record", () => ({ view: viewOptionsOf(app.route().params), id: props.id }));
  return (
    <>
      <p>
        <a href={app.link("evidence")}>{t().back}</a>
      </p>
      <Answered of={answer}>
        {(found) => (
          <>
            <Show when={claim(found())}>{(one) => <OneClaim found={one()} />}</Show>
            <Show when={source(found())}>{(one) => <OneSource found={one()} />}</Show>
            <p class="quiet">{t().place(found().place.file, String(found().place.line))}</p>
          </>
        )}
      </Answered>
    </>
  );
}

function OneClaim(props: { readonly found: OfClaim }) {
  const app = useApp();
  const t = useWords(recordsWords);
  const said = () => props.found.cited.claim;
  const cards = (title: string, list: OfClaim["against"]): JSX.Element => (
    <Show when={list.length > 0}>
      <h2>{title}</h2>
      <div class="sides">
        <For each={list}>{(cited) => <ClaimCard cited={cited} />}</For>
      </div>
    </Show>
  );
  return (
    <>
      <h1>
        {app.titleOf(said().subject)}, <Written {...predicateText(said().predicate, app.language(), app.entityName)} />
      </h1>
      <ClaimCard cited={props.found.cited} chosen={props.found.reads.length > 0} />
      <Show when={!props.found.seen}>
        <p>{t().unseen}</p>
      </Show>
      <Show when={props.found.origin !== said().source}>
        <p>
          {t().origin}
          {colon(app.language())} <Sources ids={[props.found.origin]} />
        </p>
      </Show>
      <h2>{t().reads}</h2>
      <Show when={props.found.reads.length > 0} fallback={<p>{t().readsNone}</p>}>
        <ul>
          <For each={props.found.reads}>
            {(leg) => (
              <li>
                <Cited cites={{ title: app.legTitle(leg), legs: [leg] }}>{app.legTitle(leg)}</Cited>
              </li>
            )}
          </For>
        </ul>
      </Show>
      {cards(t().correctedBy, props.found.correctedBy === null ? [] : [props.found.correctedBy])}
      {cards(t().corrects, props.found.corrects === null ? [] : [props.found.corrects])}
      {cards(t().against, props.found.against)}
      {cards(t().beside, props.found.beside)}
    </>
  );
}

function OneSource(props: { readonly found: OfSource }) {
  const app = useApp();
  const t = useWords(recordsWords);
  const page = () => props.found.listed.source;
  return (
    <>
      <h1 lang={page().language}>{page().title}</h1>
      <p>
        {page().publisher}
        <Show when={page().author}>, {page().author}</Show>, {formatDate(page().publishedOn, app.language())}{" "}
        <span class="quiet">({sourceKindNames[page().kind]?.[app.language()] ?? page().kind})</span>
      </p>
      <Show when={/^https?:/.test(page().address)}>
        <p>
          <a href={page().address} rel="noreferrer noopener" target="_blank">
            {page().address}
          </a>
        </p>
      </Show>
      <Show when={page().origin}>
        {(origin) => (
          <p>
            {t().relays}
            {colon(app.language())} <Sources ids={[origin()]} />
          </p>
        )}
      </Show>
      <Show when={props.found.listed.relayedBy.length > 0}>
        <p>
          {t().relayedBy}
          {colon(app.language())} <Sources ids={props.found.listed.relayedBy} />
        </p>
      </Show>
      <Show when={page().note}>
        <p lang="en">{page().note}</p>
      </Show>
      <Show when={props.found.claims.length > 0}>
        <h2>{t().tells}</h2>
        <div class="sides">
          <For each={props.found.claims}>{(cited) => <ClaimCard cited={cited} />}</For>
        </div>
      </Show>
      <Show when={props.found.turns.length > 0}>
        <h2>{t().turns}</h2>
        <ul>
          <For each={props.found.turns}>
            {(turn) => (
              <li>
                <a href={app.link("deal", turn.leg)}>{app.legTitle(turn.leg)}</a>
                {colon(app.language())} {statusNames[turn.status][app.language()]}, {formatDate(turn.validOn, app.language(), "short")}.{" "}
                <Said en={turn.note} fr={turn.noteFr} />
              </li>
            )}
          </For>
        </ul>
      </Show>
    </>
  );
}
