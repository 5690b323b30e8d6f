import { createEffect, createMemo, createSignal, on } from "solid-js";
import { useApp } from "../../state/app.tsx";
import type { Point } from "../../state/camera.ts";
import { keep } from "../../state/keep.ts";
import { createPending } from "../../state/pending.ts";
import { keepPlaces, type Places, placesKey } from "../../state/places.ts";
import { ownPlaces } from "../../state/share-link.ts";

/**
 * Where parties were put by hand. Whoever may propose keeps them with the case, for everybody, party by party, so that two who move different ones
 * both keep their places; others keep them in this browser, where they stand before those of the case.
 */
export function usePlaces() {
  const app = useApp();
  const book = createMemo(() => placesKey(app.record()));
  const [own, setOwn] = createSignal<Places>({});
  createEffect(() => setOwn(ownPlaces(book(), app.param("at"))));
  const stored = createMemo((): string | null => {
    const open = app.record();
    return open === undefined || open.revision === 0 || app.isPublished ? null : open.id;
  });
  const asked = createPending(
    () => (stored() === null ? null : { key: stored()! }),
    async ({ key }) => (await app.session.call<{ readonly positions: Places }>(path(key))).positions,
  );
  const [answered, setAnswered] = createSignal<Places | null>(null);
  createEffect(on(stored, () => setAnswered(null)));
  const shared = (): Places => answered() ?? asked() ?? {};
  const shares = (): boolean => stored() !== null && app.session.may("propose");

  /** Changes go out one after the other, so that the last answer holds them all. */
  let sending: Promise<void> = Promise.resolve();
  const send = (moved: Readonly<Record<string, Point | null>>): void => {
    const id = stored()!;
    const patch = async (): Promise<void> => {
      const { positions } = await app.session.call<{ readonly positions: Places }>(path(id), {
        method: "PATCH",
        body: { positions: moved },
      });
      if (stored() !== id) return;
      setAnswered(positions);
      // What the case keeps needs no place here, unless it is on the move again.
      putOwn(Object.fromEntries(Object.entries(own()).filter(([firm, at]) => at !== moved[firm])));
    };
    // A place that the server does not take is still kept here.
    sending = sending.then(patch).catch(() => {});
  };
  const putOwn = (places: Places): void => {
    setOwn(places);
    keepPlaces(book(), places, keep);
  };
  return {
    moved: createMemo((): Places => ({ ...shared(), ...own() })),
    move: (firm: string, to: Point, done: boolean): void => {
      if (!done) return void setOwn({ ...own(), [firm]: to });
      const at = { x: tenth(to.x), y: tenth(to.y) };
      putOwn({ ...own(), [firm]: at });
      if (shares()) send({ [firm]: at });
    },
    /** Whether a reset would change anything, here or for everybody. */
    canReset: (): "here" | "everywhere" | null =>
      shares() && Object.keys(shared()).length > 0 ? "everywhere" : Object.keys(own()).length > 0 ? "here" : null,
    reset: (): void => {
      putOwn({});
      app.setParams({ at: null }, { replace: true });
      if (shares()) send(Object.fromEntries(Object.keys(shared()).map((firm) => [firm, null])));
    },
  };
}

function path(book: string): string {
  return `casebooks/${encodeURIComponent(book)}/positions`;
}

/** A link carries places to a tenth of a pixel. */
function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
