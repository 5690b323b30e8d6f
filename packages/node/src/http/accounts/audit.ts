import type { AccountTables } from "../../store/account-tables.ts";
import { type Keep, now } from "./keep.ts";

/** One line of the log: who, from where, what, to what, and what came of it. */
export interface AuditEntry {
  readonly account: string | null;
  readonly address: string;
  readonly action: string;
  readonly subject: string;
  readonly result: string;
  readonly detail?: string;
}

export type AuditRow = Readonly<AccountTables["audit"]>;

/** Texts that a caller chose are cut: a log that anyone can fill at will is no log. */
export async function note(keep: Keep, entry: AuditEntry): Promise<void> {
  const { account, address, action, subject, result, detail = "" } = entry;
  const row = {
    at: now(keep),
    account,
    address,
    action: short(action),
    subject: short(subject),
    result: short(result),
    detail: short(detail),
  };
  await keep.write((db) =>
    db
      .insertInto("audit")
      .values(row as never)
      .execute(),
  );
}

/** Newest first; `before` is the seq where the last page ended. */
export async function readAudit(
  keep: Keep,
  asked: {
    readonly before?: number | undefined;
    readonly limit: number;
    readonly account?: string | undefined;
    readonly action?: string | undefined;
  },
): Promise<AuditRow[]> {
  return keep.read((db) => {
    let query = db.selectFrom("audit").selectAll().orderBy("seq", "desc").limit(asked.limit);
    if (asked.before !== undefined) query = query.where("seq", "<", asked.before);
    if (asked.account !== undefined) query = query.where("account", "=", asked.account);
    if (asked.action !== undefined) query = query.where("action", "=", asked.action);
    return query.execute();
  });
}

function short(text: string): string {
  return text.length <= 200 ? text : `${text.slice(0, 199)}…`;
}
