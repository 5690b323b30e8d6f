import { instrumentNames, type Lens, type PlacedLabels, sentenceOf, statusNames, type Tie, type TieTotal } from "keiretsu";
import { createMemo, createSignal } from "solid-js";
import { useAnswer, useApp, useWords } from "../../state/app.tsx";
import { filtersOf, lensOf } from "../../state/network-params.ts";
import { projectOptionsOf, viewOptionsOf } from "../../state/view-params.ts";
import { networkWords } from "../../words/network.ts";
import { tieAmount, tieCount, totalWords } from "../../words/tie-amount.ts";
import { usePlaces } from "./use-places.ts";

/** What the page of the network and the embedded picture share: the answer to the address, where parties stand, and what is said of them. */
export function useNetwork() {
  const app = useApp();
  const t = useWords(networkWords);
  const [width, setWidth] = createSignal(innerWidth);
  const [placed, setPlaced] = createSignal<PlacedLabels | null>(null);
  const lens = createMemo((): Lens => lensOf(app.route().params));
  const answer = useAnswer("network", () => ({
    view: viewOptionsOf(app.route().params),
    project: projectOptionsOf(app.route().params),
    lens: lens(),
    filters: filtersOf(app.route().params, width()),
  }));
  const layout = useAnswer("networkLayout", () => ({
    chapters: viewOptionsOf(app.route().params).chapters,
    perimeter: projectOptionsOf(app.route().params).perimeter,
    seed: 1,
  }));

  const places = usePlaces();
  // A party that the picture does not know has no place in it.
  const positions = createMemo(() => {
    const own = layout()?.positions ?? {};
    return new Map([...Object.entries(own), ...Object.entries(places.moved()).filter(([firm]) => Object.hasOwn(own, firm))]);
  });

  const describe = (tie: Tie): string => {
    const said = sentenceOf(answer()!.lens, app.language(), app.entityName(tie.from), app.entityName(tie.to));
    const parts = [
      tieAmount(tie, answer()!, app.language()),
      tie.instrument === "stake" ? t().stake : instrumentNames[tie.instrument][app.language()],
      ...(tie.status === null ? [] : [statusNames[tie.status][app.language()]]),
    ];
    return `${said}${app.language() === "fr" ? "\u00a0: " : ": "}${parts.join(" · ")}`;
  };
  // Shares of several firms do not add up to anything.
  const sumWords = (total: TieTotal): string =>
    lens() === "owns" ? tieCount(total.ties, app.language()) : totalWords(total, answer()!, app.language());
  const describeFirm = (id: string): string => {
    const firm = answer()?.firms.find((one) => one.id === id);
    if (!firm) return app.entityName(id);
    const side = (end: "out" | "in"): string => `${t()[`${lens()}${end === "out" ? "Out" : "In"}`]} ${sumWords(firm[end])}`;
    return `${app.entityName(id)}. ${side("out")}. ${side("in")}.`;
  };
  return {
    lens,
    answer,
    positions,
    places,
    placed,
    setPlaced,
    width,
    setWidth,
    describe,
    describeFirm,
  };
}
