import { createSignal, Show } from "solid-js";
import { useApp, useWords } from "../state/app.tsx";
import { shellWords } from "../words/shell.ts";
import { keep } from "../state/keep.ts";

const SEEN = "keiretsu-welcomed";

/** On the first visit: the way to the guided story, and how to be rid of this line. */
export function Welcome() {
  const app = useApp();
  const t = useWords(shellWords);
  const [shown, setShown] = createSignal(keep.getItem(SEEN) === null);
  const close = (): void => {
    keep.setItem(SEEN, "yes");
    setShown(false);
  };
  return (
    <Show when={shown() && !["tour", "embed"].includes(app.route().page)}>
      <p class="welcome" role="note">
        {t().welcome} <a href={app.link("tour", "1")}>{t().welcomeTour}</a>{" "}
        <button type="button" onClick={close}>
          {t().close}
        </button>
      </p>
    </Show>
  );
}
