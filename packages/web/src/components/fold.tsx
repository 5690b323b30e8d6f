import { createSignal, type JSX, onCleanup } from "solid-js";

/** Controls that stand open on a wide screen and behind one line on a phone, where the answer comes first. */
export function Fold(props: { readonly summary: JSX.Element; readonly class?: string; readonly children: JSX.Element }) {
  const screen = matchMedia("(min-width: 700px)");
  const [wide, setWide] = createSignal(screen.matches);
  const [opened, setOpened] = createSignal(false);
  const hear = (): void => void setWide(screen.matches);
  screen.addEventListener("change", hear);
  onCleanup(() => screen.removeEventListener("change", hear));
  return (
    <details
      class={`fold ${props.class ?? ""}`}
      open={wide() || opened()}
      onToggle={(event) => !wide() && setOpened(event.currentTarget.open)}
    >
      <summary>{props.summary}</summary>
      {props.children}
    </details>
  );
}
