import { createSignal, Show } from "solid-js";
import { Headline } from "../components/headline.tsx";
import { Picture } from "../components/picture.tsx";
import { Waiting } from "../components/states.tsx";
import { useAnswer, useApp } from "../state/app.tsx";
import { viewOptionsOf } from "../state/view-params.ts";

/** Who pays whom. */
export default function Network() {
  const app = useApp();
  const [width, setWidth] = createSignal(0);
  const svg = useAnswer("networkPicture", () =>
    width() === 0
      ? null
      : {
          view: viewOptionsOf(app.route().params),
          width: Math.min(width(), 1040),
          language: app.language(),
          theme: app.dark() ? "dark" : "light",
        },
  );
  return (
    <>
      <Headline />
      <Picture name="network" svg={svg()} onWidth={setWidth} />
      <Show when={svg() === undefined}>
        <Waiting />
      </Show>
    </>
  );
}
