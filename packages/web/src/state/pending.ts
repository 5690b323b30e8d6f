import { type Accessor, batch, createEffect, createMemo, createSignal, onCleanup } from "solid-js";

/**
 * A value that arrives. While a newer one is on its way the last one stays, so that a page does not blink at every change; after a failure there is
 * an error and no value. Unlike a resource of Solid it never hides what stands around it.
 */
export interface Pending<T> {
  (): T | undefined;
  readonly loading: Accessor<boolean>;
  readonly error: Accessor<unknown>;
  readonly retry: () => void;
}

/**
 * Fetch anew whenever the key of what is wanted changes; null wants nothing. The signal is aborted when the answer is no longer wanted.
 */
export function createPending<W extends { readonly key: string }, T>(
  wanted: () => W | null | undefined,
  fetcher: (wanted: W, signal: AbortSignal) => Promise<T> | T,
): Pending<T> {
  const [value, setValue] = createSignal<T | undefined>();
  const [loading, setLoading] = createSignal(false);
  const [error, setError] = createSignal<unknown>(null);
  const [attempt, setAttempt] = createSignal(0);
  // Compared by key, so that what is made anew and says the same fetches nothing.
  const now = createMemo(wanted, undefined, { equals: (a, b) => a?.key === b?.key });
  createEffect(() => {
    attempt();
    const asked = now();
    if (!asked) {
      setLoading(false);
      return;
    }
    const controller = new AbortController();
    onCleanup(() => controller.abort());
    setLoading(true);
    const settle = (change: () => void): void => {
      if (controller.signal.aborted) return;
      batch(() => {
        change();
        setLoading(false);
      });
    };
    void (async () => {
      try {
        const result = await fetcher(asked, controller.signal);
        settle(() => {
          setError(null);
          setValue(() => result);
        });
      } catch (fault) {
        settle(() => {
          setError(fault);
          setValue(undefined);
        });
      }
    })();
  });
  return Object.assign(() => value(), { loading, error, retry: () => setAttempt((count) => count + 1) });
}
