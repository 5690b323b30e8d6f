import {
  colon,
  counterpartyWords,
  type Counterparty,
  flowNames,
  formatAmount,
  formatNumber,
  loopTitle,
  type MoneySum,
  moneyText,
  pageWords,
  statusNames,
} from "keiretsu";
import { For, Show } from "solid-js";
import { AsCommand } from "../../components/as-command.tsx";
import { Cited } from "../../components/cited.tsx";
import { Drawn } from "../../components/drawn.tsx";
import { FactGroups } from "../../components/fact-groups.tsx";
import { DealLinks, Firm, Way } from "../../components/links.tsx";
import { Said } from "../../components/said.tsx";
import { Sentence } from "../../components/sentence.tsx";
import { Answered } from "../../components/states.tsx";
import { Table } from "../../components/table.tsx";
import { useAnswer, useApp, useWords } from "../../state/app.tsx";
import { projectOptionsOf, viewOptionsOf } from "../../state/view-params.ts";
import type { Answer } from "../../worker/questions.ts";
import { companyWords } from "../../words/company.ts";
import { entityKindNames } from "../../words/entity-kinds.ts";
import { loopsAsked } from "../loops/asked.ts";
import { Depends } from "./depends.tsx";
import { Ties } from "./ties.tsx";

/** One firm: its money, the loops through it, what ties it to others and what is said of it. */
export function OneFirm(props: { readonly id: string }) {
  const app = useApp();
  const t = useWords(companyWords);
  const seen = () => viewOptionsOf(app.route().params);
  const asked = () => ({ view: seen(), project: projectOptionsOf(app.route().params), id: props.id });
  const answer = useAnswer("company", asked);
  const facts = useAnswer("facts", () => (answer() === undefined ? null : { view: seen(), subject: props.id }));
  return (
    <>
      <p>
        <a href={app.link("company")}>{t().back}</a>
      </p>
      <Answered of={answer}>
        {(found) => (
          <>
            <Head found={found()} />
            <section>
              <h2>{t().money}</h2>
              <Drawn name={`money-${props.id}`} question="companyPicture" params={asked()} table={<Money found={found()} />} />
              <AsCommand command="counterparties" takes="project" options={{ of: props.id }} answer={found().money} />
            </section>
            <Loops id={props.id} />
            <Ties id={props.id} />
            <Depends id={props.id} />
            <section>
              <h2>{t().facts}</h2>
              <Answered of={facts}>{(said) => <FactGroups caption={t().facts} groups={said().groups} />}</Answered>
              <AsCommand command="facts" takes="facts" options={{ subject: props.id }} />
            </section>
            <Show when={found().deals.length > 0}>
              <section>
                <h2>{t().deals}</h2>
                <DealLinks ids={found().deals} />
              </section>
            </Show>
          </>
        )}
      </Answered>
    </>
  );
}

function Head(props: { readonly found: Answer<"company"> }) {
  const app = useApp();
  const t = useWords(companyWords);
  const entity = (): Answer<"company">["entity"] => props.found.entity;
  const about = (): readonly string[] => [
    entityKindNames[entity().kind]?.[app.language()] ?? entity().kind,
    ...(entity().country === ""
      ? []
      : [new Intl.DisplayNames([app.language()], { type: "region", fallback: "code" }).of(entity().country) ?? entity().country]),
    ...(entity().aliases.length === 0 ? [] : [t().aliases(entity().aliases.join(", "))]),
    ...entity().identifiers,
  ];
  const sums = (list: readonly MoneySum[]) =>
    list.length === 0 ? (
      t().nothing
    ) : (
      <Cited cites={{ title: app.entityName(entity().id), legs: list.flatMap(({ legs }) => legs) }}>
        {moneyText(list, props.found.unit, app.language())}
      </Cited>
    );
  return (
    <>
      <h1 translate="no">{app.entityName(entity().id)}</h1>
      <p class="quiet">
        {about().join(" · ")}
        <Show when={entity().parent}>
          {(parent) => (
            <>
              {" · "}
              {t().unitOf} <Firm id={parent()} />
            </>
          )}
        </Show>
        <Show when={props.found.units.length > 0}>
          {" · "}
          {t().units}{" "}
          <For each={props.found.units}>
            {(unit, at) => (
              <>
                {at() > 0 ? ", " : ""}
                <Firm id={unit} />
              </>
            )}
          </For>
        </Show>
      </p>
      <p class="lead">
        <Sentence of={t().lead} holes={[sums(props.found.money.values.received), sums(props.found.money.values.paid)]} />
      </p>
      <p class="quiet">{t().lens}</p>
      <Show when={entity().note}>
        <p>
          <Said en={entity().note} fr={entity().noteFr} />
        </p>
      </Show>
    </>
  );
}

