import {
  colon,
  dimensionNames,
  dimensions,
  formatAmount,
  formatNumber,
  formatShare,
  outcomeWords,
  pageWords,
  type Profile,
  type Range,
  reportedNames,
  type ReportedRow,
  sectionWords,
} from "keiretsu";
import { createSignal, For, type JSX, onCleanup, onMount, Show } from "solid-js";
import { AsCommand } from "../components/as-command.tsx";
import { Said } from "../components/said.tsx";
import { Answered } from "../components/states.tsx";
import { useApp, useWords } from "../state/app.tsx";
import { createPending } from "../state/pending.ts";
import { readBook } from "../state/book.ts";
import { ask } from "../worker/ask.ts";
import type { Answer } from "../worker/questions.ts";
import { compareWords } from "../words/compare.ts";

type Case = Answer<"compared">;

const MOST = 5;

/** The open casebook beside others, measure by measure. */
export default function Compare() {
  const app = useApp();
  const t = useWords(compareWords);
  const page = useWords(pageWords);
  const [width, setWidth] = createSignal(0);
  let frame!: HTMLDivElement;
  onMount(() => {
    const observer = new ResizeObserver(() => setWidth(frame.clientWidth));
    observer.observe(frame);
    onCleanup(() => observer.disconnect());
  });
  const listed = () => app.books() ?? [];
  const chosen = (): readonly string[] => {
    const asked = app
      .param("books")
      ?.split(",")
      .filter((id) => listed().some((book) => book.id === id));
    return (asked ?? [...listed()].map(({ id }) => id)).slice(0, MOST);
  };
  const size = (): number => (width() === 0 ? 0 : width() < 700 ? width() : Math.floor(width() / Math.max(1, chosen().length)) - 20);
  const cases = createPending(
    () =>
      chosen().length === 0 || size() < 120
        ? null
        : { key: `${chosen().join()} ${size()} ${app.language()} ${app.dark()}`, ids: chosen(), size: size() },
    async ({ ids, size: room }, signal): Promise<readonly Case[]> => {
      const picture = {
        width: Math.min(Math.max(room, 240), 420),
        language: app.language(),
        theme: app.dark() ? "dark" : "light",
      } as const;
      const found: Case[] = [];
      for (const id of ids) found.push(await ask(await readBook(id), "compared", picture, { signal }));
      return found;
    },
  );
  const toggle = (id: string): void => {
    const ids = chosen().includes(id) ? chosen().filter((one) => one !== id) : [...chosen(), id];
    app.setParams({ books: ids.length === 0 ? null : ids.join(",") });
  };
  return (
    <>
      <p class="lead">{t().lead}</p>
      <fieldset class="filters">
        <legend>{t().choose}</legend>
        <For each={listed()}>
          {(book) => (
            <label class="check">
              <input
                type="checkbox"
                checked={chosen().includes(book.id)}
                disabled={!chosen().includes(book.id) && chosen().length >= MOST}
                onChange={() => toggle(book.id)}
              />
              <Said en={book.title} fr={book.titleFr} />
            </label>
          )}
        </For>
      </fieldset>
      <div ref={frame} />
      <Answered of={cases}>
        {(found) => (
          <>
            <section>
              <h2>{t().figures}</h2>
              <p class="quiet">
                {page().grossNote}. {t().cites}
              </p>
              <Figures cases={found()} />
            </section>
            <section>
              <h2>{t().network}</h2>
              <div class="beside">
                <For each={found()}>
                  {(one) => (
                    <figure>
                      <figcaption>
                        <a href={app.link("network", "", { book: one.id })}>
                          <Said {...one.title} />
                        </a>
                      </figcaption>
                      <Show when={one.svg} fallback={<p>{t().noNetwork}</p>}>
                        {/* The library escapes every text it draws. */}
                        {(svg) => <div class="drawing" innerHTML={svg()} />}
                      </Show>
                    </figure>
                  )}
                </For>
              </div>
            </section>
            <LikenessTable cases={found()} />
            <Past cases={found()} />
            <AsCommand command="circularity" takes="nothing" />
          </>
        )}
      </Answered>
    </>
  );
}

