import type { DrawnNetwork } from "keiretsu";
import { createEffect, createSignal, onCleanup } from "solid-js";

/** Until the reader rests, labels move along; then places are found for them anew. */
const REST = 90;
/** How long what is gone fades; as in the style sheet. */
const FADE = 400;

/** The drawing as it was when it last stood still; null before the first one. */
export function createRested(drawing: () => DrawnNetwork, ready: () => boolean): () => DrawnNetwork | null {
  const [rested, setRested] = createSignal<DrawnNetwork | null>(null);
  createEffect(() => {
    const now = drawing();
    if (!ready()) return;
    // The first one waits for nothing.
    const timer = setTimeout(() => setRested(now), rested() === null ? 0 : REST);
    onCleanup(() => clearTimeout(timer));
  });
  return rested;
}

/** Moves aside are found with the labels: a drawing must not be asked about again because of them. */
export function withoutAsides(drawing: DrawnNetwork): DrawnNetwork {
  return { ...drawing, arrows: drawing.arrows.map(({ aside: _aside, ...arrow }) => arrow) };
}

/** The lines of arrows that have just gone, for as long as they fade. */
export function createLeaving(present: () => readonly string[], lineOf: (id: string) => string | null): () => readonly string[] {
  const [leaving, setLeaving] = createSignal<readonly string[]>([]);
  let lines = new Map<string, string>();
  let fading: ReturnType<typeof setTimeout>;
  createEffect(() => {
    const now = present();
    const gone = [...lines].filter(([id]) => !now.includes(id)).map(([, line]) => line);
    lines = new Map(
      now.flatMap((id) => [[id, lineOf(id)] as const]).filter((entry): entry is readonly [string, string] => entry[1] !== null),
    );
    if (gone.length === 0) return;
    setLeaving(gone);
    clearTimeout(fading);
    // Whatever comes in between, what is gone has faded by then.
    fading = setTimeout(() => setLeaving([]), FADE);
  });
  onCleanup(() => clearTimeout(fading));
  return leaving;
}
