import { For, Show } from "solid-js";
import { useApp, useWords } from "../state/app.tsx";
import { type Change, isTooLong, noWhatIf, WhatIfError } from "../state/what-if.ts";
import { whatIfWords } from "../words/what-if.ts";
import { changeWords } from "./change-words.ts";
import { CheckField } from "./fields.tsx";

/** Above every page while anything is supposed: what, and the way back. */
export default function SupposedBanner() {
  const app = useApp();
  const t = useWords(whatIfWords);
  const whatIf = () => app.whatIf() ?? noWhatIf;
  const change = (changes: readonly Change[]): void => void app.suppose({ ...whatIf(), changes });
  const switched = (at: number, on: boolean): void =>
    change(
      whatIf().changes.map((one, k) => (k === at ? { what: one.what, of: one.of, edits: one.edits, ...(on ? {} : { off: true }) } : one)),
    );
  const lastOn = () => whatIf().changes.findLastIndex((one) => !one.off);
  const nextOff = () => whatIf().changes.findIndex((one, k) => one.off && k > lastOn());
  const count = () => whatIf().changes.filter((one) => !one.off).length;
  const fault = (): string | null => {
    const error = app.whatIf.error();
    return error === null ? null : error instanceof WhatIfError ? t()[error.code] : t().unreadable;
  };
  return (
    <aside class="supposed" aria-label={t().list}>
      <Show when={fault()}>
        <p role="alert">{fault()}</p>
      </Show>
      <Show when={fault() === null}>
        <p>
          <strong>{t().supposed(count())}</strong>
          <Show when={whatIf().name}> – {whatIf().name}</Show> <span class="quiet">{t().notRecord}</span>
        </p>
        <Show when={isTooLong(app.param("edits") ?? "")}>
          <p role="alert">{t().tooLong}</p>
        </Show>
        <Show when={app.names()?.refused.length}>
          <p role="alert">
            {t().refused}{" "}
            {app
              .names()!
              .refused.map((one) => (app.language() === "fr" ? (one.french ?? one) : one).summary)
              .join(" ")}
          </p>
        </Show>
        <Show when={app.names() !== undefined && !app.names()!.whole}>
          <p role="alert">{t().unsound(app.names()!.faults)}</p>
        </Show>
        <details>
          <summary>{t().list}</summary>
          <ol class="changes">
            <For each={whatIf().changes}>
              {(one, at) => (
                <li classList={{ off: one.off === true }}>
                  <CheckField label={changeWords(one, app, t())} checked={one.off !== true} onChange={(on) => switched(at(), on)} />{" "}
                  <button
                    type="button"
                    class="plain"
                    aria-label={t().removeOne(changeWords(one, app, t()))}
                    onClick={() => change(whatIf().changes.filter((_, k) => k !== at()))}
                  >
                    {t().remove}
                  </button>
                </li>
              )}
            </For>
          </ol>
        </details>
      </Show>
      <p class="actions">
        <Show when={fault() === null}>
          <button type="button" disabled={lastOn() < 0} onClick={() => switched(lastOn(), false)}>
            {t().undo}
          </button>
          <button type="button" disabled={nextOff() < 0} onClick={() => switched(nextOff(), true)}>
            {t().redo}
          </button>
        </Show>
        <Show when={app.route().page !== "what-if"}>
          <a href={app.link("what-if")}>{t().page}</a>
        </Show>
        <button type="button" onClick={() => app.setParams({ edits: null })}>
          {t().discard}
        </button>
      </p>
    </aside>
  );
}
