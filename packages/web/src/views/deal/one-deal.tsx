import {
  type Belief,
  claimValue,
  colon,
  disclosureNames,
  disclosureWords,
  formatDate,
  formatNumber,
  formatShare,
  formatStated,
  instrumentNames,
  pageWords,
  statusNames,
  verdictNames,
} from "keiretsu";
import { For, Show } from "solid-js";
import { AsCommand } from "../../components/as-command.tsx";
import { Cited } from "../../components/cited.tsx";
import { Drawn } from "../../components/drawn.tsx";
import { FactGroups } from "../../components/fact-groups.tsx";
import { LegEvidence } from "../../components/leg-evidence.tsx";
import { Firm, Sources } from "../../components/links.tsx";
import { Said, Written } from "../../components/said.tsx";
import { Answered } from "../../components/states.tsx";
import { Table } from "../../components/table.tsx";
import { useAnswer, useApp, useWords } from "../../state/app.tsx";
import { viewOptionsOf } from "../../state/view-params.ts";
import type { Answer } from "../../worker/questions.ts";
import { dealWords } from "../../words/deal.ts";

type Found = Answer<"deal">;

/** One deal: legs, history, claims for and against, conditions, wholes and parts, how much is told. */
export function OneDeal(props: { readonly id: string }) {
  const app = useApp();
  const t = useWords(dealWords);
  const view = () => viewOptionsOf(app.route().params);
  const answer = useAnswer("deal", () => ({ view: view(), id: props.id }));
  const legs = (): readonly string[] => answer()?.rows.map((row) => row.leg.id) ?? [];
  const evidence = useAnswer("evidence", () => (legs().length === 0 ? null : { view: view(), legs: legs(), claims: [] }));
  return (
    <>
      <p>
        <a href={app.link("deal")}>{t().back}</a>
      </p>
      <Answered of={answer}>
        {(found) => (
          <>
            <h1>
              <Said en={found().deal.title} fr={found().deal.titleFr} />
            </h1>
            <p class="lead">
              {t().lead(
                formatNumber(found().rows.length, app.language()),
                found().rows.length === 1,
                formatNumber(found().rows.filter((row) => row.verdict === "counted").length, app.language()),
              )}
            </p>
            <p class="quiet">{t().lens}</p>
            <Legs found={found()} />
            <Show when={legs().length > 0}>
              <section>
                <h2>{t().inTime}</h2>
                <Drawn name={`deal-${found().deal.id}`} question="spansPicture" params={{ view: view(), legs: legs() }} />
              </section>
            </Show>
            <History found={found()} />
            <section>
              <h2>{t().facts}</h2>
              <FactGroups caption={t().facts} groups={found().facts} subjects />
              <AsCommand command="facts" takes="facts" options={{ subject: found().deal.id }} />
            </section>
            <Conditions found={found()} />
            <Structure found={found()} />
            <Told found={found()} />
            <section>
              <h2>{t().evidence}</h2>
              <Answered of={evidence}>
                {(rows) => <For each={rows().legs}>{(row) => <LegEvidence row={row} policy={rows().policy} />}</For>}
              </Answered>
            </section>
          </>
        )}
      </Answered>
    </>
  );
}

function Legs(props: { readonly found: Found }) {
  const app = useApp();
  const t = useWords(dealWords);
  return (
    <Table
      caption={t().legs}
      none={t().noTurns}
      rows={props.found.rows}
      columns={[
        {
          head: t().leg,
          cell: ({ leg }) => <Said en={leg.title} fr={leg.titleFr} />,
        },
        {
          head: t().parties,
          cell: ({ leg }) => (
            <>
              <Firm id={leg.from} /> → <Firm id={leg.to} />
            </>
          ),
        },
        { head: t().what, cell: ({ leg }) => instrumentNames[leg.instrument][app.language()] },
        {
          head: t().amount,
          number: true,
          cell: ({ leg, amount }) => (
            <Cited cites={{ title: app.legTitle(leg.id), legs: [leg.id] }}>{formatStated(amount, app.language())}</Cited>
          ),
        },
        {
          head: t().term,
          number: true,
          cell: ({ leg }) => (leg.termYears === null ? "–" : t().years(formatNumber(leg.termYears, app.language()))),
        },
        {
          head: t().standing,
          cell: ({ status }) =>
            status === null
              ? t().noTurns
              : `${statusNames[status.status][app.language()]}, ${formatDate(status.validOn, app.language(), "short")}`,
        },
        { head: t().counts_, cell: ({ verdict }) => verdictNames[verdict][app.language()] },
      ]}
    />
  );
}

