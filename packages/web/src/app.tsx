import { Dynamic } from "solid-js/web";
import { createEffect, createMemo, ErrorBoundary, lazy, Show, Suspense } from "solid-js";
import { Fault, Waiting } from "./components/states.tsx";
import { Header } from "./components/header.tsx";
import { Later } from "./components/later.tsx";
import { Menu } from "./components/menu.tsx";
import { Welcome } from "./components/welcome.tsx";
import { Soon } from "./components/soon.tsx";
import { ViewBar } from "./components/view-bar.tsx";
import { AppProvider, useApp, useWords } from "./state/app.tsx";
import { pages } from "./views/pages.ts";
import { shellWords } from "./words/shell.ts";

const SupposedBanner = lazy(() => import("./components/supposed-banner.tsx"));

const PageExports = lazy(() => import("./components/page-exports.tsx"));
const FramedSource = lazy(() => import("./components/framed-source.tsx"));

const SignIn = lazy(() => import("./views/account/sign-in.tsx"));

const Evidence = lazy(async () => ({ default: (await import("./components/evidence.tsx")).Evidence }));

export function App() {
  return (
    <AppProvider>
      <Shell />
    </AppProvider>
  );
}

function Shell() {
  const app = useApp();
  const t = useWords(shellWords);
  // The drawer is read at the first number that is asked about, and stays, so that closing it leads back to that number.
  const hasCited = createMemo<boolean>((before) => before || app.cited() !== null, false);
  // Other sites may frame this address, so nothing that writes is shown there.
  const framed = /\/embed\/?$/.test(location.pathname) || location.search === "?embed";
  const page = createMemo(() => pages.find((one) => one.id === app.route().page && !(framed && one.writes === true)));
  const bare = (): boolean => framed || page()?.bare === true;
  /** Somebody whom a team's server does not know yet: whatever the address asks for, signing in comes first. */
  const isStranger = (): boolean => app.session.session()?.mode === "team" && app.session.session()?.role === null;
  createEffect(() => {
    const title = page()?.title[app.language()];
    document.title = title === undefined ? "keiretsu" : `${title} – keiretsu`;
  });
  return (
    <>
      <a class="skip" href="#main" onClick={(event) => (event.preventDefault(), document.getElementById("main")?.focus())}>
        {t().skip}
      </a>
      <Show when={!bare()}>
        <Header />
      </Show>
      <div class="frame" classList={{ bare: bare() }}>
        <Show when={!bare()}>
          <Soon>
            <Menu />
          </Soon>
        </Show>
        <main id="main" tabindex="-1">
          <Soon>
            <Show when={!bare()}>
              <Welcome />
            </Show>
            <Show when={app.param("edits")}>
              <Suspense>
                <SupposedBanner />
              </Suspense>
            </Show>
            <ErrorBoundary fallback={(error, reset) => <Fault error={error} retry={reset} />}>
              <Show when={page()?.id !== "account" && (app.book.error() ?? app.books.error())}>
                {(error) => <Fault error={error()} retry={app.reload} />}
              </Show>
              <Show when={page()} fallback={<Fault error={new Error(t().noPage(app.route().page))} />}>
                {(shown) => (
                  <>
                    <Show when={shown().viewed && !framed && !isStranger() && app.param("edges") === null}>
                      <ViewBar />
                    </Show>
                    <Show when={shown().titled !== true && !isStranger()}>
                      <h1>{shown().title[app.language()]}</h1>
                    </Show>
                    <Suspense fallback={<Waiting />}>
                      <Show when={!isStranger()} fallback={framed ? <FramedSource /> : <SignIn />}>
                        <Dynamic component={shown().view} />
                      </Show>
                    </Suspense>
                    <Show when={framed && shown().bare !== true && !isStranger()}>
                      <Suspense>
                        <FramedSource />
                      </Suspense>
                    </Show>
                    <Show when={!bare() && shown().writes !== true && shown().id !== "network" && app.book()}>
                      <Later class="exports" summary={t().takeAway}>
                        <PageExports title={shown().title[app.language()]} />
                      </Later>
                    </Show>
                  </>
                )}
              </Show>
            </ErrorBoundary>
          </Soon>
        </main>
      </div>
      <Show when={hasCited()}>
        <Suspense>
          <Evidence />
        </Suspense>
      </Show>
    </>
  );
}
