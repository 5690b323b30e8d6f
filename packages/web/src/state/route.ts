/**
 * The whole state of the page stands in the hash of its address: `#/network?book=ai-alliances&known=2025-10-24`. So a link reproduces what its sender saw,
 * Back and Forward work, and no server needs to know. Names of parameters are those of the command line's options.
 */
export interface Route {
  /** First part of the path: network, loops, deal ... */
  readonly page: string;
  /** What the page is about: the id of a firm, a deal, a leg, a model; "" for none. */
  readonly id: string;
  /** Never holds an empty text. */
  readonly params: Readonly<Record<string, string>>;
}

const home = "network";

export function parseRoute(hash: string): Route {
  const [path, query] = divided(hash.replace(/^#\/?/, ""));
  const [page = "", ...rest] = path.split("/").map(decoded);
  // fromEntries makes a plain property even of "__proto__".
  const params = Object.fromEntries([...new URLSearchParams(query)].filter(([, value]) => value !== ""));
  return { page: page === "" ? home : page, id: rest.join("/"), params };
}

/** Parameters in the order of their names, so that one state has one address. */
export function formatRoute({ page, id, params }: Route): string {
  const path = [page, ...(id === "" ? [] : [id])].map(encodeURIComponent).join("/");
  const names = Object.keys(params)
    .filter((name) => params[name] !== "")
    .sort();
  const query = new URLSearchParams(names.map((name) => [name, params[name]])).toString();
  return `#/${path}${query === "" ? "" : `?${query}`}`;
}

/** At the first question mark only: a value may hold one. */
function divided(text: string): [path: string, query: string] {
  const at = text.indexOf("?");
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

/** A hash typed by hand may hold a lone percent sign. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
