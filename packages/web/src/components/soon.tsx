import { createSignal, onCleanup, type ParentProps, Show } from "solid-js";

/** Drawn in a turn of its own, so that a page that is drawn for the first time never holds up its reader for long. */
export function Soon(props: ParentProps) {
  const [turn, setTurn] = createSignal(false);
  const timer = setTimeout(() => setTurn(true));
  onCleanup(() => clearTimeout(timer));
  return <Show when={turn()}>{props.children}</Show>;
}
