import type { OwnNames } from "./own-names.ts";

/** What a browser says of who asks. No browser leaves out Origin on a request that changes state, nor lets a page write either header. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly origin: string | undefined;
  /** Sec-Fetch-Site, -Mode and -Dest. */
  readonly site: string | undefined;
  readonly mode: string | undefined;
  readonly dest: string | undefined;
}

/**
 * Whether another site's page is behind the request. Its reads are refused as well: without CORS headers it could not see the answer, but it
 * could make us compute it. What stays open is what links and embedding need: a page opened by a link, and /embed in a frame.
 */
export function isCrossSite(asked: Asked, names: OwnNames): boolean {
  const { method, path, origin, site, mode, dest } = asked;
  if (origin !== undefined && !names.origins.has(origin)) return true;
  if (method !== "GET" && method !== "HEAD") return site !== undefined && site !== "same-origin";
  if (site === undefined || site === "same-origin" || site === "none") return false;
  if (path.startsWith("/api/")) return true;
  return !(mode === "navigate" && (dest === "document" || (dest === "iframe" && path === EMBED)));
}

/** The one page that other sites may put in a frame. */
export const EMBED = "/embed";
