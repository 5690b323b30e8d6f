import { fold, formatNumber, formatShare, formatStated, instrumentNames, statusNames, verdictNames } from "keiretsu";
import { For, type JSX, Show } from "solid-js";
import { AsCommand } from "../../components/as-command.tsx";
import { Cited } from "../../components/cited.tsx";
import { Firm } from "../../components/links.tsx";
import { Said } from "../../components/said.tsx";
import { Answered } from "../../components/states.tsx";
import { Table } from "../../components/table.tsx";
import { useAnswer, useApp, useWords } from "../../state/app.tsx";
import { viewOptionsOf } from "../../state/view-params.ts";
import type { Answer } from "../../worker/questions.ts";
import { dealWords } from "../../words/deal.ts";

type Deal = Answer<"deals">[number];
type Leg = Deal["legs"][number];

/** Every deal, leg by leg: who gives what to whom, how much, how it stands and whether it counts. */
export function DealList() {
  const app = useApp();
  const t = useWords(dealWords);
  const answer = useAnswer("deals", () => ({ view: viewOptionsOf(app.route().params) }));
  const asked = (): string => fold(app.param("q") ?? "");
  const shown = (deals: readonly Deal[]): readonly Deal[] =>
    deals.filter(
      (deal) =>
        (app.param("disputed") !== "yes" || deal.disputed) &&
        [deal.id, deal.title, deal.titleFr, ...deal.legs.flatMap((leg) => [app.entityName(leg.from), app.entityName(leg.to)])].some(
          (text) => fold(text).includes(asked()),
        ),
    );
  const n = (value: number): string => formatNumber(value, app.language());
  return (
    <Answered of={answer}>
      {(deals) => {
        const legs = () => deals().flatMap((deal) => deal.legs);
        return (
          <>
            <h1>{t().index}</h1>
            <p class="lead">
              {t().counts(n(deals().length), n(legs().length), n(legs().filter((leg) => leg.verdict === "counted").length))}
            </p>
            <p class="quiet">{t().lens}</p>
            <form class="filters" role="search" onSubmit={(event) => event.preventDefault()}>
              <label class="field">
                <span>{t().search}</span>
                <input
                  type="search"
                  value={app.param("q") ?? ""}
                  onInput={(event) => app.setParams({ q: event.currentTarget.value || null, page: null }, { replace: true })}
                />
              </label>
              <label class="check">
                <input
                  type="checkbox"
                  checked={app.param("disputed") === "yes"}
                  onChange={(event) => app.setParams({ disputed: event.currentTarget.checked ? "yes" : null, page: null })}
                />
                {t().disputedOnly}
              </label>
            </form>
            <Table
              caption={t().index}
              headed
              none={t().none}
              size={25}
              rows={shown(deals())}
              columns={[
                {
                  head: t().deal,
                  cell: (deal) => (
                    <>
                      <a href={app.link("deal", deal.id)}>
                        <Said en={deal.title} fr={deal.titleFr} />
                      </a>
                      <Show when={deal.disputed}>
                        {" "}
                        <span class="quiet">≠ {t().disputed}</span>
                      </Show>
                    </>
                  ),
                },
                {
                  head: t().parties,
                  cell: (deal) =>
                    lines(deal, (leg) => (
                      <>
                        <Firm id={leg.from} /> → <Firm id={leg.to} />
                      </>
                    )),
                },
                { head: t().what, cell: (deal) => lines(deal, (leg) => instrumentNames[leg.instrument][app.language()]) },
                {
                  head: t().amount,
                  number: true,
                  cell: (deal) =>
                    lines(deal, (leg) => (
                      <Cited cites={{ title: app.legTitle(leg.id), legs: [leg.id] }}>{formatStated(leg.amount, app.language())}</Cited>
                    )),
                },
                {
                  head: t().standing,
                  cell: (deal) =>
                    lines(
                      deal,
                      (leg) =>
                        (leg.verdict === "counted" && leg.status !== null ? statusNames[leg.status] : verdictNames[leg.verdict])[
                          app.language()
                        ],
                    ),
                },
                {
                  head: t().told,
                  number: true,
                  cell: (deal) =>
                    deal.score === null ? (
                      "–"
                    ) : (
                      <Cited cites={{ title: app.dealTitle(deal.id), legs: deal.legs.map((leg) => leg.id) }}>
                        {formatShare(deal.score, app.language())}
                      </Cited>
                    ),
                },
              ]}
            />
            <AsCommand command="disclosure" takes="view" />
          </>
        );
      }}
    </Answered>
  );
}

/** One line a leg, so that the cells of a deal stand beside each other. */
function lines(deal: Deal, cell: (leg: Leg) => JSX.Element) {
  return <For each={deal.legs}>{(leg) => <div>{cell(leg)}</div>}</For>;
}
