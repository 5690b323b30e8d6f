import { For } from "solid-js";
import { useApp, useWords } from "../state/app.tsx";
import { groups, pages } from "../views/pages.ts";
import { shellWords } from "../words/shell.ts";

/** The pages by group: a column on a wide screen, a row that scrolls on a phone. */
export function Menu() {
  const app = useApp();
  const t = useWords(shellWords);
  return (
    <nav class="menu" aria-label={t().menu}>
      <For each={Object.entries(groups)}>
        {([group, title]) => (
          <section>
            <h2>{title[app.language()]}</h2>
            <ul>
              <For each={pages.filter((page) => page.group === group)}>
                {(page) => (
                  <li>
                    <a href={app.link(page.id)} aria-current={app.route().page === page.id ? "page" : undefined}>
                      {page.title[app.language()]}
                    </a>
                  </li>
                )}
              </For>
            </ul>
          </section>
        )}
      </For>
    </nav>
  );
}
