import {
  colon,
  controlRuleNames,
  formatAmount,
  formatDate,
  formatShare,
  instrumentNames,
  missingTermNames,
  ownerWords,
  playedRoleNames,
  rightNames,
  rightWords,
  roleWords,
} from "keiretsu";
import { For, Show } from "solid-js";
import { AsCommand } from "../../components/as-command.tsx";
import { Bar } from "../../components/bar.tsx";
import { Cited } from "../../components/cited.tsx";
import { Firm, Sources } from "../../components/links.tsx";
import { Answered } from "../../components/states.tsx";
import { Table } from "../../components/table.tsx";
import { useAnswer, useApp, useWords } from "../../state/app.tsx";
import { viewOptionsOf } from "../../state/view-params.ts";
import type { Answer } from "../../worker/questions.ts";
import { companyWords } from "../../words/company.ts";

type Found = Answer<"ties">;
interface Ties {
  readonly id: string;
  readonly found: Found;
}

/** What ties a firm to others beside payments. */
export function Ties(props: { readonly id: string }) {
  const app = useApp();
  const t = useWords(companyWords);
  const answer = useAnswer("ties", () => ({ view: viewOptionsOf(app.route().params), id: props.id }));
  return (
    <Answered of={answer}>
      {(found) => (
        <>
          <section>
            <h2>{t().owners}</h2>
            <Owners id={props.id} found={found()} />
            <AsCommand command="owners" takes="view" answer={found().owners} />
          </section>
          <section>
            <h2>{t().roles}</h2>
            <Roles id={props.id} found={found()} />
            <AsCommand command="roles" takes="view" options={{ entity: props.id }} />
          </section>
          <section>
            <h2>{t().rights}</h2>
            <Rights id={props.id} found={found()} />
            <AsCommand command="rights" takes="view" options={{ entity: props.id }} />
          </section>
        </>
      )}
    </Answered>
  );
}

function Owners(props: Ties) {
  const app = useApp();
  const t = useWords(companyWords);
  const words = useWords(ownerWords);
  const share = (value: number | null): string => (value === null ? "–" : formatShare(value, app.language()));
  const title = (a: string, b: string): string => `${app.entityName(a)} → ${app.entityName(b)}`;
  // Chains that only repeat the stated share say nothing more.
  const chains = () => props.found.chains.filter((row) => row.direct === null || Math.abs(row.corrected - row.direct) > 0.0005);
  const stakes = (rows: Found["stakes"], other: "holder" | "held", caption: string) => (
    <Show when={rows.length > 0}>
      <Table
        caption={caption}
        none=""
        rows={rows}
        columns={[
          { head: words()[other], cell: (row) => <Firm id={row[other]} /> },
          {
            head: t().share,
            number: true,
            cell: (row) => (
              <>
                <Bar value={row.share} />{" "}
                <Cited cites={{ title: title(row.holder, row.held), claims: [row.claim] }}>{share(row.share)}</Cited>
              </>
            ),
          },
          { head: roleWords.source[app.language()], cell: (row) => <Sources ids={[row.source]} /> },
        ]}
      />
    </Show>
  );
  return (
    <>
      <Show when={props.found.stakes.length === 0}>
        <p>{t().noStakes}</p>
      </Show>
      {stakes(
        props.found.stakes.filter((row) => row.holder === props.id),
        "held",
        t().holds,
      )}
      {stakes(
        props.found.stakes.filter((row) => row.held === props.id),
        "holder",
        t().heldBy,
      )}
      <Show when={chains().length > 0}>
        <Table
          caption={words().chains}
          none=""
          rows={chains()}
          columns={[
            { head: words().holder, cell: (row) => <Firm id={row.holder} /> },
            { head: words().held, cell: (row) => <Firm id={row.held} /> },
            { head: words().stated, number: true, cell: (row) => share(row.direct) },
            {
              head: words().corrected,
              number: true,
              cell: (row) => <Cited cites={{ title: title(row.holder, row.held), claims: row.claims }}>{share(row.corrected)}</Cited>,
            },
            { head: words().plain, number: true, cell: (row) => share(row.plain) },
          ]}
        />
      </Show>
      <Show when={props.found.control.length + props.found.boards.length > 0}>
        <Table
          caption={words().control}
          none=""
          rows={props.found.control}
          columns={[
            { head: words().holder, cell: (row) => <Firm id={row.holder} /> },
            { head: words().controls, cell: (row) => <Firm id={row.firm} /> },
            {
              head: words().commands,
              number: true,
              cell: (row) => <Cited cites={{ title: title(row.holder, row.firm), claims: row.claims }}>{share(row.votes)}</Cited>,
            },
            { head: words().rule, cell: (row) => `${controlRuleNames[row.rule][app.language()]}${row.certain ? "" : " *"}` },
            { head: words().told, number: true, cell: (row) => share(row.told) },
          ]}
        />
        <For each={props.found.boards}>
          {(row) => (
            <p>
              <Firm id={row.holder} /> {t().names}
              {colon(app.language())}{" "}
              <Cited cites={{ title: title(row.holder, row.firm), claims: [row.claim] }}>{app.entityName(row.firm)}</Cited>
            </p>
          )}
        </For>
        <Show when={props.found.control.some(({ certain }) => !certain)}>
          <p class="quiet">{words().uncertain}</p>
        </Show>
      </Show>
      <Warrants id={props.id} found={props.found} />
    </>
  );
}

