import { compareText, type RowEdit } from "keiretsu";
import type { Kysely } from "kysely";
import { type ChangeRow, type Draft, NOTHING, type Written } from "./chain.ts";
import { checkedEdits, checkedWhy, refused } from "./entrance.ts";
import { editedFiles, effectsTo, makeChange, signed, standing } from "./make-change.ts";
import type { RecordTables } from "./record-tables.ts";
import { lastRevision } from "./rows.ts";
import type { Shelf } from "./shelf.ts";
import type { Actor, Decision, Proposal, ProposalState } from "./store.ts";
import { StoreError } from "./store-error.ts";
import { movesSince, touchedBy } from "./touched.ts";

const STATES: Readonly<Record<string, ProposalState>> = {
  accept: "accepted",
  amend: "amended",
  reject: "rejected",
  withdraw: "withdrawn",
};
/** So many rivals are named; thousands of proposals for one row would name each other millions of times. */
const MOST_RIVALS = 20;
/** A queue that nobody reads is no queue, and each of its proposals is held against the others. */
const MOST_OPEN = 2_000;
const PAGE = 1_000;
/** Names of one statement. */
const BATCH = 500;
const DECISIONS: readonly ChangeRow["kind"][] = ["accept", "amend", "reject", "withdraw"];

/** A proposal is recorded as it comes, once it is known that it could be made where its author stood. */
export async function propose(
  trx: Written,
  shelf: Shelf,
  asked: {
    readonly id: string;
    readonly edits: readonly RowEdit[];
    readonly why: string;
    readonly baseRevision: number;
    readonly by: Actor;
  },
  seq: number,
): Promise<Draft> {
  const edits = checkedEdits(asked.edits);
  const { files } = await shelf.at(trx, asked.id, asked.baseRevision);
  editedFiles(files, edits);
  if ((await openIn(trx, asked.id)).length === MOST_OPEN)
    throw refused(
      `${MOST_OPEN} proposals are open: decide on some of them first.`,
      `${MOST_OPEN} propositions sont ouvertes : décidez-en d’abord quelques-unes.`,
    );
  return {
    ...NOTHING,
    casebook: asked.id,
    revision: (await lastRevision(trx, asked.id))!,
    kind: "propose",
    ...signed(asked.by, checkedWhy(asked.why)),
    proposal: `p-${seq}`,
    base_revision: asked.baseRevision,
    edits: JSON.stringify(edits),
  };
}

/** Decide on a proposal that is open. */
export async function decide(
  trx: Written,
  shelf: Shelf,
  asked: { readonly proposal: string; readonly decision: Decision; readonly by: Actor; readonly alone: boolean },
): Promise<Draft> {
  const { decision, by } = asked;
  const { made, decided } = await oneProposal(trx, asked.proposal);
  if (decided !== undefined)
    throw refused(
      `Proposal ${asked.proposal} is ${STATES[decided.kind]} already, by ${decided.name}.`,
      `La proposition ${asked.proposal} est déjà décidée (${decided.kind}), par ${decided.name}.`,
    );
  refuseOwn(made, asked);
  const why = checkedWhy(decision.reason);
  const before = await standing(trx, shelf, made.casebook);
  if (decision.verdict === "reject" || decision.verdict === "withdraw")
    return {
      ...NOTHING,
      casebook: made.casebook,
      revision: before.revision,
      kind: decision.verdict,
      ...signed(by, why),
      proposal: asked.proposal,
    };

  const proposed = JSON.parse(made.edits) as readonly RowEdit[];
  const edits = decision.verdict === "amend" ? checkedEdits(decision.edits ?? []) : proposed;
  if (decision.verdict === "accept") await refuseMoved(trx, made, edits);
  return makeChange(trx, shelf, before, {
    kind: decision.verdict,
    by,
    why,
    effects: await effectsTo(trx, before, editedFiles(before.files, edits)),
    more: { proposal: asked.proposal, base_revision: made.base_revision, edits: JSON.stringify(edits) },
    breaks: (findings) =>
      new StoreError(
        "refused",
        {
          en: `With these edits the casebook would no longer be whole: ${findings[0].summary}`,
          fr: `Avec ces modifications le dossier ne serait plus complet : ${findings[0].french?.summary ?? findings[0].summary}`,
        },
        { findings },
      ),
  });
}

function refuseOwn(made: ChangeRow, asked: { readonly decision: Decision; readonly by: Actor; readonly alone: boolean }): void {
  const { verdict } = asked.decision;
  if (!Object.hasOwn(STATES, verdict))
    throw refused("A verdict is accept, reject, withdraw or amend.", "Un verdict est accept, reject, withdraw ou amend.");
  const own = made.account === asked.by.account;
  if (verdict === "withdraw" && !own)
    throw refused(
      `Only ${made.name}, who proposed it, can withdraw it; reject it instead.`,
      `Seul ${made.name}, qui l’a proposée, peut la retirer ; rejetez-la plutôt.`,
    );
  if (verdict !== "withdraw" && own && !asked.alone)
    throw refused(
      "Another person decides on a proposal: one’s own can only be withdrawn.",
      "Une autre personne décide d’une proposition : la sienne ne peut qu’être retirée.",
    );
}

async function refuseMoved(trx: Written, made: ChangeRow, edits: readonly RowEdit[]): Promise<void> {
  const moves = await movesSince(trx, made.casebook, made.base_revision!);
  const rows = [...touchedBy(edits)].filter((row) => moves.since(row, made.base_revision!)).sort();
  if (rows.length === 0) return;
  throw new StoreError(
    "conflict",
    {
      en: `Since revision ${made.base_revision} others have changed ${rows.join(", ")}. Amend the proposal to what should stand now, or reject it.`,
      fr: `Depuis la révision ${made.base_revision}, d’autres ont modifié ${rows.join(", ")}. Corrigez la proposition selon ce qui doit valoir maintenant, ou rejetez-la.`,
    },
    { rows },
  );
}

