import type { RowEdit } from "keiretsu";
import { createSignal, Show } from "solid-js";
import { save } from "../../components/save.ts";
import { useApp, useWords } from "../../state/app.tsx";
import { recordWords } from "../../words/record.ts";

/** Send edits to the queue, with why; where nobody may write they can be saved as a file, which the what-if opens. */
export function Propose(props: {
  readonly edits: () => readonly RowEdit[];
  /** The edits as they are to be sent, where that hangs on what others have sent. */
  readonly settled?: () => Promise<readonly RowEdit[]>;
  readonly ready: boolean;
}) {
  const app = useApp();
  const t = useWords(recordWords);
  const [why, setWhy] = createSignal("");
  const [sent, setSent] = createSignal<string | null>(null);
  const [fault, setFault] = createSignal<string | null>(null);
  const [busy, setBusy] = createSignal(false);
  const propose = async (): Promise<void> => {
    const book = app.record();
    if (book === undefined) return;
    setBusy(true);
    try {
      const proposal = await app.session.call<{ readonly id: string }>(`casebooks/${encodeURIComponent(book.id)}/proposals`, {
        method: "POST",
        body: { edits: (await props.settled?.()) ?? props.edits(), why: why(), baseRevision: book.revision },
      });
      setFault(null);
      setSent(proposal.id);
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
    }
    setBusy(false);
  };
  const keep = (): void => save("edits.json", new Blob([`${JSON.stringify(props.edits(), null, 2)}\n`], { type: "application/json" }));
  return (
    <section class="propose">
      <Show
        when={app.session.may("propose")}
        fallback={
          <>
            <p>
              {t().readOnly} <Show when={!app.isPublished}>{<a href={app.link("account")}>{t().signIn}</a>}</Show>
            </p>
            <button type="button" disabled={!props.ready} onClick={keep}>
              {t().saveEdits}
            </button>
          </>
        }
      >
        <label class="field wide">
          <span>{t().why}</span>
          <textarea rows="2" placeholder={t().whyHint} value={why()} onInput={(event) => setWhy(event.currentTarget.value)} />
        </label>
        <p class="buttons">
          <button type="button" class="main" disabled={!props.ready || why().trim() === "" || busy()} onClick={() => void propose()}>
            {t().propose}
          </button>
          <button type="button" disabled={!props.ready} onClick={keep}>
            {t().saveEdits}
          </button>
        </p>
        <Show when={fault()}>
          <p class="fault" role="alert">
            {fault()}
          </p>
        </Show>
        <Show when={sent()}>
          <p role="status">
            {t().proposed} <a href={app.link("review")}>{t().toQueue}</a>
          </p>
        </Show>
      </Show>
    </section>
  );
}
