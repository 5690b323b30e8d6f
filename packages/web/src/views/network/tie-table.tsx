import { instrumentNames, statusNames, type Tie } from "keiretsu";
import { createSignal, Show } from "solid-js";
import { Cited } from "../../components/cited.tsx";
import { Table } from "../../components/table.tsx";
import { useApp, useWords } from "../../state/app.tsx";
import { networkWords } from "../../words/network.ts";
import { tieAmount } from "../../words/tie-amount.ts";
import type { Answer } from "../../worker/questions.ts";
import { citationOf } from "./citation.ts";

const PAGE = 100;

/** The picture for those who cannot see it, and for those who want to read every amount. */
export default function TieTable(props: { readonly answer: Answer<"network"> }) {
  const app = useApp();
  const t = useWords(networkWords);
  const [pages, setPages] = createSignal(1);
  const firm = (id: string) => <a href={app.link("company", id)}>{app.entityName(id)}</a>;
  const what = (tie: Tie): string =>
    tie.instrument === "stake" ? t().stake : `${instrumentNames[tie.instrument][app.language()]} – ${app.legTitle(tie.id)}`;
  return (
    <>
      <Table
        caption={t().table}
        none={t().empty}
        rows={props.answer.drawn.slice(0, pages() * PAGE)}
        columns={[
          { head: t().from, cell: (tie) => firm(tie.from) },
          { head: t().to, cell: (tie) => firm(tie.to) },
          {
            head: props.answer.lens === "owns" ? t().share : t().amount,
            number: true,
            cell: (tie) => <Cited cites={citationOf(tie, app.entityName)}>{tieAmount(tie, props.answer, app.language())}</Cited>,
          },
          { head: t().status, cell: (tie) => (tie.status === null ? t().stated : statusNames[tie.status][app.language()]) },
          { head: t().what, cell: what },
          { head: t().onLoop, cell: (tie) => (tie.round ? t().yes : "") },
        ]}
      />
      <Show when={props.answer.drawn.length > pages() * PAGE}>
        <button type="button" onClick={() => setPages(pages() + 1)}>
          {t().mostAll}
        </button>
      </Show>
    </>
  );
}
