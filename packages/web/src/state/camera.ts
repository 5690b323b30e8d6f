/** Where the reader looks at a drawing: the point of the world in the middle of the screen, and pixels for each unit of the world. */
export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

const widestScale = 6;
const leastScale = 0.12;

/** All circles in view, with room for their names beside them. */
export function fitted(circles: readonly (Point & { readonly radius: number })[], size: Size, room: Point): Camera {
  if (circles.length === 0) return { x: 0, y: 0, scale: 1 };
  const left = Math.min(...circles.map((circle) => circle.x - circle.radius));
  const right = Math.max(...circles.map((circle) => circle.x + circle.radius));
  const top = Math.min(...circles.map((circle) => circle.y - circle.radius));
  const bottom = Math.max(...circles.map((circle) => circle.y + circle.radius));
  const scale = Math.min((size.width - 2 * room.x) / Math.max(right - left, 1), (size.height - 2 * room.y) / Math.max(bottom - top, 1));
  return { x: (left + right) / 2, y: (top + bottom) / 2, scale: clamp(scale, leastScale, 1.6) };
}

export function toScreen(camera: Camera, size: Size, point: Point): Point {
  return { x: (point.x - camera.x) * camera.scale + size.width / 2, y: (point.y - camera.y) * camera.scale + size.height / 2 };
}

export function toWorld(camera: Camera, size: Size, point: Point): Point {
  return { x: (point.x - size.width / 2) / camera.scale + camera.x, y: (point.y - size.height / 2) / camera.scale + camera.y };
}

/** Nearer or further by a factor; what lies under the given point of the screen stays there. */
export function zoomed(camera: Camera, size: Size, at: Point, factor: number): Camera {
  const scale = clamp(camera.scale * factor, leastScale, widestScale);
  const under = toWorld(camera, size, at);
  return { x: under.x - (at.x - size.width / 2) / scale, y: under.y - (at.y - size.height / 2) / scale, scale };
}

/** Moved by pixels of the screen. */
export function panned(camera: Camera, dx: number, dy: number): Camera {
  return { ...camera, x: camera.x - dx / camera.scale, y: camera.y - dy / camera.scale };
}

/** Circles and arrows shrink less than distances when the reader steps back, and grow less when near: names keep their size. */
export function growth(scale: number): number {
  return scale < 1 ? scale ** 0.7 : scale ** 0.35;
}

/** In the address: the middle and how much of the world the shorter side of the screen shows, so that a phone shows what a desk showed. */
export function eyeOf(camera: Camera, size: Size): string {
  return [camera.x, camera.y, Math.min(size.width, size.height) / camera.scale].map((value) => Math.round(value * 10) / 10).join(",");
}

export function cameraOf(eye: string | null, size: Size): Camera | null {
  const parts = eye?.split(",").map(Number) ?? [];
  if (parts.length !== 3 || !parts.every(Number.isFinite) || parts[2] <= 0) return null;
  return { x: parts[0], y: parts[1], scale: clamp(Math.min(size.width, size.height) / parts[2], leastScale, widestScale) };
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
