import { formatAmount, formatNumber, formatShare } from "keiretsu";
import type { JSX } from "solid-js";
import { Cited } from "../../components/cited.tsx";
import { Answered } from "../../components/states.tsx";
import { type Column, Table } from "../../components/table.tsx";
import { useApp, useWords } from "../../state/app.tsx";
import { createPending } from "../../state/pending.ts";
import { projectOptionsOf, viewOptionsOf } from "../../state/view-params.ts";
import { noWhatIf, unpackWhatIf, withWhatIf } from "../../state/what-if.ts";
import { ask } from "../../worker/ask.ts";
import type { Answer } from "../../worker/questions.ts";
import { whatIfFormWords } from "../../words/what-if-form.ts";
import { whatIfWords } from "../../words/what-if.ts";

type Figures = Answer<"figures">;

/** The panel's figures on record, with what is supposed, and with another scenario where one is named. */
export function Comparison() {
  const app = useApp();
  const t = useWords(whatIfFormWords);
  const common = useWords(whatIfWords);
  const params = () => ({ view: viewOptionsOf(app.route().params), project: projectOptionsOf(app.route().params) });
  const compared = createPending(
    () => ({ key: app.param("compare") ?? "" }),
    ({ key }) => (key === "" ? null : unpackWhatIf(key)),
  );
  const answer = createPending(
    () => {
      const [record, open, other] = [app.record(), app.book(), compared()];
      if (record === undefined || open === undefined) return null;
      const books = [record, open, ...(other ? [withWhatIf(record, other)] : [])];
      return { books, asked: params(), other, key: `${books.map(({ key }) => key).join("|")} ${JSON.stringify(params())}` };
    },
    async ({ books, asked, other }, signal) => ({
      figures: await Promise.all(books.map((book) => ask(book, "figures", asked, { signal }))),
      other,
    }),
  );
  const rows = (): readonly Row[] => {
    const language = app.language();
    return [
      { name: t().gross, say: (one) => formatAmount(one.gross, one.unit, language), legs: (one) => one.counted },
      { name: t().setOff, say: (one) => formatAmount(one.setOff, one.unit, language), legs: (one) => one.loopLegs },
      { name: t().share, say: (one) => formatShare(one.share, language), legs: (one) => one.loopLegs },
      { name: t().netFloor, say: (one) => formatAmount(one.netFloor, one.unit, language), legs: (one) => one.counted },
      { name: t().finn, say: (one) => formatShare(one.finn, language), legs: (one) => one.counted },
      { name: t().loops, say: (one) => formatNumber(one.loops, language), legs: (one) => one.loopLegs },
      { name: t().legs, say: (one) => formatNumber(one.legs, language), legs: (one) => one.counted },
      { name: t().withAmount, say: (one) => formatNumber(one.withAmount, language), legs: (one) => one.counted },
    ];
  };
  const nothing = () => (app.whatIf() ?? noWhatIf).changes.every((one) => one.off);
  // The drawer shows the open casebook: figures of another one lead to nothing there.
  const cell = (row: Row, one: Figures, at: number): JSX.Element =>
    at === 2 || (at === 0 && !nothing()) ? row.say(one) : <Cited cites={{ title: row.name, legs: row.legs(one) }}>{row.say(one)}</Cited>;
  return (
    <Answered of={answer}>
      {(found) => {
        const heads = () => [
          t().onRecord,
          ...(nothing() && !found().other ? [] : [app.whatIf()?.name || t().here]),
          ...(found().other ? [found().other!.name || common().untitled] : []),
        ];
        const column = (head: string, at: number): Column<Row> => ({
          head,
          number: true,
          cell: (row) => cell(row, found().figures[at], at),
        });
        return (
          <Table
            caption={t().compare}
            none=""
            rows={rows()}
            columns={[{ head: t().figure, cell: (row) => row.name }, ...heads().map(column)]}
          />
        );
      }}
    </Answered>
  );
}

interface Row {
  readonly name: string;
  readonly say: (one: Figures) => string;
  readonly legs: (one: Figures) => readonly string[];
}
