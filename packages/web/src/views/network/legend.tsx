import { For, Show } from "solid-js";
import { formatShare, formatAmount } from "keiretsu";
import { useApp, useWords } from "../../state/app.tsx";
import { networkWords } from "../../words/network.ts";
import type { Answer } from "../../worker/questions.ts";
import { widestArrow } from "./geometry.ts";

/** The key: only what the picture has. */
export function Legend(props: { readonly answer: Answer<"network"> }) {
  const app = useApp();
  const t = useWords(networkWords);
  const drawn = () => props.answer.drawn;
  const most = (): number => props.answer.scale.tie;
  const round = (): number => (most() > 0 ? 10 ** Math.floor(Math.log10(most())) : 0);
  const items = () =>
    [
      { shown: drawn().some((tie) => tie.flow === "funding"), tone: "funding", width: 4, words: t().legendFunding },
      { shown: drawn().some((tie) => tie.flow === "revenue"), tone: "revenue", width: 4, words: t().legendRevenue },
      { shown: drawn().some((tie) => tie.flow === "transfer"), tone: "transfer", width: 4, words: t().legendTransfer },
      { shown: drawn().some((tie) => tie.firmness === "promised"), width: 3, dash: "7 4", words: t().legendPromised },
      { shown: drawn().some((tie) => tie.firmness === "ghost"), width: 4, pale: true, words: t().legendGhost },
      {
        shown: drawn().some((tie) => tie.low !== null && tie.high !== null && tie.low < tie.high),
        width: 2,
        halo: 10,
        words: t().legendRange,
      },
      { shown: drawn().some((tie) => tie.low !== null && tie.high === null), width: 2, halo: 8, ragged: true, words: t().legendOpen },
      {
        shown: drawn().some((tie) => tie.low === null && tie.high === null),
        width: 1.6,
        dash: "0.1 4",
        cap: true,
        words: t().legendUnknown,
      },
      {
        shown: round() > 0,
        width: Math.max(1.2, (widestArrow * round()) / most()),
        words:
          props.answer.lens === "owns" ? formatShare(round(), app.language()) : formatAmount(round(), props.answer.unit, app.language()),
      },
    ].filter((item) => item.shown);
  return (
    <ul class="legend" aria-label={t().legend}>
      <For each={items()}>
        {(item) => (
          <li>
            <svg width="30" height="14" aria-hidden="true" class={item.tone ?? "plain"}>
              <Show when={item.halo}>
                <line
                  class="halo"
                  x1="1"
                  y1="7"
                  x2="29"
                  y2="7"
                  stroke-width={item.halo}
                  stroke-dasharray={item.ragged ? "1.5 2.5" : undefined}
                />
              </Show>
              <line
                class="core"
                classList={{ pale: item.pale === true }}
                x1="1"
                y1="7"
                x2="29"
                y2="7"
                stroke-width={item.width}
                stroke-dasharray={item.dash}
                stroke-linecap={item.cap ? "round" : undefined}
              />
            </svg>
            {item.words}
          </li>
        )}
      </For>
      <li>
        <svg width="30" height="14" aria-hidden="true">
          <circle class="disc" cx="15" cy="7" r="6" />
        </svg>
        {t().legendCircle}
      </li>
    </ul>
  );
}
