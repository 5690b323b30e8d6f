import { boxOf, type NameLabel, type TextBlock } from "keiretsu";
import { For, Show } from "solid-js";
import type { Point } from "../../state/camera.ts";

/** Distance between two lines of text, in font sizes, as the library sets it. */
const LINE = 1.25;

/** Lines of text that were placed beside a point and go where it has gone since. */
export function Written(props: {
  readonly of: { readonly block: TextBlock | null; readonly at: Point } | undefined;
  readonly now: Point | null;
  /** With a ground of its own, so that no line strikes a number. */
  readonly plate?: boolean;
  readonly dim?: boolean;
}) {
  return (
    <Show when={props.now && props.of?.block}>
      {(block) => (
        <g
          class={`written ${block().tone ?? "ink"}`}
          classList={{ dim: props.dim === true }}
          transform={`translate(${props.now!.x - props.of!.at.x} ${props.now!.y - props.of!.at.y})`}
        >
          <Show when={props.plate}>
            <rect x={boxOf(block()).x - 1} y={boxOf(block()).y} width={boxOf(block()).width + 2} height={boxOf(block()).height} rx="2" />
          </Show>
          <For each={block().lines}>
            {(line, i) => (
              <text
                x={block().x}
                y={block().y + i() * block().size * LINE}
                font-size={String(block().size)}
                text-anchor={block().anchor ?? "start"}
                font-weight={block().weight === "bold" ? "bold" : undefined}
              >
                {line}
              </text>
            )}
          </For>
        </g>
      )}
    </Show>
  );
}

/** The name of a circle with the thin line that leads to it where it stands further out. */
export function Label(props: {
  readonly of: { readonly label: NameLabel | null; readonly at: Point } | undefined;
  readonly now: Point | null;
  readonly dim: boolean;
}) {
  const block = () => (props.of?.label ? { block: props.of.label.block, at: props.of.at } : undefined);
  return (
    <>
      <Show when={props.now && props.of?.label?.leader}>
        {(leader) => (
          <line
            class="leader"
            classList={{ dim: props.dim }}
            transform={`translate(${props.now!.x - props.of!.at.x} ${props.now!.y - props.of!.at.y})`}
            x1={leader().from.x}
            y1={leader().from.y}
            x2={leader().to.x}
            y2={leader().to.y}
          />
        )}
      </Show>
      <Written of={block()} now={props.now} dim={props.dim} />
    </>
  );
}
