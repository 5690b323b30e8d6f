import type { CasebookFile } from "keiretsu";

/** A casebook as the list names it. */
export interface ListedBook {
  readonly id: string;
  readonly title: string;
  readonly titleFr: string;
  readonly revision: number;
  readonly digest: string;
}

export interface BookFiles {
  readonly id: string;
  readonly revision: number;
  readonly digest: string;
  readonly files: readonly CasebookFile[];
}

/** Answers by question and parameters, of one revision. */
export interface Opening extends Omit<BookFiles, "files"> {
  readonly answers: Readonly<Record<string, unknown>>;
}

/** Address of the API or of the folder that `keiretsu publish` wrote, relative to the page. */
export const dataAddress: string = document.querySelector<HTMLMetaElement>('meta[name="keiretsu-data"]')?.content ?? "api/v1";
/** A published site is read-only: there is no server to ask. */
export const isPublished: boolean = !dataAddress.includes("api/");

export async function listBooks(): Promise<readonly ListedBook[]> {
  const { casebooks } = await get<{ readonly casebooks: readonly ListedBook[] }>(isPublished ? "casebooks.json" : "casebooks");
  return casebooks;
}

/** The files of a casebook, of its last revision where none is named. */
export function fetchBook(id: string, revision?: number): Promise<BookFiles> {
  const name = encodeURIComponent(id);
  const of = revision === undefined ? "" : `?revision=${revision}`;
  return get<BookFiles>(isPublished ? `${name}.json` : `casebooks/${name}/files${of}`);
}

/** What the network asks of a casebook when it opens, answered before a file is read; null where nobody has done so. */
export async function fetchOpening(id: string, most: number): Promise<Opening | null> {
  const name = encodeURIComponent(id);
  const path = isPublished ? `opening-${most}/${name}.json` : `casebooks/${name}/opening?most=${most}`;
  const response = await fetch(`${dataAddress}/${path}`).catch(() => null);
  return response?.status === 200 ? ((await response.json()) as Opening) : null;
}

async function get<T>(path: string): Promise<T> {
  const response = await fetch(`${dataAddress}/${path}`);
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}: ${path}`);
  return (await response.json()) as T;
}
