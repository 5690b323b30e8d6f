import { type Accessor, createSignal, Show } from "solid-js";

/** Something asked of the server by a button: whether it is under way, done, or why it was refused. */
export interface Attempted {
  readonly start: () => void;
  readonly busy: Accessor<boolean>;
  readonly done: Accessor<boolean>;
  readonly fault: Accessor<string | null>;
}

export function createAttempt(act: () => Promise<void>): Attempted {
  const [busy, setBusy] = createSignal(false);
  const [done, setDone] = createSignal(false);
  const [fault, setFault] = createSignal<string | null>(null);
  const run = async (): Promise<void> => {
    setBusy(true);
    setDone(false);
    setFault(null);
    try {
      await act();
      setDone(true);
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
    }
    setBusy(false);
  };
  return { start: () => void run(), busy, done, fault };
}

export function Attempt(props: { readonly of: Attempted; readonly done?: string }) {
  return (
    <>
      <Show when={props.of.fault()}>
        <span class="fault" role="alert">
          {props.of.fault()}
        </span>
      </Show>
      <Show when={props.of.done() && props.done}>
        <span role="status">{props.done}</span>
      </Show>
    </>
  );
}
