import { createSignal, type JSX, onCleanup, onMount, Show } from "solid-js";
import { useWords } from "../state/app.tsx";
import { pictureWords } from "../words/picture.ts";
import { toPng } from "./png.ts";
import { save } from "./save.ts";

/** A picture of the library with its table, its caption and its downloads. `draw` gives the SVG for a width. */
export function Picture(props: {
  /** File name without its ending. */
  readonly name: string;
  readonly svg: string | undefined;
  readonly onWidth?: (width: number) => void;
  readonly caption?: JSX.Element;
  /** The same in a table, for those who cannot see it. */
  readonly table?: JSX.Element;
}) {
  const t = useWords(pictureWords);
  const [failed, setFailed] = createSignal(false);
  let frame!: HTMLDivElement;
  onMount(() => {
    const measure = (): void => props.onWidth?.(frame.clientWidth);
    const observer = new ResizeObserver(measure);
    observer.observe(frame);
    measure();
    onCleanup(() => observer.disconnect());
  });
  return (
    <figure class="picture">
      {/* The library escapes every text it draws. */}
      <div ref={frame} class="drawing" innerHTML={props.svg ?? ""} />
      <Show when={props.caption}>
        <figcaption>{props.caption}</figcaption>
      </Show>
      <Show when={props.svg}>
        {(svg) => (
          <p class="downloads">
            <button type="button" onClick={() => save(`${props.name}.svg`, new Blob([svg()], { type: "image/svg+xml" }))}>
              SVG
            </button>
            <button
              type="button"
              onClick={() =>
                void toPng(svg()).then(
                  (png) => save(`${props.name}.png`, png),
                  () => setFailed(true),
                )
              }
            >
              PNG
            </button>
            <Show when={failed()}>
              <span role="alert">{t().noPng}</span>
            </Show>
          </p>
        )}
      </Show>
      <Show when={props.table}>
        <details>
          <summary>{t().asTable}</summary>
          {props.table}
        </details>
      </Show>
    </figure>
  );
}