async function oneProposal(
  db: Kysely<RecordTables>,
  proposal: string,
): Promise<{ readonly made: ChangeRow; readonly decided: ChangeRow | undefined }> {
  const records = await db.selectFrom("changes").selectAll().where("proposal", "=", proposal).orderBy("seq").execute();
  const made = records.find(({ kind }) => kind === "propose");
  if (made === undefined)
    throw new StoreError("not-found", {
      en: `There is no proposal "${proposal.slice(0, 40)}".`,
      fr: `Il n’y a pas de proposition « ${proposal.slice(0, 40)} ».`,
    });
  return { made, decided: records.find(({ kind }) => kind !== "propose") };
}

/** The proposals of a casebook in the order of their making, each with what stands in its way. */
export async function proposalsOf(
  db: Kysely<RecordTables>,
  casebook: string,
  asked: { readonly state?: ProposalState; readonly after?: number; readonly limit?: number } = {},
): Promise<readonly Proposal[]> {
  const kinds = asked.state === undefined ? null : Object.keys(STATES).filter((kind) => STATES[kind] === asked.state);
  let query = db
    .selectFrom("changes as made")
    .leftJoin("changes as decided", (join) => join.onRef("decided.proposal", "=", "made.proposal").on("decided.kind", "in", DECISIONS))
    .select("made.proposal")
    .where("made.casebook", "=", casebook)
    .where("made.kind", "=", "propose")
    .where("made.seq", ">", asked.after ?? 0)
    .orderBy("made.seq")
    .limit(Math.min(asked.limit ?? PAGE, PAGE));
  if (kinds !== null)
    query = kinds.length === 0 ? query.where("decided.kind", "is", null) : query.where("decided.kind", "in", kinds as ChangeRow["kind"][]);
  const names = (await query.execute()).map(({ proposal }) => proposal!);
  const records: ChangeRow[] = [];
  for (let i = 0; i < names.length; i += BATCH)
    records.push(
      ...(await db
        .selectFrom("changes")
        .selectAll()
        .where("proposal", "in", names.slice(i, i + BATCH))
        .orderBy("seq")
        .execute()),
    );
  const decisions = new Map(records.filter(({ kind }) => kind !== "propose").map((record) => [record.proposal, record]));
  const found = records.filter(({ kind }) => kind === "propose").map((made) => proposalOf(made, decisions.get(made.proposal)));
  return withObstacles(db, casebook, found);
}

/** What has moved under open proposals, and who else wants to move it. */
async function withObstacles(db: Kysely<RecordTables>, casebook: string, proposals: readonly Proposal[]): Promise<readonly Proposal[]> {
  const open = proposals.filter(({ state }) => state === "open");
  if (open.length === 0) return proposals;
  const touching = new Map<string, string[]>();
  for (const { proposal, edits } of await openIn(db, casebook))
    for (const row of touchedBy(JSON.parse(edits) as readonly RowEdit[])) {
      const list = touching.get(row);
      if (list === undefined) touching.set(row, [proposal!]);
      else if (list.length <= MOST_RIVALS) list.push(proposal!);
    }
  const moves = await movesSince(db, casebook, Math.min(...open.map(({ baseRevision }) => baseRevision)));
  return proposals.map((proposal) => {
    if (proposal.state !== "open") return proposal;
    const rows = [...touchedBy(proposal.edits)];
    const rivals = new Set(rows.flatMap((row) => touching.get(row) ?? []).filter((other) => other !== proposal.id));
    const conflicts = rows.filter((row) => moves.since(row, proposal.baseRevision)).sort(compareText);
    return { ...proposal, conflicts, rivals: [...rivals].slice(0, MOST_RIVALS) };
  });
}

async function openIn(db: Kysely<RecordTables>, casebook: string): Promise<readonly Pick<ChangeRow, "proposal" | "edits">[]> {
  return db
    .selectFrom("changes as made")
    .leftJoin("changes as decided", (join) => join.onRef("decided.proposal", "=", "made.proposal").on("decided.kind", "in", DECISIONS))
    .select(["made.proposal", "made.edits"])
    .where("made.casebook", "=", casebook)
    .where("made.kind", "=", "propose")
    .where("decided.kind", "is", null)
    .orderBy("made.seq")
    .limit(MOST_OPEN)
    .execute();
}

export async function proposalNamed(db: Kysely<RecordTables>, proposal: string): Promise<Proposal> {
  const { made, decided } = await oneProposal(db, proposal);
  return (await withObstacles(db, made.casebook, [proposalOf(made, decided)]))[0];
}

function proposalOf(made: ChangeRow, decided: ChangeRow | undefined): Proposal {
  return {
    id: made.proposal!,
    casebook: made.casebook,
    edits: JSON.parse(made.edits) as readonly RowEdit[],
    why: made.why,
    by: { account: made.account, name: made.name },
    at: made.made_at,
    baseRevision: made.base_revision!,
    state: decided === undefined ? "open" : STATES[decided.kind],
    decidedBy: decided === undefined ? null : { account: decided.account, name: decided.name },
    decidedAt: decided?.made_at ?? null,
    reason: decided?.why ?? null,
    amendedEdits: decided?.kind === "amend" ? (JSON.parse(decided.edits) as readonly RowEdit[]) : null,
    conflicts: [],
    rivals: [],
  };
}
