import { arrowMarks, type DrawnArrow, type DrawnNetwork, fan, type PlacedLabels, pointOn, type Tie } from "keiretsu";
import { createEffect, createMemo, createSignal, For, type JSX, on, onCleanup, onMount, Show } from "solid-js";
import { type Camera, cameraOf, eyeOf, fitted, type Point, type Size, toScreen, toWorld, zoomed } from "../../state/camera.ts";
import { useAnswer, useApp, useWords } from "../../state/app.tsx";
import { networkWords } from "../../words/network.ts";
import type { Answer } from "../../worker/questions.ts";
import { Arrow } from "./arrow.tsx";
import { createLeaving, createRested, withoutAsides } from "./changing.ts";
import { drawingOf } from "./geometry.ts";
import { useGestures } from "./gestures.ts";
import { Label, Written } from "./labels.tsx";

export interface DrawingProps {
  readonly answer: Answer<"network">;
  readonly positions: ReadonlyMap<string, Point>;
  readonly selected: string | null;
  /** Dim what cannot go round. */
  readonly round: boolean;
  readonly onWidth: (width: number) => void;
  readonly onTie: (tie: Tie) => void;
  readonly onNode: (firm: string) => void;
  readonly onMove: (firm: string, to: Point, done: boolean) => void;
  readonly onPlaced: (labels: PlacedLabels) => void;
  readonly describe: (tie: Tie) => string;
  readonly describeFirm: (firm: string) => string;
  readonly children?: JSX.Element;
}

/** Around the outermost places, whatever circle is drawn there. */
const ROOM = 16;

