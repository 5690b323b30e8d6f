import { For, Show } from "solid-js";
import { useApp, useWords } from "../state/app.tsx";
import { Copy } from "./copy.tsx";
import { Search } from "./search.tsx";
import { shellWords } from "../words/shell.ts";
import { keep } from "../state/keep.ts";

/** Name, casebook, language, theme, link. */
export function Header() {
  const app = useApp();
  const t = useWords(shellWords);
  const switchLanguage = (): void => {
    const next = app.language() === "fr" ? "en" : "fr";
    keep.setItem("keiretsu-language", next);
    app.setParams({ lang: next }, { replace: true });
  };
  const switchTheme = (): void => {
    const next = app.dark() ? "light" : "dark";
    keep.setItem("keiretsu-theme", next);
    app.setParams({ theme: next }, { replace: true });
  };
  return (
    <header class="top">
      <a class="name" href={app.link("network")}>
        <img src="./icon.svg" alt="" width="24" height="24" />
        keiretsu
      </a>
      <Show when={app.books()}>
        {(books) => (
          <label class="book">
            <span class="quiet">{t().book}</span>
            <select onChange={(event) => app.setParams({ book: event.currentTarget.value, edits: null })}>
              <For each={books()}>
                {(book) => (
                  <option value={book.id} selected={book.id === app.book()?.id}>
                    {app.language() === "fr" ? book.titleFr || book.title : book.title}
                  </option>
                )}
              </For>
            </select>
          </label>
        )}
      </Show>
      <span class="spring" />
      <Search />
      <Copy class="share" text={app.sharedLink}>
        {t().share}
      </Copy>
      <button type="button" lang={app.language() === "fr" ? "en" : "fr"} onClick={switchLanguage}>
        {t().language}
      </button>
      <button type="button" class="round" aria-label={t().theme} title={t().theme} onClick={switchTheme}>
        <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
          <path d="M10 2a8 8 0 1 0 0 16z" fill="currentColor" />
          <circle cx="10" cy="10" r="8" fill="none" stroke="currentColor" stroke-width="1.5" />
        </svg>
      </button>
    </header>
  );
}
