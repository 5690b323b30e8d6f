import { createSignal, type JSX, Show, Suspense } from "solid-js";
import { Waiting } from "./states.tsx";

/** What is read and drawn only once the reader opens it. */
export function Later(props: { readonly summary: JSX.Element; readonly class?: string; readonly children: JSX.Element }) {
  const [opened, setOpened] = createSignal(false);
  return (
    <details class={props.class} onToggle={(event) => event.currentTarget.open && setOpened(true)}>
      <summary>{props.summary}</summary>
      <Show when={opened()}>
        <Suspense fallback={<Waiting />}>{props.children}</Suspense>
      </Show>
    </details>
  );
}
