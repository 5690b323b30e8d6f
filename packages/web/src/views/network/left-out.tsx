import type { Language, PlacedLabels, Spoken } from "keiretsu";
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
  const all = (): number => props.answer.passed.length + props.answer.left.filtered.ties;
  const without = () => ({
    names: props.placed?.names.filter((name) => name === null).length ?? 0,
    amounts: props.placed?.amounts.filter((block, k) => block === null && props.placed!.drawing.arrows[k].words !== "").length ?? 0,
  });
  return (
    <div class="left-out">
      <p>
        {t().drawnOf(props.answer.drawn.length, all())} {leftOutWords(props.answer, t(), app.language())}{" "}
        <Show when={without().names + without().amounts > 0}>{t().noRoom(without().names, without().amounts)}</Show>
      </p>
      <Show when={props.answer.drawn.length > DENSE}>
        <p class="dense">{t().dense}</p>
      </Show>
    </div>
  );
}

/** "Not drawn: 9 smaller, together 12 bn; 17 of unknown amount." Empty when all is drawn. */
export function leftOutWords(answer: Answer<"network">, t: Spoken<typeof networkWords>, language: Language): string {
  const { smaller, unknown, filtered, setAside, internal } = answer.left;
  const parts = [
    smaller.ties > 0 && t.smaller(smaller.ties, totalWords(smaller, answer, language)),
    unknown > 0 && t.unknownLeft(unknown),
    filtered.ties > 0 && t.filteredLeft(filtered.ties),
    setAside.length > 0 && t.setAsideLeft(setAside.length),
    internal.length > 0 && t.internalLeft(internal.length),
  ].filter((part): part is string => part !== false);
  return parts.length === 0 ? "" : `${t.notDrawn} ${parts.join(language === "fr" ? "\u202f; " : "; ")}.`;
}
