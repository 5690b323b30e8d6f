import { basisSentence, type Circularity, doubtWords, formatAmount, limitNames, type OpenLeg, type Result } from "keiretsu";
import { For, type JSX, Show } from "solid-js";
import { Cited } from "../../components/cited.tsx";
import { Firm } from "../../components/links.tsx";
import { useApp, useWords } from "../../state/app.tsx";
import { circularityWords } from "../../words/circularity.ts";

/** What the figures rest on, and what nobody has published. */
export function Unknown(props: { readonly result: Result<Circularity> }) {
  const app = useApp();
  const t = useWords(circularityWords);
  const doubt = useWords(doubtWords);
  const coverage = (): Circularity["coverage"] => props.result.values.coverage;
  return (
    <section>
      <h2>{t().known}</h2>
      <p>{app.spaced(basisSentence(props.result, app.language()))}</p>
      <Show when={coverage().legs > 0 && coverage().withoutAmount.length === 0}>
        <p>{doubt().allKnown}</p>
      </Show>
      <Listed
        title={doubt().withoutAmount}
        items={coverage().withoutAmount}
        note={coverage().withoutAmount.some((open) => open.limit === null) ? doubt().unbounded : ""}
      >
        {(open) => <Open open={open} unit={props.result.unit} />}
      </Listed>
      <Listed title={doubt().withoutCeiling} items={coverage().withoutCeiling}>
        {(open) => <Open open={open} unit={props.result.unit} />}
      </Listed>
      <Listed title={doubt().setAside} items={coverage().setAside}>
        {(leg) => <Leg id={leg} />}
      </Listed>
      <Show when={coverage().sellersWithoutAmount.length > 0}>
        <p>
          {t().silent}{" "}
          <For each={coverage().sellersWithoutAmount}>
            {(firm, at) => (
              <>
                {at() > 0 ? ", " : ""}
                <Firm id={firm} />
              </>
            )}
          </For>
        </p>
      </Show>
      <Show when={props.result.values.vendorFinanced.length > 0}>
        <p class="quiet">{doubt().undetermined}</p>
      </Show>
    </section>
  );
}

function Leg(props: { readonly id: string }) {
  const app = useApp();
  return <Cited cites={{ title: app.legTitle(props.id), legs: [props.id] }}>{app.legTitle(props.id)}</Cited>;
}

function Open(props: { readonly open: OpenLeg; readonly unit: string }) {
  const app = useApp();
  const doubt = useWords(doubtWords);
  const limit = (): OpenLeg["limit"] => props.open.limit;
  return (
    <>
      <Leg id={props.open.leg} />
      <Show when={limit()}>
        {(bound) => (
          <Cited cites={{ title: app.legTitle(props.open.leg), claims: [bound().claim] }}>
            {doubt().limit(
              limitNames[bound().kind]?.[app.language()] ?? bound().kind,
              formatAmount(bound().high, props.unit, app.language()),
            )}
          </Cited>
        )}
      </Show>
    </>
  );
}

function Listed<T>(props: {
  readonly title: string;
  readonly items: readonly T[];
  readonly note?: string;
  readonly children: (item: T) => JSX.Element;
}) {
  return (
    <Show when={props.items.length > 0}>
      <h3>
        {props.title} <small>({props.items.length})</small>
      </h3>
      <Show when={props.note}>
        <p class="quiet">{props.note}</p>
      </Show>
      <ul class="columns">
        <For each={props.items}>{(item) => <li>{props.children(item)}</li>}</For>
      </ul>
    </Show>
  );
}
