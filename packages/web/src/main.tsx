import { render } from "solid-js/web";
import { takeKey } from "./state/session.ts";
import { App } from "./app.tsx";

takeKey();
render(() => <App />, document.getElementById("app")!);

// Offline once loaded: after the first page stands, so that it takes nothing from it.
if ("serviceWorker" in navigator && import.meta.env.PROD)
  addEventListener("load", () => setTimeout(() => void navigator.serviceWorker.register("./sw.js").catch(() => undefined), 2000));
