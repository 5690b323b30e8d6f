import type { SessionState } from "../../state/session.ts";
import type { Proposal } from "./proposal-card.tsx";

/** Every proposal of a casebook, page by page; only those of one state where it is named. */
export async function proposalsOf(
  { call }: SessionState,
  book: string,
  { state, signal }: { readonly state?: Proposal["state"]; readonly signal?: AbortSignal } = {},
): Promise<readonly Proposal[]> {
  const all: Proposal[] = [];
  const asked = `casebooks/${encodeURIComponent(book)}/proposals?limit=200${state === undefined ? "" : `&state=${state}`}`;
  for (let after: string | null = ""; after !== null; ) {
    const page: { readonly proposals: readonly Proposal[]; readonly next: string | null } = await call(
      `${asked}${after === "" ? "" : `&after=${after}`}`,
      signal === undefined ? {} : { signal },
    );
    all.push(...page.proposals);
    after = page.next;
  }
  return all;
}
