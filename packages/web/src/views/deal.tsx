import { Show } from "solid-js";
import { useApp } from "../state/app.tsx";
import { DealList } from "./deal/deal-list.tsx";
import { OneDeal } from "./deal/one-deal.tsx";

/** The deals: all of them, or one with its legs, its history and what is said for and against. */
export default function Deal() {
  const app = useApp();
  return (
    <Show when={app.route().id} fallback={<DealList />} keyed>
      {(id) => <OneDeal id={id} />}
    </Show>
  );
}