function Money(props: { readonly found: Answer<"company"> }) {
  const app = useApp();
  const t = useWords(companyWords);
  const words = useWords(counterpartyWords);
  const rows = () =>
    props.found.money.values.counterparties.flatMap(({ firm, paysIt, paidByIt }: Counterparty) => [
      ...paysIt.map((sum) => ({ firm, way: t().paysIt, sum })),
      ...paidByIt.map((sum) => ({ firm, way: t().isPaid, sum })),
    ]);
  return (
    <>
      <Table
        caption={t().money}
        none={words().none}
        rows={rows()}
        columns={[
          { head: words().firm, cell: ({ firm }) => <Firm id={firm} /> },
          { head: t().way, cell: ({ way, sum }) => `${way}${colon(app.language())} ${flowNames[sum.flow][app.language()]}` },
          {
            head: pageWords.gross[app.language()],
            number: true,
            cell: ({ firm, sum }) => (
              <Cited cites={{ title: app.entityName(firm), legs: sum.legs }}>{moneyText([sum], props.found.unit, app.language())}</Cited>
            ),
          },
        ]}
      />
      <p class="quiet">{words().note}</p>
    </>
  );
}

const LOOPS = 12;

function Loops(props: { readonly id: string }) {
  const app = useApp();
  const t = useWords(companyWords);
  const page = useWords(pageWords);
  const answer = useAnswer("loops", () => ({
    ...loopsAsked(app.route().params),
    firms: [props.id],
    stated: false,
    feasible: false,
    status: null,
  }));
  const n = (value: number): string => formatNumber(value, app.language());
  return (
    <section>
      <h2>{page().anyLoops}</h2>
      <Answered of={answer}>
        {(found) => (
          <Show when={found().result.values.loops.length > 0} fallback={<p>{t().noLoops}</p>}>
            <p>
              <a href={app.link("loops", "", { firm: props.id })}>
                {t().loops(n(found().result.values.loops.length), found().result.values.loops.length === 1)}
              </a>
            </p>
            <Table
              caption={page().anyLoops}
              headed
              none={t().noLoops}
              rows={found().result.values.loops.slice(0, LOOPS)}
              columns={[
                {
                  head: page().loop,
                  cell: (loop) => (
                    <a href={app.link("loops", loop.id)}>
                      <Show when={loop.title} fallback={<Way nodes={loop.nodes} half={loop.half} />}>
                        {(title) => <Said en={title()} fr={loop.titleFr} />}
                      </Show>
                    </a>
                  ),
                },
                {
                  head: page().carries,
                  number: true,
                  cell: (loop) => (
                    <Cited cites={{ title: loopTitle(loop, app.entityName, app.language()), legs: loop.legs }}>
                      {loop.half ? page().half : formatAmount(loop.capacity, found().result.unit, app.language())}
                    </Cited>
                  ),
                },
                { head: page().weakest, cell: (loop) => statusNames[loop.status][app.language()] },
              ]}
            />
          </Show>
        )}
      </Answered>
      <AsCommand command="loops" takes="loops" options={{ firm: props.id }} />
    </section>
  );
}
