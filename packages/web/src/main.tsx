import { render } from "solid-js/web";
import { parseRoute } from "./state/route.ts";
import { takeKey } from "./state/session.ts";
import { pages } from "./views/pages.ts";
import { startWorker } from "./worker/ask.ts";
import { App } from "./app.tsx";

takeKey();
// The worker and the view of the address are read while the shell is drawn.
startWorker();
void pages.find(({ id }) => id === parseRoute(location.hash).page)?.view.preload();
render(() => <App />, document.getElementById("app")!);

// Offline once loaded: after the first page stands, so that it takes nothing from it.
if ("serviceWorker" in navigator && import.meta.env.PROD)
  addEventListener("load", () => setTimeout(() => void navigator.serviceWorker.register("./sw.js").catch(() => undefined), 2000));
