import { Show } from "solid-js";
import { useApp } from "../state/app.tsx";
import { FirmList } from "./company/firm-list.tsx";
import { OneFirm } from "./company/one-firm.tsx";

/** The firms: all of them, or one with its money, its ties and what is said of it. */
export default function Company() {
  const app = useApp();
  return (
    <Show when={app.route().id} fallback={<FirmList />} keyed>
      {(id) => <OneFirm id={id} />}
    </Show>
  );
}
