import { createSignal, Show } from "solid-js";
import { useWords } from "../../state/app.tsx";
import { networkWords } from "../../words/network.ts";

/** Put every party back where it would lie by itself; where others would see it, only once that has been said. */
export function ResetPlaces(props: { readonly reach: "here" | "everywhere"; readonly onReset: () => void }) {
  const t = useWords(networkWords);
  const [asking, setAsking] = createSignal(false);
  return (
    <Show
      when={asking()}
      fallback={
        <button type="button" onClick={() => (props.reach === "everywhere" ? setAsking(true) : props.onReset())}>
          {t().resetPlaces}
        </button>
      }
    >
      <span class="asking" role="group" aria-label={t().resetPlaces}>
        {t().resetAsks}{" "}
        <button type="button" onClick={() => (setAsking(false), props.onReset())}>
          {t().resetForAll}
        </button>{" "}
        <button type="button" ref={(button) => queueMicrotask(() => button.focus())} onClick={() => setAsking(false)}>
          {t().cancel}
        </button>
      </span>
    </Show>
  );
}
