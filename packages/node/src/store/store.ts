import type { CasebookFile, Finding, RowEdit, TableName } from "keiretsu";
import type { Database } from "./database.ts";

/** Who acts: the account that is checked, and the name that is shown. */
export interface Actor {
  readonly account: string;
  readonly name: string;
}

export interface StoredCasebook {
  readonly id: string;
  readonly title: string;
  readonly titleFr: string;
  /** How many changes it has had; each makes a new revision. */
  readonly revision: number;
  /** SHA-256 over the paths and bytes of all files of this revision: the same files, the same digest. */
  readonly digest: string;
  /** When the last change was made, ISO 8601 in UTC. */
  readonly changedAt: string;
  /** Rows of each table. */
  readonly counts: Readonly<Record<TableName, number>>;
}

export interface StoredFiles {
  readonly id: string;
  readonly revision: number;
  readonly digest: string;
  /** Every file of the folder, sorted by path, byte for byte. */
  readonly files: readonly CasebookFile[];
}

/** `accept` stands for accepted proposals, amended ones too. */
export type ChangeKind = "import" | "accept" | "undo" | "redo";

/** One step in the history of a casebook. Nothing is ever taken out of this list. */
export interface Change {
  /** Number among all records of the store, from 1; what `undo` and `redo` name. */
  readonly seq: number;
  readonly casebook: string;
  /** The revision that it made. */
  readonly revision: number;
  readonly kind: ChangeKind;
  readonly who: Actor;
  /** ISO 8601 in UTC. */
  readonly when: string;
  readonly why: string;
  /** The edits as accepted; empty for an import, an undo and a redo, whose rows the store knows. */
  readonly edits: readonly RowEdit[];
  /** The change that this one undoes or redoes, else null. */
  readonly undoes: number | null;
  /** The change that undid this one and stands, else null: then it can be redone. */
  readonly undoneBy: number | null;
  /** The proposal that was accepted, else null. */
  readonly proposal: string | null;
  /** What each row was and is, counted: rows that came, went or were written anew, and files likewise. */
  readonly counts: { readonly added: number; readonly removed: number; readonly changed: number };
  readonly previousHash: string;
  readonly hash: string;
}

export type ProposalState = "open" | "accepted" | "amended" | "rejected" | "withdrawn";

/** Edits that count nowhere until another person has decided on them. */
export interface Proposal {
  readonly id: string;
  readonly casebook: string;
  /** As proposed, whatever was decided. */
  readonly edits: readonly RowEdit[];
  readonly why: string;
  readonly by: Actor;
  readonly at: string;
  /** The revision that its author looked at. */
  readonly baseRevision: number;
  readonly state: ProposalState;
  readonly decidedBy: Actor | null;
  readonly decidedAt: string | null;
  readonly reason: string | null;
  /** The edits that a reviewer accepted instead, when it was amended. */
  readonly amendedEdits: readonly RowEdit[] | null;
  /** Rows (`claims/c-1`) that it touches and that have changed since its base: it can then be amended or rejected, not accepted as it is. */
  readonly conflicts: readonly string[];
  /** Ids of other open proposals that touch one of its rows. Both are kept; once one is accepted the other has a conflict. */
  readonly rivals: readonly string[];
}

export interface Decision {
  readonly verdict: "accept" | "reject" | "withdraw" | "amend";
  readonly reason: string;
  /** What is accepted instead; for `amend` only. */
  readonly edits?: readonly RowEdit[];
}

export type Positions = Readonly<Record<string, { readonly x: number; readonly y: number }>>;

/** Where nodes were put; null forgets a place. */
export type Moved = Readonly<Record<string, { readonly x: number; readonly y: number } | null>>;

/**
 * Casebooks in a database, each with its whole history. Every method that writes is one transaction that is on the disk when the promise
 * resolves. All of them throw `StoreError`.
 */
export interface Store {
  /** For tables that others keep in the same database: accounts, sessions, tokens, the audit log. */
  readonly database: Database;
  /** The casebooks that have files, by id. */
  readonly list: () => Promise<readonly StoredCasebook[]>;
  /** The files of a revision, the last one by default. `not-found` for an unknown casebook or revision. */
  readonly files: (id: string, revision?: number) => Promise<StoredFiles>;
  /**
   * Take in a folder, new or in place of the files that are there: only what differs changes. `refused` when nothing differs, or when the
   * casebook is whole and would no longer be. `baseRevision`: the revision that the folder was exported from, `base-needed` where files are
   * there and it is not said; `conflict` when the import would take back what others have changed since.
   */
  readonly importFiles: (
    id: string,
    files: readonly CasebookFile[],
    by: Actor,
    why: string,
    how?: { readonly baseRevision?: number },
  ) => Promise<Change>;
  /** The changes of a casebook in order, those after `after` (a seq), at most `limit`. */
  readonly changes: (id: string, page?: { readonly after?: number; readonly limit?: number }) => Promise<readonly Change[]>;
  /** Keep edits for review. `refused` with the findings when they cannot be made on the base revision. */
  readonly propose: (
    id: string,
    proposal: { readonly edits: readonly RowEdit[]; readonly why: string; readonly baseRevision: number },
    by: Actor,
  ) => Promise<Proposal>;
  /** In the order of their making, those made after the record `after`, at most `limit` (1,000). */
  readonly proposals: (
    id: string,
    asked?: { readonly state?: ProposalState; readonly after?: number; readonly limit?: number },
  ) => Promise<readonly Proposal[]>;
  readonly proposal: (proposalId: string) => Promise<Proposal>;
  /**
   * Accept, amend or reject what another account has proposed, or withdraw what is one's own. `alone` (one person, no accounts): the second
   * step may be by the same one. `conflict` when a row has changed since; `refused` when one decides on one's own, when it is decided
   * already, or when the casebook would no longer be whole.
   */
  readonly decide: (proposalId: string, decision: Decision, by: Actor, how: { readonly alone: boolean }) => Promise<Proposal>;
  /** Take a change back by a new change. `conflict` names the rows that later changes have touched. */
  readonly undo: (id: string, seq: number, by: Actor, why: string) => Promise<Change>;
  /** Take an undo back. `seq` is the change that was undone, or its undo. */
  readonly redo: (id: string, seq: number, by: Actor, why: string) => Promise<Change>;
  /** Where the nodes of the network lie. Layout is no statement: it is kept beside the history, the last one only. */
  readonly positions: (id: string) => Promise<Positions>;
  /** Put some nodes elsewhere, or back where they would lie by themselves; the others stay. All that are kept afterwards. */
  readonly movePositions: (id: string, moved: Moved, by: Actor) => Promise<Positions>;
  /** Everything that was changed behind the store's back. `head`: a hash noted elsewhere, which the history must contain. */
  readonly verify: (anchor?: { readonly head?: string }) => Promise<readonly Finding[]>;
  /** The number and hash of the last record: note it elsewhere, and no rewriting goes unseen. */
  readonly head: () => Promise<{ readonly count: number; readonly hash: string }>;
  /** The whole store in one new file, consistent while others write. `restoreStore` takes it back, into either kind of store. */
  readonly backup: (path: string) => Promise<void>;
  readonly close: () => Promise<void>;
}
