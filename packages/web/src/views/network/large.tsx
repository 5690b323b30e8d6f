import { formatAmount, formatNumber } from "keiretsu";
import { createEffect, createMemo, createSignal, onCleanup, Show } from "solid-js";
import { Answered } from "../../components/states.tsx";
import { Table } from "../../components/table.tsx";
import { useApp, useWords } from "../../state/app.tsx";
import { datasetOf } from "../../state/dataset.ts";
import { createPending } from "../../state/pending.ts";
import { largeWords } from "../../words/large.ts";
import { askLong, nobody } from "../../worker/ask.ts";
import type { Answer } from "../../worker/questions.ts";

/** Beyond this it may be slow to move, and the page says so. */
const USUAL = { nodes: 2000, edges: 10_000 };
/** From here on single arrows are no longer told apart. */
const THICKET = 1000;
const MOST_EDGES = 50_000;
const ROWS = 100;

/** A large edge list, drawn by the graphics card. */
export default function Large(props: { readonly id: string }) {
  const app = useApp();
  const t = useWords(largeWords);
  const [share, setShare] = createSignal(0);
  const dataset = createMemo(() => datasetOf(props.id));
  const answer = createPending(
    () => (dataset() === null ? null : { key: props.id }),
    (_, signal) => {
      const { name, text, format } = dataset()!;
      return askLong(
        nobody,
        "edgeLayout",
        { name, text, format, most: MOST_EDGES },
        { signal, onProgress: (done) => setShare(Number(done)) },
      );
    },
  );
  const number = (value: number): string => formatNumber(value, app.language());
  return (
    <Show
      when={dataset()}
      fallback={
        <p>
          {t().gone} <a href="#/import">{t().open}</a>
        </p>
      }
    >
      <Show when={answer() === undefined && answer.loading()}>
        <p role="status">{t().laying(number(Math.round(share() * 100)))}</p>
      </Show>
      <Answered of={answer}>
        {(found) => (
          <>
            <p class="lead">{t().lead(found().name, number(found().names.length), number(found().amount.length))}</p>
            <Show when={found().names.length > USUAL.nodes || found().amount.length > USUAL.edges}>
              <p class="dense">{t().slow}</p>
            </Show>
            <Show when={found().amount.length > THICKET}>
              <p class="dense">{t().thicket}</p>
            </Show>
            <Show when={found().left > 0}>
              <p class="dense">{t().left(number(found().left))}</p>
            </Show>
            <Canvas network={found()} label={t().lead(found().name, number(found().names.length), number(found().amount.length))} />
            <p class="quiet">{t().how}</p>
            <Table
              caption={t().largest}
              none={t().none}
              rows={Array.from(found().amount.subarray(0, ROWS), (_, e) => e)}
              columns={[
                { head: t().from, cell: (e) => found().names[found().from[e]] },
                { head: t().to, cell: (e) => found().names[found().to[e]] },
                {
                  head: t().amount,
                  number: true,
                  cell: (e) => formatAmount(Number.isNaN(found().amount[e]) ? null : found().amount[e], found().unit, app.language()),
                },
              ]}
            />
          </>
        )}
      </Answered>
    </Show>
  );
}

function Canvas(props: { readonly network: Answer<"edgeLayout">; readonly label: string }) {
  const app = useApp();
  const [failed, setFailed] = createSignal<unknown>(null);
  const [busy, setBusy] = createSignal(true);
  let frame!: HTMLDivElement;
  createEffect(() => {
    const { network } = props;
    const palette = app.dark()
      ? { node: "#7cbcf5", edge: "#46515d", ink: "#e9edf1" }
      : { node: "#0072b2", edge: "#b9c1c9", ink: "#1b1f24" };
    const controller = new AbortController();
    onCleanup(() => controller.abort());
    const draw = async (): Promise<void> => {
      setBusy(true);
      const { drawLarge } = await import("./web-gl.ts");
      await drawLarge(frame, network, palette, controller.signal);
      if (!controller.signal.aborted) setBusy(false);
    };
    draw().catch(setFailed);
  });
  return (
    <>
      <div class="large-network" ref={frame} role="img" aria-label={props.label} aria-busy={busy()} />
      <Show when={failed()}>
        <p role="alert">{String(failed())}</p>
      </Show>
    </>
  );
}