function Grid(props: {
  readonly caption: string;
  readonly head: string;
  readonly titles: readonly JSX.Element[];
  readonly labels: readonly string[];
  readonly rows: readonly (readonly [string, ...JSX.Element[]])[];
}) {
  return (
    <table>
      <caption class="unseen">{props.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{props.head}</th>
          <For each={props.titles}>{(title) => <th scope="col">{title}</th>}</For>
        </tr>
      </thead>
      <tbody>
        <For each={props.rows}>
          {([name, ...cells]) => (
            <tr>
              <th scope="row">{name}</th>
              <For each={cells}>{(cell, at) => <td data-label={props.labels[at()]}>{cell}</td>}</For>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  );
}

function Figures(props: { readonly cases: readonly Case[] }) {
  const app = useApp();
  const t = useWords(compareWords);
  const page = useWords(pageWords);
  const section = useWords(sectionWords);
  const cited = (one: Case, text: string) => (
    <a class="plain" href={app.link("circularity", "", { book: one.id })}>
      {text}
    </a>
  );
  // Where no counted leg has an amount there is no figure: unknown, not 0.
  const known = (one: Case): boolean => one.figures.coverage.legsWithAmount > 0;
  const money = (one: Case, range: Range, share: number | null = null): string => {
    if (!known(one)) return formatAmount(null, one.unit, app.language());
    const text = formatAmount(range.point, one.unit, app.language());
    const bound = range.high === null ? ` (${section().noCeiling(formatAmount(range.low, one.unit, app.language()))})` : "";
    return `${text}${share === null ? "" : `, ${formatShare(share, app.language())} ${t().share}`}${bound}`;
  };
  const index = (one: Case, range: Range): string => formatShare(known(one) ? range.point : null, app.language());
  const n = (value: number): string => formatNumber(value, app.language());
  const row = (name: string, cell: (one: Case) => string): readonly [string, ...JSX.Element[]] => [
    name,
    ...props.cases.map((one) => cited(one, cell(one))),
  ];
  const rows = (): readonly (readonly [string, ...JSX.Element[]])[] => {
    return [
      row(page().gross, (one) => money(one, one.figures.gross)),
      row(page().setOff, (one) => money(one, one.figures.setOff, one.figures.shares.setOff.point)),
      row(page().reciprocal, (one) => money(one, one.figures.reciprocal, one.figures.shares.reciprocal.point)),
      row(page().netFloor, (one) => money(one, one.figures.netFloor)),
      row(page().finn, (one) => index(one, one.figures.finnIndex)),
      row(page().incoherence, (one) => index(one, one.figures.incoherence)),
      row(t().loops, (one) => n(one.figures.loopCount)),
      row(page().largest, (one) => (one.figures.loopCount === 0 ? "–" : formatAmount(one.figures.largest, one.unit, app.language()))),
      row(t().seller, (one) =>
        one.figures.seller === null
          ? "–"
          : `${one.names[one.figures.seller.seller] ?? one.figures.seller.seller}, ${formatShare(one.figures.seller.share, app.language())}`,
      ),
      row(t().legs, (one) => `${n(one.figures.coverage.legsWithAmount)} / ${n(one.figures.coverage.legs)}`),
    ];
  };
  return (
    <Grid
      caption={t().figures}
      head={t().measure}
      titles={props.cases.map((one) => <Said {...one.title} />)}
      labels={props.cases.map((one) => one.title[app.language()])}
      rows={rows()}
    />
  );
}

const GROUPS = 5;

/** The web with the groups of the past that are nearest to it, and the groups of the other cases. */
function LikenessTable(props: { readonly cases: readonly Case[] }) {
  const app = useApp();
  const t = useWords(compareWords);
  const shown = (): readonly { readonly group: Profile; readonly of: Case }[] => {
    const all = props.cases.flatMap((of) => of.groups.map((group) => ({ group, of })));
    const web = all.find(({ group }) => group.web);
    const near = web === undefined ? [] : web.group.nearest.map(({ group }) => group);
    const rank = (id: string): number => (near.includes(id) ? near.indexOf(id) : near.length);
    const once = new Map(
      all
        .filter(({ group }) => !group.web)
        .toReversed()
        .map((one) => [one.group.group, one]),
    );
    return [...(web === undefined ? [] : [web]), ...[...once.values()].sort((a, b) => rank(a.group.group) - rank(b.group.group))].slice(
      0,
      GROUPS,
    );
  };
  const name = ({ group, of }: { readonly group: Profile; readonly of: Case }): string => of.names[group.group] ?? group.group;
  return (
    <Show when={shown().length > 0}>
      <section>
        <h2>{t().likeness}</h2>
        <p class="quiet">{t().likenessNote}</p>
        <Grid
          caption={t().likeness}
          head={t().dimension}
          titles={shown().map(name)}
          labels={shown().map(name)}
          rows={dimensions.map((dimension) => [
            dimensionNames[dimension][app.language()],
            ...shown().map(({ group, of }) => {
              const trait = group.traits.find((one) => one.dimension === dimension);
              const text = formatShare(trait === undefined ? null : trait, app.language());
              return trait === undefined || of.id !== app.book()?.id || trait.legs.length + trait.claims.length === 0 ? (
                text
              ) : (
                <button
                  type="button"
                  class="cited"
                  onClick={() => app.cite({ title: dimensionNames[dimension][app.language()], legs: trait.legs, claims: trait.claims })}
                >
                  {text}
                </button>
              );
            }),
          ])}
        />
      </section>
    </Show>
  );
}

function Past(props: { readonly cases: readonly Case[] }) {
  const app = useApp();
  const t = useWords(compareWords);
  const n = (value: number): string => formatNumber(value, app.language());
  const semicolon = (): string => app.spaced(app.language() === "fr" ? " ; " : "; ");
  const value = (row: ReportedRow, x: number | null, unit: string): string => {
    if (x === null) return t().never;
    if (row.what === "failed-in") return `${Math.floor(x / 4)}-Q${(x % 4) + 1}`;
    return row.what === "zombies" || row.what === "part-held" ? formatShare(x, app.language()) : formatAmount(x, unit, app.language());
  };
  return (
    <section>
      <h2>{t().past}</h2>
      <p class="quiet">{t().pastNote}</p>
      <For each={props.cases}>
        {(one) => (
          <>
            <h3>
              <Said {...one.title} />
            </h3>
            <Show when={one.past} fallback={<p>{t().noPast}</p>}>
              {(past) => (
                <>
                  <p>
                    <Said {...past().title} />, {past().quarters[0]} – {past().quarters[1]}.{" "}
                    {past()
                      .endings.map(
                        ({ entity, outcome, failedIn }) =>
                          `${one.names[entity] ?? entity}${colon(app.language())} ${outcomeWords[outcome][app.language()]}${failedIn === null ? "" : ` (${failedIn})`}`,
                      )
                      .join(semicolon())}
                    .{" "}
                    <Show when={past().reported.length > 0}>
                      {t().summary(n(past().reported.filter(({ near }) => near).length), n(past().reported.length))}.
                    </Show>
                  </p>
                  <Show when={past().reported.length > 0}>
                    <Grid
                      caption={t().past}
                      head={t().figure}
                      titles={[t().when, t().reported, t().run, t().verdict]}
                      labels={[t().when, t().reported, t().run, t().verdict]}
                      rows={past().reported.map((row) => [
                        `${one.names[row.entity] ?? row.entity}, ${reportedNames[row.what][app.language()]}`,
                        row.quarter,
                        <a class="plain" href={app.link("evidence", row.claims[0], { book: one.id })}>
                          {value(row, row.reported, past().unit)}
                        </a>,
                        value(row, row.run, past().unit),
                        row.near ? t().near : t().missed,
                      ])}
                    />
                  </Show>
                </>
              )}
            </Show>
          </>
        )}
      </For>
    </section>
  );
}
