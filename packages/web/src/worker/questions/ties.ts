import { heldRights, owners, roles } from "keiretsu";
import type { OpenBook } from "../book.ts";
import { remember, type Viewed, viewOf } from "../remember.ts";

interface Params extends Viewed {
  readonly id: string;
}

/** What ties a firm to others beside payments: stakes and chains of them, warrants, roles played at once, rights without a price. */
export default function ties(book: OpenBook, { view, id }: Params) {
  const seen = viewOf(book, view);
  const owned = remember(book, "owners", view, () => owners(seen));
  const played = remember(book, "roles", view, () => roles(seen));
  const { stakes, integrated, control, diluted, loops } = owned.values;
  const about = (row: { readonly holder: string; readonly held: string }): boolean => row.holder === id || row.held === id;
  return {
    owners: owned,
    stakes: stakes.filter(about),
    chains: integrated.filter(about),
    control: control.inFact.filter((row) => row.holder === id || row.firm === id),
    boards: control.boards.filter((row) => row.holder === id || row.firm === id),
    ownerLoops: loops.filter(({ nodes }) => nodes.includes(id)),
    warrants: diluted.instruments.filter((row) => row.holder === id || row.issuer === id),
    diluted: diluted.issuers.filter((row) => row.issuer === id || row.stakes.some(({ holder }) => holder === id)),
    roles: played.values.pairs.filter((pair) => pair.a === id || pair.b === id),
    rights: heldRights(seen, { entity: id }).values.rights,
  };
}