function Warrants(props: Ties) {
  const app = useApp();
  const t = useWords(companyWords);
  const words = useWords(ownerWords);
  const share = (value: number): string => formatShare(value, app.language());
  const term = (one: Found["warrants"][number]["shares"], leg: string) =>
    one === null ? (
      "–"
    ) : (
      <Cited cites={{ title: app.legTitle(leg), claims: [one.claim] }}>{formatAmount(one.value, one.unit, app.language())}</Cited>
    );
  return (
    <Show when={props.found.warrants.length > 0}>
      <Table
        caption={words().diluted}
        none=""
        rows={props.found.warrants}
        columns={[
          {
            head: t().instrument,
            cell: (row) => <Cited cites={{ title: app.legTitle(row.leg), legs: [row.leg] }}>{app.legTitle(row.leg)}</Cited>,
          },
          { head: words().holder, cell: (row) => <Firm id={row.holder} /> },
          { head: t().kind, cell: (row) => instrumentNames[row.instrument as keyof typeof instrumentNames][app.language()] },
          { head: t().onShares, number: true, cell: (row) => term(row.shares, row.leg) },
          { head: t().strike, number: true, cell: (row) => term(row.strike, row.leg) },
          { head: t().notStated, cell: (row) => row.missing.map((one) => missingTermNames[one][app.language()]).join(", ") || "–" },
        ]}
      />
      <For each={props.found.diluted}>
        {(issuer) => (
          <Table
            caption={`${app.entityName(issuer.issuer)}${issuer.outstanding.basis === "implied" ? ` (${t().implied})` : ""}`}
            none=""
            rows={issuer.stakes}
            columns={[
              { head: words().holder, cell: (row) => <Firm id={row.holder} /> },
              {
                head: t().today,
                number: true,
                cell: (row) => (
                  <Cited cites={{ title: app.entityName(issuer.issuer), claims: issuer.outstanding.claims }}>{share(row.before)}</Cited>
                ),
              },
              {
                head: t().least,
                number: true,
                cell: (row) => (
                  <Cited cites={{ title: app.entityName(issuer.issuer), claims: issuer.outstanding.claims }}>{share(row.least)}</Cited>
                ),
              },
              {
                head: t().most,
                number: true,
                cell: (row) => (
                  <Cited cites={{ title: app.entityName(issuer.issuer), claims: issuer.outstanding.claims }}>{share(row.most)}</Cited>
                ),
              },
            ]}
          />
        )}
      </For>
    </Show>
  );
}

function Roles(props: Ties) {
  const app = useApp();
  const t = useWords(companyWords);
  const words = useWords(roleWords);
  const sides = () => [
    { caption: t().isTo, head: t().towards, other: "b" as const, rows: props.found.roles.filter((pair) => pair.a === props.id) },
    { caption: t().areToIt, head: t().from, other: "a" as const, rows: props.found.roles.filter((pair) => pair.b === props.id) },
  ];
  const range = (value: { readonly low: number; readonly high: number }): string => formatShare(value, app.language());
  return (
    <>
      <Show when={props.found.roles.length > 0} fallback={<p>{t().noRoles}</p>}>
        <For each={sides().filter(({ rows }) => rows.length > 0)}>
          {({ caption, head, other, rows }) => (
            <Table
              caption={caption}
              none=""
              rows={rows}
              columns={[
                {
                  head,
                  cell: (pair) => (
                    <span classList={{ strong: pair.flagged }}>
                      <Firm id={pair[other]} />
                    </span>
                  ),
                },
                {
                  head: words().role,
                  cell: (pair) => (
                    <For each={pair.roles}>
                      {(one, at) => (
                        <>
                          {at() > 0 ? ", " : ""}
                          <Cited
                            cites={{ title: `${app.entityName(pair.a)} → ${app.entityName(pair.b)}`, legs: one.legs, claims: one.claims }}
                          >
                            {playedRoleNames[one.role][app.language()]}
                          </Cited>{" "}
                          <span class="quiet">({range(one.materiality)})</span>
                        </>
                      )}
                    </For>
                  ),
                },
                {
                  head: t().score,
                  number: true,
                  cell: (pair) => (
                    <Cited
                      cites={{
                        title: `${app.entityName(pair.a)} → ${app.entityName(pair.b)}`,
                        legs: pair.roles.flatMap((one) => one.legs),
                        claims: pair.roles.flatMap((one) => one.claims),
                      }}
                    >
                      {range(pair.score)}
                    </Cited>
                  ),
                },
              ]}
            />
          )}
        </For>
        <p class="quiet">{words().legend}</p>
      </Show>
    </>
  );
}

function Rights(props: Ties) {
  const app = useApp();
  const t = useWords(companyWords);
  const words = useWords(rightWords);
  const day = (text: string | null): string => (text === null ? "?" : formatDate(text, app.language(), "short"));
  return (
    <>
      <Table
        caption={t().rights}
        headed
        none={t().noRights}
        rows={props.found.rights}
        columns={[
          {
            head: words().right,
            cell: (row) => (
              <Cited cites={{ title: rightNames[row.kind][app.language()], legs: row.legs, claims: row.claims }}>
                {rightNames[row.kind][app.language()]}
              </Cited>
            ),
          },
          { head: words().holder, cell: (row) => <Firm id={row.holder} /> },
          { head: words().over, cell: (row) => app.titleOf(row.over) },
          { head: words().since, cell: (row) => day(row.since) },
          { head: words().until, cell: (row) => (row.stands ? words().stands : day(row.until)) },
          { head: words().source, cell: (row) => <Sources ids={row.sources} /> },
        ]}
      />
      <Show when={props.found.rights.length > 0}>
        <p class="quiet">{words().note}</p>
      </Show>
    </>
  );
}