function History(props: { readonly found: Found }) {
  const app = useApp();
  const t = useWords(dealWords);
  const page = useWords(pageWords);
  const several = (): boolean => props.found.rows.length > 1;
  const belief = ({ status, amount }: Belief): string =>
    status === null
      ? formatStated(amount, app.language())
      : `${statusNames[status][app.language()]}, ${formatStated(amount, app.language())}`;
  return (
    <section>
      <h2>{t().history}</h2>
      <Table
        caption={t().history}
        headed
        none={t().noTurns}
        page="turns"
        rows={props.found.turns}
        columns={[
          {
            head: page().date,
            cell: (turn) => <span classList={{ strong: turn.changes }}>{formatDate(turn.knownOn, app.language(), "short")}</span>,
          },
          ...(several() ? [{ head: t().leg, cell: (turn: Found["turns"][number]) => app.legTitle(turn.leg) }] : []),
          {
            head: page().said,
            cell: (turn) =>
              turn.status !== null ? (
                statusNames[turn.status][app.language()]
              ) : (
                <Cited cites={{ title: turn.claim!.id, claims: [turn.claim!.id] }}>
                  <Written {...claimValue(turn.claim!, app.language(), app.entityName)} />
                </Cited>
              ),
          },
          { head: page().believed, cell: (turn) => <span classList={{ strong: turn.changes }}>{belief(turn.belief)}</span> },
          { head: page().turn, cell: (turn) => <Said en={turn.text} fr={turn.textFr} /> },
          { head: page().sourcesOf, cell: (turn) => <Sources ids={[turn.source]} /> },
        ]}
      />
      <For
        each={props.found.rows.filter(
          (row) => props.found.turns.filter((turn) => turn.leg === row.leg.id && turn.kind === "status").length > 1,
        )}
      >
        {(row) => (
          <p>
            <a href={app.link("story", row.leg.id)}>
              {t().story}
              {colon(app.language())} {app.legTitle(row.leg.id)}
            </a>
          </p>
        )}
      </For>
      <AsCommand command="history" takes="facts" args={[props.found.deal.id]} />
    </section>
  );
}

function Conditions(props: { readonly found: Found }) {
  const app = useApp();
  const t = useWords(dealWords);
  const rows = () => props.found.rows.filter(({ leg }) => leg.condition !== "" || leg.returns !== "" || leg.note !== "");
  return (
    <Show when={rows().length > 0 || props.found.deal.note !== ""}>
      <section>
        <h2>{t().conditions}</h2>
        <Show when={props.found.deal.note}>
          <p>
            <Said en={props.found.deal.note} fr={props.found.deal.noteFr} />
          </p>
        </Show>
        <Table
          caption={t().conditions}
          headed
          none=""
          rows={rows()}
          columns={[
            { head: t().leg, cell: ({ leg }) => app.legTitle(leg.id) },
            { head: t().condition, cell: ({ leg }) => <Said en={leg.condition || "–"} fr={leg.conditionFr} /> },
            { head: t().returns, cell: ({ leg }) => <Said en={leg.returns || "–"} fr={leg.returnsFr} /> },
            { head: t().note, cell: ({ leg }) => <Said en={leg.note} fr={leg.noteFr} /> },
          ]}
        />
      </section>
    </Show>
  );
}

function Structure(props: { readonly found: Found }) {
  const app = useApp();
  const t = useWords(dealWords);
  const ties = () => [
    ...props.found.rows.flatMap(({ leg }) => leg.partOf.map((whole) => ({ part: leg.id, whole }))),
    ...props.found.parts
      .flatMap(({ leg, of }) => of.map((whole) => ({ part: leg, whole })))
      .filter(({ part }) => !props.found.rows.some((row) => row.leg.id === part)),
  ];
  const leg = (id: string) => <a href={app.link("deal", id)}>{app.legTitle(id)}</a>;
  return (
    <Show when={ties().length > 0}>
      <section>
        <h2>{t().structure}</h2>
        <ul>
          <For each={ties()}>
            {({ part, whole }) => (
              <li>
                {leg(part)} {t().partOf} {leg(whole)}
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  );
}

function Told(props: { readonly found: Found }) {
  const app = useApp();
  const t = useWords(dealWords);
  const words = useWords(disclosureWords);
  return (
    <section>
      <h2>{t().disclosure}</h2>
      <Table
        caption={t().disclosure}
        headed
        none={t().noTurns}
        rows={props.found.disclosure.legs}
        columns={[
          { head: words().leg, cell: (row) => app.legTitle(row.leg) },
          {
            head: words().told,
            number: true,
            cell: (row) => (
              <Cited cites={{ title: app.legTitle(row.leg), legs: [row.leg], claims: row.claims }}>
                {formatShare(row.score, app.language())}
              </Cited>
            ),
          },
          { head: words().missing, cell: (row) => row.missing.map((field) => disclosureNames[field][app.language()]).join(", ") || "–" },
        ]}
      />
      <p class="quiet">{words().note}</p>
      <AsCommand command="disclosure" takes="view" options={{ subject: props.found.deal.id }} />
    </section>
  );
}
