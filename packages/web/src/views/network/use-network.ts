import { instrumentNames, type Lens, type PlacedLabels, sentenceOf, statusNames, type Tie, type TieTotal } from "keiretsu";
import { createEffect, createMemo, createSignal } from "solid-js";
import { useAnswer, useApp, useWords } from "../../state/app.tsx";
import type { Point } from "../../state/camera.ts";
import { filtersOf, lensOf } from "../../state/network-params.ts";
import { createPending } from "../../state/pending.ts";
import { keepPlaces, type Places, readPlaces } from "../../state/places.ts";
import { projectOptionsOf, viewOptionsOf } from "../../state/view-params.ts";
import { networkWords } from "../../words/network.ts";
import { tieAmount, tieCount, totalWords } from "../../words/tie-amount.ts";
import { keep } from "../../state/keep.ts";

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

  /** Places by hand belong to the casebook on record, whatever is supposed beside it. */
  const book = createMemo(() => app.record()?.key ?? "");
  const [moved, setMoved] = createSignal<Places>({});
  createEffect(() => setMoved(readPlaces(book(), keep)));
  const stored = (): string | null => {
    const open = app.record();
    return open === undefined || open.revision === 0 || app.isPublished ? null : open.id;
  };
  // What is kept with the case, for everybody who opens it; what the reader has put by hand stands before it.
  const shared = createPending(
    () => (stored() === null ? null : { key: stored()! }),
    async ({ key }) => (await app.session.call<{ readonly positions: Places }>(positionsOf(key))).positions,
  );
  const share = (): void => {
    if (stored() === null || !app.session.may("propose")) return;
    // A place that the server does not take is still kept here.
    app.session.call(positionsOf(stored()!), { method: "PUT", body: { positions: { ...shared(), ...moved() } } }).catch(() => {});
  };
  const move = (firm: string, to: Point, done: boolean): void => {
    setMoved({ ...moved(), [firm]: to });
    if (!done) return;
    keepPlaces(book(), moved(), keep);
    share();
  };
  const reset = (): void => {
    setMoved({});
    keepPlaces(book(), {}, keep);
  };
  const positions = createMemo(() => new Map(Object.entries({ ...layout()?.positions, ...shared(), ...moved() })));

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
    hasMoved: () => Object.keys(moved()).length > 0,
    move,
    reset,
    placed,
    setPlaced,
    width,
    setWidth,
    describe,
    describeFirm,
  };
}

function positionsOf(book: string): string {
  return `casebooks/${encodeURIComponent(book)}/positions`;
}
