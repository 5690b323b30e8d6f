import { formatDate, type RowEdit } from "keiretsu";
import { createSignal, Show } from "solid-js";
import { useApp, useWords } from "../../state/app.tsx";
import { recordWords } from "../../words/record.ts";
import { EditDiff } from "./edit-diff.tsx";
import { Effect } from "./effect.tsx";

export interface Proposal {
  readonly id: string;
  readonly edits: readonly RowEdit[];
  readonly why: string;
  readonly by: { readonly account: string; readonly name: string };
  readonly at: string;
  readonly baseRevision: number;
  readonly state: "open" | "accepted" | "amended" | "rejected" | "withdrawn";
  readonly decidedBy: { readonly name: string } | null;
  readonly decidedAt: string | null;
  readonly reason: string | null;
  readonly amendedEdits: readonly RowEdit[] | null;
  readonly conflicts: readonly string[];
  readonly rivals: readonly string[];
}

/** One proposal: its edits, what they would change, and the decision. */
export function ProposalCard(props: { readonly proposal: Proposal; readonly onDecided: () => void }) {
  const app = useApp();
  const t = useWords(recordWords);
  const proposal = () => props.proposal;
  /** The effect costs two headlines, so it is computed when it is first looked at. */
  const [asked, setAsked] = createSignal(false);
  const when = (at: string): string => formatDate(at.slice(0, 10), app.language());
  return (
    <article class="proposal">
      <h3>{proposal().why}</h3>
      <p class="quiet">
        {t().by(proposal().by.name, when(proposal().at))} · <strong>{t()[stateOf(proposal())]}</strong> · <code>{proposal().id}</code>
      </p>
      <Show when={proposal().conflicts.length > 0}>
        <p class="warning">{t().conflict(proposal().conflicts.join(", "))}</p>
      </Show>
      <Show when={proposal().rivals.length > 0}>
        <p class="warning">{t().rivals(proposal().rivals.join(", "))}</p>
      </Show>
      <EditDiff edits={proposal().amendedEdits ?? proposal().edits} />
      <Show when={proposal().state === "open"} fallback={<p class="quiet">{decidedLine()}</p>}>
        <details onToggle={(event) => setAsked(asked() || event.currentTarget.open)}>
          <summary>{t().effect}</summary>
          <Show when={asked()}>
            <Effect proposal={proposal().id} />
          </Show>
        </details>
        <Show when={app.session.may("propose")}>
          <Decide proposal={proposal()} onDecided={props.onDecided} />
        </Show>
      </Show>
    </article>
  );

  function decidedLine(): string {
    const { decidedBy, decidedAt, reason } = proposal();
    return [decidedBy && decidedAt ? t().by(decidedBy.name, when(decidedAt)) : "", reason ?? ""].filter((text) => text !== "").join(" · ");
  }
}

/** Accepted as proposed although rows had changed since: the store takes that for an amendment. */
function stateOf({ state, edits, amendedEdits }: Proposal): Proposal["state"] | "acceptedStill" {
  return state === "amended" && JSON.stringify(edits) === JSON.stringify(amendedEdits) ? "acceptedStill" : state;
}

function Decide(props: { readonly proposal: Proposal; readonly onDecided: () => void }) {
  const app = useApp();
  const t = useWords(recordWords);
  const [reason, setReason] = createSignal("");
  const [fault, setFault] = createSignal<string | null>(null);
  const [amended, setAmended] = createSignal<string | null>(null);
  const decide = async (verdict: "accept" | "reject" | "withdraw" | "amend", edits?: readonly RowEdit[] | null): Promise<void> => {
    if (reason().trim() === "") return void setFault(t().needsReason);
    if (edits === null) return void setFault(t().badJson);
    try {
      await app.session.call(`proposals/${encodeURIComponent(props.proposal.id)}/decision`, {
        method: "POST",
        body: { verdict, reason: reason(), ...(edits === undefined ? {} : { edits }) },
      });
      setFault(null);
      app.reload();
      props.onDecided();
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
    }
  };
  const mine = (): boolean => app.session.session()?.mode === "local" || app.session.session()?.account === props.proposal.by.account;
  return (
    <div class="decide">
      <label class="field wide">
        <span>{t().reason}</span>
        <input value={reason()} onInput={(event) => setReason(event.currentTarget.value)} />
      </label>
      <Show when={amended() !== null}>
        <label class="field wide">
          <span>{t().amendHint}</span>
          <textarea rows="8" spellcheck={false} value={amended()!} onInput={(event) => setAmended(event.currentTarget.value)} />
        </label>
      </Show>
      <p class="buttons">
        <Show when={app.session.may("review")}>
          <Show
            when={props.proposal.conflicts.length > 0}
            fallback={
              <button type="button" class="main" onClick={() => void decide("accept")}>
                {t().accept}
              </button>
            }
          >
            <button type="button" onClick={() => void decide("amend", props.proposal.edits)}>
              {t().acceptStill}
            </button>
          </Show>
          <button
            type="button"
            onClick={() =>
              amended() === null ? setAmended(JSON.stringify(props.proposal.edits, null, 2)) : void decide("amend", parsed(amended()!))
            }
          >
            {t().amend}
          </button>
          <button type="button" onClick={() => void decide("reject")}>
            {t().reject}
          </button>
        </Show>
        <Show when={mine()}>
          <button type="button" onClick={() => void decide("withdraw")}>
            {t().withdraw}
          </button>
        </Show>
      </p>
      <Show when={fault()}>
        <p class="fault" role="alert">
          {fault()}
        </p>
      </Show>
    </div>
  );
}

function parsed(json: string): readonly RowEdit[] | null {
  try {
    const edits: unknown = JSON.parse(json);
    return Array.isArray(edits) && edits.length > 0 ? (edits as readonly RowEdit[]) : null;
  } catch {
    return null;
  }
}
