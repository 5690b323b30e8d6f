import { type Accessor, type JSX, Show } from "solid-js";
import { useWords } from "../state/app.tsx";
import type { Pending } from "../state/pending.ts";
import { AskError } from "../worker/ask.ts";
import { shellWords } from "../words/shell.ts";

/** While an answer is computed. */
export function Waiting() {
  const t = useWords(shellWords);
  return (
    <p class="waiting" role="status">
      {t().waiting}
    </p>
  );
}

/** What could not be shown, in the library's own words, and how to go on. */
export function Fault(props: { readonly error: unknown; readonly retry?: () => void }) {
  const t = useWords(shellWords);
  const code = (): string | null => (props.error instanceof AskError ? props.error.code : null);
  return (
    <div class="fault" role="alert">
      <p>
        <strong>{t().wentWrong}</strong>
      </p>
      <p>{props.error instanceof Error ? props.error.message : String(props.error)}</p>
      <Show when={code()}>
        <p>
          <code>{code()}</code>
        </p>
      </Show>
      <Show when={props.retry}>
        <button type="button" onClick={() => props.retry!()}>
          {t().retry}
        </button>
      </Show>
    </div>
  );
}

/** What hangs on an answer: nothing yet, the answer (dimmed while a newer one is on its way), or why there is none. */
export function Answered<T>(props: { readonly of: Pending<T>; readonly children: (answer: Accessor<NonNullable<T>>) => JSX.Element }) {
  return (
    <div class="answered" aria-busy={props.of.loading()}>
      <Show when={props.of.error()}>
        <Fault error={props.of.error()} retry={props.of.retry} />
      </Show>
      <Show
        when={props.of()}
        fallback={
          <Show when={props.of.loading()}>
            <Waiting />
          </Show>
        }
      >
        {(answer) => props.children(answer)}
      </Show>
    </div>
  );
}
