import { formatDate } from "keiretsu";
import { createSignal, For, Show } from "solid-js";
import { Answered } from "../components/states.tsx";
import { Table } from "../components/table.tsx";
import { useApp, useWords } from "../state/app.tsx";
import { createPending } from "../state/pending.ts";
import { recordWords } from "../words/record.ts";
import { ProposalCard } from "./record/proposal-card.tsx";
import { proposalsOf } from "./record/proposals.ts";

interface Change {
  readonly seq: number;
  readonly revision: number;
  readonly kind: "import" | "accept" | "undo" | "redo";
  readonly who: { readonly name: string };
  readonly when: string;
  readonly why: string;
  readonly undoes: number | null;
  readonly undoneBy: number | null;
  readonly counts: { readonly added: number; readonly removed: number; readonly changed: number };
  readonly hash: string;
}

/** The queue of proposals, what was decided, and every change with its undoing. */
export default function Review() {
  const app = useApp();
  const t = useWords(recordWords);
  return (
    <Show when={!app.isPublished} fallback={<p>{t().readOnly}</p>}>
      <Show when={app.record()} keyed>
        {(book) => <Queue book={book.id} />}
      </Show>
    </Show>
  );
}

function Queue(props: { readonly book: string }) {
  const app = useApp();
  const t = useWords(recordWords);
  const [round, setRound] = createSignal(0);
  const again = (): void => void setRound((count) => count + 1);
  const path = (): string => `casebooks/${encodeURIComponent(props.book)}`;
  const wanted = () =>
    app.session.session() === undefined ? null : { key: `${props.book} ${round()} ${app.session.session()?.account ?? ""}` };
  const proposals = createPending(wanted, async (_, signal) => ({ proposals: await proposalsOf(app.session, props.book, { signal }) }));
  const changes = createPending(wanted, async (_, signal) => {
    const all: Change[] = [];
    for (let after: string | null = ""; after !== null; ) {
      const page: { readonly changes: readonly Change[]; readonly next: string | null } = await app.session.call(
        `${path()}/changes?limit=200${after === "" ? "" : `&after=${after}`}`,
        { signal },
      );
      all.push(...page.changes);
      after = page.next;
    }
    return all.reverse();
  });
  return (
    <>
      <Show when={!app.session.may("propose")}>
        <p class="quiet">
          {t().readOnly} <a href={app.link("account")}>{t().signIn}</a>
        </p>
      </Show>
      <Answered of={proposals}>
        {(found) => (
          <>
            <h2>{t().queue}</h2>
            <Show when={found().proposals.some((one) => one.state === "open")} fallback={<p class="quiet">{t().queueNone}</p>}>
              <For each={found().proposals.filter((one) => one.state === "open")}>
                {(proposal) => <ProposalCard proposal={proposal} onDecided={again} />}
              </For>
            </Show>
            <Show when={found().proposals.some((one) => one.state !== "open")}>
              <details>
                <summary>{t().decided}</summary>
                <For
                  each={found()
                    .proposals.filter((one) => one.state !== "open")
                    .reverse()}
                >
                  {(proposal) => <ProposalCard proposal={proposal} onDecided={again} />}
                </For>
              </details>
            </Show>
          </>
        )}
      </Answered>
      <h2>{t().history}</h2>
      <Answered of={changes}>{(found) => <History changes={found()} book={props.book} onChange={again} />}</Answered>
    </>
  );
}

function History(props: { readonly changes: readonly Change[]; readonly book: string; readonly onChange: () => void }) {
  const app = useApp();
  const t = useWords(recordWords);
  const [fault, setFault] = createSignal<string | null>(null);
  const turn = async (verb: "undo" | "redo", change: Change): Promise<void> => {
    try {
      await app.session.call(`casebooks/${encodeURIComponent(props.book)}/${verb}`, {
        method: "POST",
        body: { seq: change.seq, why: `${t()[verb]} ${change.seq}` },
      });
      setFault(null);
      app.reload();
      props.onChange();
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
    }
  };
  const kinds = () => ({ import: t().kindImport, accept: t().kindAccept, undo: t().kindUndo, redo: t().kindRedo });
  return (
    <>
      <Show when={fault()}>
        <p class="fault" role="alert">
          {fault()}
        </p>
      </Show>
      <Table
        caption={t().history}
        headed
        none={t().historyNone}
        rows={props.changes}
        columns={[
          { head: "№", cell: (change) => String(change.seq) },
          {
            head: t().kind,
            cell: (change) =>
              [
                kinds()[change.kind],
                change.undoes === null ? "" : t().undoes(change.undoes),
                change.undoneBy === null ? "" : t().undoneBy(change.undoneBy),
              ]
                .filter((text) => text !== "")
                .join(", "),
          },
          { head: t().who, cell: (change) => t().by(change.who.name, formatDate(change.when.slice(0, 10), app.language())) },
          { head: t().why, cell: (change) => change.why },
          { head: t().changed, cell: (change) => t().rows(change.counts.added, change.counts.changed, change.counts.removed) },
          {
            head: `${t().undo} / ${t().redo}`,
            cell: (change) => (
              <Show when={app.session.may("review") && change.kind !== "undo"}>
                <button type="button" onClick={() => void turn(change.undoneBy === null ? "undo" : "redo", change)}>
                  {change.undoneBy === null ? t().undo : t().redo}
                </button>
              </Show>
            ),
          },
        ]}
      />
    </>
  );
}
