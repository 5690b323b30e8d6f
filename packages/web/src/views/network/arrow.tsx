import type { arrowMarks, DrawnArrow } from "keiretsu";
import { Show } from "solid-js";

/** One leg: what can be pointed at is broader than what is seen. */
export function Arrow(props: {
  readonly arrow: DrawnArrow;
  readonly marks: ReturnType<typeof arrowMarks>;
  readonly round: boolean;
  readonly near: boolean;
  readonly label: string;
  readonly onPoint: (pointed: boolean) => void;
  readonly onOpen: () => void;
}) {
  return (
    <g
      class={`arrow ${props.arrow.tone} ${props.arrow.firmness}`}
      classList={{ near: props.near, "goes-round": props.round }}
      data-tie={props.arrow.id}
      role="button"
      tabindex="0"
      aria-label={props.label}
      onClick={() => props.onOpen()}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        props.onOpen();
      }}
      onPointerEnter={() => props.onPoint(true)}
      onPointerLeave={() => props.onPoint(false)}
      onFocus={() => props.onPoint(true)}
      onBlur={() => props.onPoint(false)}
    >
      <path class="reach" d={props.marks.line} stroke-width={Math.max(14, props.arrow.width + 6)} />
      <Show when={props.marks.halo}>
        {(halo) => <path class="halo" d={props.marks.line} stroke-width={halo().width} stroke-dasharray={halo().dash ?? undefined} />}
      </Show>
      <path
        class="core"
        d={props.marks.line}
        stroke-width={props.marks.core.width}
        stroke-dasharray={props.marks.core.dash ?? undefined}
        stroke-linecap={props.marks.core.round ? "round" : undefined}
      />
      <polygon points={props.marks.head} />
    </g>
  );
}
