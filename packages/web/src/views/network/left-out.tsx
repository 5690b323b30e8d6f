import type { PlacedLabels } from "keiretsu";
import { Show } from "solid-js";
import { useApp, useWords } from "../../state/app.tsx";
import { networkWords } from "../../words/network.ts";
import { totalWords } from "../../words/tie-amount.ts";
import type { Answer } from "../../worker/questions.ts";

/** Beyond this many arrows no drawing reads well. */
const DENSE = 110;

/** Counts of what is not drawn, and of labels without room: nothing is left out in silence. */
export function LeftOut(props: { readonly answer: Answer<"network">; readonly placed: PlacedLabels | null }) {
  const app = useApp();
  const t = useWords(networkWords);
  const left = () => props.answer.left;
  const parts = (): readonly string[] =>
    [
      left().smaller.ties > 0 && t().smaller(left().smaller.ties, totalWords(left().smaller, props.answer, app.language())),
      left().unknown > 0 && t().unknownLeft(left().unknown),
      left().filtered.ties > 0 && t().filteredLeft(left().filtered.ties),
      left().setAside.length > 0 && t().setAsideLeft(left().setAside.length),
      left().internal.length > 0 && t().internalLeft(left().internal.length),
    ].filter((part): part is string => part !== false);
  const all = (): number => props.answer.drawn.length + left().smaller.ties + left().unknown + left().filtered.ties;
  const without = () => ({
    names: props.placed?.names.filter((name) => name === null).length ?? 0,
    amounts: props.placed?.amounts.filter((block, k) => block === null && props.placed!.drawing.arrows[k].words !== "").length ?? 0,
  });
  return (
    <div class="left-out">
      <p>
        {t().drawnOf(props.answer.drawn.length, all())}{" "}
        <Show when={parts().length > 0}>
          {t().notDrawn} {parts().join(app.language() === "fr" ? "\u202f; " : "; ")}.
        </Show>{" "}
        <Show when={without().names + without().amounts > 0}>{t().noRoom(without().names, without().amounts)}</Show>
      </p>
      <Show when={props.answer.drawn.length > DENSE}>
        <p class="dense">{t().dense}</p>
      </Show>
    </div>
  );
}
