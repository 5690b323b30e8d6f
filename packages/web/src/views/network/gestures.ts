import { onCleanup, onMount } from "solid-js";
import { type Camera, panned, type Point, type Size, zoomed } from "../../state/camera.ts";

/** What fingers, mouse, wheel and keys do to a drawing. */
export interface Gestures {
  readonly camera: () => Camera;
  readonly size: () => Size;
  readonly onCamera: (camera: Camera) => void;
  readonly onFit: () => void;
  /** A node is dragged to a point of the screen; `done` when it is let go. */
  readonly onDrag: (node: string, at: Point, done: boolean) => void;
}

/** Less than this is a click. */
const SLACK = 4;
const STEP = 48;

/** Elements of nodes carry data-node. */
export function useGestures(frame: () => SVGSVGElement, gestures: Gestures): { readonly key: (event: KeyboardEvent) => void } {
  const pointers = new Map<number, Point>();
  let dragged: { readonly node: string; readonly from: Point; moved: boolean } | null = null;
  const at = (event: MouseEvent): Point => {
    const box = frame().getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  const wheel = (event: WheelEvent): void => {
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : 16;
    gestures.onCamera(zoomed(gestures.camera(), gestures.size(), at(event), Math.exp(-event.deltaY * lines * 0.0016)));
  };

  const down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    pointers.set(event.pointerId, at(event));
    const node = (event.target as Element).closest<SVGElement>("[data-node]")?.dataset.node;
    dragged = node !== undefined && pointers.size === 1 ? { node, from: at(event), moved: false } : null;
  };

  const move = (event: PointerEvent): void => {
    const before = pointers.get(event.pointerId);
    if (before === undefined) return;
    const now = at(event);
    if (dragged !== null) {
      dragged.moved ||= Math.hypot(now.x - dragged.from.x, now.y - dragged.from.y) > SLACK;
      if (dragged.moved) gestures.onDrag(dragged.node, now, false);
    } else if (pointers.size === 2) pinch(event.pointerId, before, now);
    else if (Math.hypot(now.x - before.x, now.y - before.y) > 0)
      gestures.onCamera(panned(gestures.camera(), now.x - before.x, now.y - before.y));
    pointers.set(event.pointerId, now);
    // Only once it moves: a captured click would never reach its arrow.
    if (dragged === null || dragged.moved) frame().setPointerCapture(event.pointerId);
  };

  /** The point between two fingers stays between them. */
  const pinch = (id: number, before: Point, now: Point): void => {
    const other = [...pointers].find(([one]) => one !== id)![1];
    const factor = Math.hypot(now.x - other.x, now.y - other.y) / Math.max(Math.hypot(before.x - other.x, before.y - other.y), 1);
    const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
    const moved = panned(gestures.camera(), (now.x - before.x) / 2, (now.y - before.y) / 2);
    gestures.onCamera(zoomed(moved, gestures.size(), middle, factor));
  };

  const up = (event: PointerEvent): void => {
    pointers.delete(event.pointerId);
    if (dragged?.moved) {
      gestures.onDrag(dragged.node, at(event), true);
      // The click that follows belongs to the drag.
      frame().addEventListener("click", (click) => click.stopPropagation(), { capture: true, once: true });
    }
    dragged = null;
  };

  onMount(() => {
    const svg = frame();
    svg.addEventListener("wheel", wheel, { passive: false });
    svg.addEventListener("pointerdown", down);
    svg.addEventListener("pointermove", move);
    svg.addEventListener("pointerup", up);
    svg.addEventListener("pointercancel", up);
    onCleanup(() => pointers.clear());
  });

  const middle = (): Point => ({ x: gestures.size().width / 2, y: gestures.size().height / 2 });
  const keys: Readonly<Record<string, () => void>> = {
    "+": () => gestures.onCamera(zoomed(gestures.camera(), gestures.size(), middle(), 1.25)),
    "=": () => gestures.onCamera(zoomed(gestures.camera(), gestures.size(), middle(), 1.25)),
    "-": () => gestures.onCamera(zoomed(gestures.camera(), gestures.size(), middle(), 0.8)),
    "0": () => gestures.onFit(),
    ArrowLeft: () => gestures.onCamera(panned(gestures.camera(), STEP, 0)),
    ArrowRight: () => gestures.onCamera(panned(gestures.camera(), -STEP, 0)),
    ArrowUp: () => gestures.onCamera(panned(gestures.camera(), 0, STEP)),
    ArrowDown: () => gestures.onCamera(panned(gestures.camera(), 0, -STEP)),
  };
  return {
    key: (event) => {
      const act = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey ? undefined : keys[event.key];
      if (act === undefined) return;
      event.preventDefault();
      act();
    },
  };
}
