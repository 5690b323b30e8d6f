import { Show } from "solid-js";
import { useApp } from "../state/app.tsx";
import { LoopList } from "./loops/loop-list.tsx";
import { OneLoop } from "./loops/one-loop.tsx";

/** The loops of money: all of them, or one. */
export default function Loops() {
  const app = useApp();
  return (
    <Show when={app.route().id} fallback={<LoopList />} keyed>
      {(id) => <OneLoop id={id} />}
    </Show>
  );
}
