import { fold, formatNumber, type HitKind, inLanguage } from "keiretsu";
import { createMemo, createSignal, For, onCleanup, onMount, Show } from "solid-js";
import { useAnswer, useApp, useWords } from "../state/app.tsx";
import { pages } from "../views/pages.ts";
import { hitNames, searchWords } from "../words/search.ts";
import { shellWords } from "../words/shell.ts";

interface Entry {
  readonly key: string;
  readonly href: string;
  readonly text: string;
  readonly language: string;
  readonly kind: string;
}

const pageOfKind: Readonly<Record<HitKind, string>> = {
  entity: "company",
  deal: "deal",
  leg: "deal",
  claim: "evidence",
  source: "evidence",
};
const SHOWN = 14;
/** A search is asked once the typing pauses. */
const PAUSE = 150;

/** One search over everything, by Ctrl+K or /: arrows choose, Enter opens. */
export function Search() {
  const app = useApp();
  const t = useWords(searchWords);
  const shell = useWords(shellWords);
  let dialog!: HTMLDialogElement;
  let input!: HTMLInputElement;
  const [typed, setTyped] = createSignal("");
  const [text, setText] = createSignal("");
  const [at, setAt] = createSignal(0);
  const [shown, setShown] = createSignal(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const type = (value: string): void => {
    setTyped(value);
    setAt(0);
    clearTimeout(timer);
    timer = setTimeout(() => setText(value.trim()), PAUSE);
  };
  const answer = useAnswer("find", () => (shown() && text() !== "" ? { text: text(), knownOn: app.param("known"), limit: SHOWN } : null));
  const entries = createMemo((): readonly Entry[] => {
    const wanted = fold(typed());
    const found = pages
      .filter((page) => page.group !== null && wanted !== "" && fold(page.title[app.language()]).includes(wanted))
      .map(
        (page): Entry => ({
          key: `page ${page.id}`,
          href: app.link(page.id),
          text: page.title[app.language()],
          language: app.language(),
          kind: t().page,
        }),
      );
    const hits = typed().trim() === "" ? [] : (answer()?.hits ?? []);
    return [
      ...found,
      ...hits.map(({ kind, id, title, titleFr }): Entry => {
        const said = inLanguage(title, titleFr, app.language());
        return {
          key: `${kind} ${id}`,
          href: app.link(pageOfKind[kind], id),
          text: said.text || id,
          language: said.language,
          kind: hitNames[kind][app.language()],
        };
      }),
    ];
  });
  const open = (): void => {
    setShown(true);
    dialog.showModal();
    input.select();
  };
  const close = (): void => dialog.close();
  const go = (): void => {
    const entry = entries()[at()];
    if (entry === undefined) return;
    close();
    location.hash = entry.href;
  };
  const onKey = (event: KeyboardEvent): void => {
    const writes = event.target instanceof HTMLElement && event.target.matches("input, textarea, select, [contenteditable]");
    if ((event.key === "k" && (event.ctrlKey || event.metaKey)) || (event.key === "/" && !writes && !event.ctrlKey && !event.metaKey)) {
      event.preventDefault();
      if (!dialog.open) open();
    }
  };
  onMount(() => document.addEventListener("keydown", onKey));
  onCleanup(() => {
    clearTimeout(timer);
    document.removeEventListener("keydown", onKey);
  });
  const move = (event: KeyboardEvent): void => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (event.key === "Enter") go();
    else if (step !== 0 && entries().length > 0) setAt((at() + step + entries().length) % entries().length);
    else return;
    event.preventDefault();
    document.getElementById(`hit-${at()}`)?.scrollIntoView({ block: "nearest" });
  };
  return (
    <>
      <button type="button" aria-keyshortcuts="Control+K /" onClick={open}>
        {t().open}
      </button>
      <dialog class="search" ref={dialog} aria-label={t().title} onClose={() => setShown(false)}>
        <form method="dialog" role="search" onSubmit={(event) => event.preventDefault()}>
          <label class="field">
            <span>{t().title}</span>
            <input
              ref={input}
              type="search"
              role="combobox"
              aria-expanded={entries().length > 0}
              aria-controls="hits"
              aria-activedescendant={entries().length > 0 ? `hit-${at()}` : undefined}
              autocomplete="off"
              placeholder={t().hint}
              value={typed()}
              onInput={(event) => type(event.currentTarget.value)}
              onKeyDown={move}
            />
          </label>
          <button type="button" onClick={close}>
            {shell().close}
          </button>
        </form>
        <p class="quiet" role="status">
          <Show when={text() !== "" && answer()}>
            {(found) => (entries().length === 0 ? t().none : t().found(formatNumber(found().total, app.language())))}
          </Show>
        </p>
        <ul id="hits" role="listbox" aria-label={t().title}>
          <For each={entries()}>
            {(entry, k) => (
              <li id={`hit-${k()}`} role="option" aria-selected={at() === k()} onMouseEnter={() => setAt(k())} onClick={go}>
                <span lang={entry.language}>{entry.text}</span> <span class="quiet">{entry.kind}</span>
              </li>
            )}
          </For>
        </ul>
      </dialog>
    </>
  );
}
