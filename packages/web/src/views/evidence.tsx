import { Show } from "solid-js";
import { useApp } from "../state/app.tsx";
import { OneRecord } from "./evidence/one-record.tsx";
import { Records } from "./evidence/records.tsx";

/** What everything rests on: claims, contradictions, sources; or one claim or source. */
export default function Evidence() {
  const app = useApp();
  return (
    <Show when={app.route().id} fallback={<Records />} keyed>
      {(id) => <OneRecord id={id} />}
    </Show>
  );
}