/** Circles and arrows that can be pointed at, moved, and looked at from near and far. */
export function Drawing(props: DrawingProps) {
  const app = useApp();
  const t = useWords(networkWords);
  let frame!: HTMLDivElement;
  let svg!: SVGSVGElement;
  const [size, setSize] = createSignal<Size>({ width: 0, height: 0 });
  onMount(() => {
    const measure = (): void => {
      const width = Math.floor(frame.clientWidth);
      if (width === 0 || width === size().width) return;
      setSize({
        width,
        height: Math.round(width < 600 ? Math.min(width * 1.35, innerHeight * 0.8) : Math.min(Math.max(width * 0.62, 420), 780)),
      });
      props.onWidth(width);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(frame);
    measure();
    onCleanup(() => observer.disconnect());
  });
  const upright = createMemo(() => size().width < 600);
  /** On a phone the long side of the world stands upright. */
  const turned = (point: Point): Point => (upright() ? { x: point.y, y: point.x } : point);
  const positions = createMemo(() => new Map([...props.positions].map(([id, point]) => [id, turned(point)])));
  const firms = createMemo(() => props.answer.firms.filter((firm) => firm.drawn));

  const fit = createMemo((): Camera => {
    const circles = props.answer.ever.flatMap((firm) => {
      const at = positions().get(firm);
      return at ? [{ ...at, radius: ROOM }] : [];
    });
    return fitted(circles, size(), upright() ? { x: 34, y: 24 } : { x: 72, y: 30 });
  });
  const [own, setOwn] = createSignal<Camera | null>(null);
  createEffect(
    on([() => app.param("eye"), size], ([eye]) => {
      if (own() === null || eye === null || eye !== eyeOf(own()!, size())) setOwn(cameraOf(eye, size()));
    }),
  );
  const camera = createMemo(() => own() ?? fit());
  let resting: ReturnType<typeof setTimeout>;
  const look = (next: Camera): void => {
    setOwn(next);
    clearTimeout(resting);
    resting = setTimeout(() => {
      const eye = eyeOf(next, size());
      // Rested on what the address says, to the last digit: whoever opens the link sees the same picture.
      setOwn(cameraOf(eye, size()));
      app.setParams({ eye }, { replace: true });
    }, 250);
  };
  const lookAtAll = (): void => {
    clearTimeout(resting);
    setOwn(null);
    app.setParams({ eye: null }, { replace: true });
  };
  onCleanup(() => clearTimeout(resting));

  // ------------------------------------------------------------------------------------------------- circles, arrows, labels
  const [placed, setPlaced] = createSignal<PlacedLabels | null>(null);
  const asides = createMemo(() => new Map(placed()?.drawing.arrows.map((arrow) => [arrow.id, arrow.aside!])));
  const drawing = createMemo(() =>
    drawingOf({
      camera: camera(),
      size: size(),
      firms: firms(),
      ties: props.answer.drawn,
      positions: positions(),
      scale: props.answer.scale,
      nameOf: app.entityName,
      lens: props.answer.lens,
      unit: props.answer.unit,
      language: app.language(),
      asides: asides(),
    }),
  );
  const arcs = createMemo(() => fan(drawing().nodes, drawing().arrows));
  const rested = createRested(
    () => withoutAsides(drawing()),
    () => size().width > 0 && firms().length > 0,
  );
  const labels = useAnswer(
    "networkLabels",
    () => {
      const asked = rested();
      return asked === null ? null : { drawing: asked, size: upright() ? 11 : 13 };
    },
    { alone: true },
  );
  createEffect(() => {
    const found = labels();
    if (!found) return;
    setPlaced(found);
    props.onPlaced(found);
  });
  const anchored = createMemo(() => {
    const found = placed();
    if (found === null) return null;
    const then = fan(found.drawing.nodes, found.drawing.arrows);
    return {
      names: new Map(found.drawing.nodes.map((node, i) => [node.id, { label: found.names[i], at: node.centre }])),
      amounts: new Map(found.drawing.arrows.map((arrow, k) => [arrow.id, { block: found.amounts[k], at: pointOn(then[k], 0.5) }])),
    };
  });

  const arrowAt = createMemo(() => new Map(drawing().arrows.map((arrow, k) => [arrow.id, k])));
  const nodeAt = createMemo(() => new Map(drawing().nodes.map((node, i) => [node.id, i])));
  const tieOf = createMemo(() => new Map(props.answer.drawn.map((tie) => [tie.id, tie])));
  const present = createMemo(() =>
    drawing()
      .arrows.map((arrow) => arrow.id)
      .toReversed(),
  );
  const leaving = createLeaving(present, (id) => {
    const k = arrowAt().get(id);
    return k === undefined ? null : arrowMarks(arcs()[k], drawing().arrows[k]).line;
  });

  // What is moved must not change what is seen of the rest.
  const moveTo = (node: string, at: Point, done: boolean): void => {
    if (own() === null) setOwn(camera());
    props.onMove(node, turned(toWorld(camera(), size(), at)), done);
  };
  const gestures = useGestures(() => svg, {
    camera,
    size,
    onCamera: look,
    onFit: lookAtAll,
    onDrag: moveTo,
  });
  const nudge = (event: KeyboardEvent, node: string): void => {
    const steps: Readonly<Record<string, Point>> = {
      ArrowLeft: { x: -12, y: 0 },
      ArrowRight: { x: 12, y: 0 },
      ArrowUp: { x: 0, y: -12 },
      ArrowDown: { x: 0, y: 12 },
    };
    const step = event.shiftKey ? steps[event.key] : undefined;
    if (step === undefined) return;
    event.preventDefault();
    const at = toScreen(camera(), size(), positions().get(node)!);
    moveTo(node, { x: at.x + step.x, y: at.y + step.y }, true);
  };

  // ------------------------------------------------------------------------------------------------------ what is pointed at
  const [pointed, setPointed] = createSignal<string | null>(null);
  const near = createMemo(() => {
    const id = pointed() ?? props.selected;
    if (id === null) return null;
    const tie = tieOf().get(id);
    if (tie) return { ties: new Set([id]), firms: new Set([tie.from, tie.to]) };
    const touching = props.answer.drawn.filter((one) => one.from === id || one.to === id);
    return { ties: new Set(touching.map((one) => one.id)), firms: new Set([id, ...touching.flatMap((one) => [one.from, one.to])]) };
  });
  const tip = createMemo(() => {
    const k = arrowAt().get(pointed() ?? "");
    return k === undefined ? null : { tie: tieOf().get(pointed()!)!, at: pointOn(arcs()[k], 0.5) };
  });
  // A search may ask for a firm that lies outside of what is seen.
  createEffect(
    on(
      () => props.selected,
      (firm) => {
        const at = firm === null ? undefined : positions().get(firm);
        if (at === undefined || !nodeAt().has(firm!)) return;
        const { x, y } = toScreen(camera(), size(), at);
        const margin = 30;
        if (x < margin || y < margin || x > size().width - margin || y > size().height - margin) look({ ...camera(), x: at.x, y: at.y });
      },
      { defer: true },
    ),
  );

  const zoom = (factor: number): void => look(zoomed(camera(), size(), { x: size().width / 2, y: size().height / 2 }, factor));
  return (
    <div class="network-frame" ref={frame} onKeyDown={gestures.key}>
      <a
        class="skip"
        href="#after-drawing"
        onClick={(event) => (event.preventDefault(), document.getElementById("after-drawing")?.focus())}
      >
        {t().skip}
      </a>
      <svg
        ref={svg}
        class="network-drawing"
        classList={{ dimmed: near() !== null, rounds: props.round }}
        width={size().width}
        height={size().height}
        role="group"
        aria-label={`${t().drawing}. ${t().keys}`}
        tabindex="0"
      >
        <g class="leaving" aria-hidden="true">
          <For each={leaving()}>{(line) => <path d={line} />}</For>
        </g>
        <For each={present()}>
          {(id) => {
            const k = (): number => arrowAt().get(id) ?? -1;
            const arrow = createMemo((): DrawnArrow | undefined => drawing().arrows[k()]);
            const tie = (): Tie | undefined => tieOf().get(id);
            return (
              <Show when={arrow()}>
                {(shown) => (
                  <Arrow
                    arrow={shown()}
                    marks={arrowMarks(arcs()[k()], shown())}
                    round={tie()?.round === true}
                    near={near()?.ties.has(id) === true}
                    label={tie() ? props.describe(tie()!) : ""}
                    onPoint={(pointing) => setPointed(pointing ? id : null)}
                    onOpen={() => tie() && props.onTie(tie()!)}
                  />
                )}
              </Show>
            );
          }}
        </For>
        <g class="amounts" aria-hidden="true">
          <For each={present()}>
            {(id) => {
              const k = (): number | undefined => arrowAt().get(id);
              const now = (): Point | null => (k() === undefined ? null : pointOn(arcs()[k()!], 0.5));
              return <Written of={anchored()?.amounts.get(id)} now={now()} plate dim={near() !== null && !near()!.ties.has(id)} />;
            }}
          </For>
        </g>
        <For each={firms().map((firm) => firm.id)}>
          {(id) => {
            const node = createMemo(() => drawing().nodes[nodeAt().get(id) ?? -1] as DrawnNetwork["nodes"][number] | undefined);
            return (
              <Show when={node()}>
                {(shown) => (
                  <g
                    class="node"
                    classList={{ near: near()?.firms.has(id) === true, selected: props.selected === id }}
                    data-node={id}
                    role="button"
                    tabindex="0"
                    aria-label={props.describeFirm(id)}
                    aria-pressed={props.selected === id}
                    onClick={() => props.onNode(id)}
                    onKeyDown={(event) => {
                      nudge(event, id);
                      if (event.key === "Enter" || event.key === " ") {
                        event.preventDefault();
                        props.onNode(id);
                      }
                    }}
                    onPointerEnter={() => setPointed(id)}
                    onPointerLeave={() => setPointed(null)}
                    onFocus={() => setPointed(id)}
                    onBlur={() => setPointed(null)}
                  >
                    <circle class="reach" cx={shown().centre.x} cy={shown().centre.y} r={Math.max(shown().radius, 13)} />
                    <circle class="disc" cx={shown().centre.x} cy={shown().centre.y} r={shown().radius} />
                  </g>
                )}
              </Show>
            );
          }}
        </For>
        <g aria-hidden="true">
          <For each={firms().map((firm) => firm.id)}>
            {(id) => (
              <Label
                of={anchored()?.names.get(id)}
                now={drawing().nodes[nodeAt().get(id) ?? -1]?.centre ?? null}
                dim={near() !== null && !near()!.firms.has(id)}
              />
            )}
          </For>
        </g>
      </svg>
      <Show when={tip()}>
        {(shown) => (
          <p
            class="tip"
            aria-hidden="true"
            classList={{ left: shown().at.x > size().width * 0.6 }}
            style={{ left: `${shown().at.x}px`, top: `${shown().at.y}px` }}
          >
            {props.describe(shown().tie)}
          </p>
        )}
      </Show>
      <p class="zoom">
        <button type="button" class="round" aria-label={t().nearer} title={t().nearer} onClick={() => zoom(1.4)}>
          +
        </button>
        <button type="button" class="round" aria-label={t().further} title={t().further} onClick={() => zoom(1 / 1.4)}>
          −
        </button>
        <button type="button" onClick={lookAtAll} disabled={own() === null}>
          {t().fit}
        </button>
        {props.children}
      </p>
    </div>
  );
}
