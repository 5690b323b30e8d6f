import type { Language } from "keiretsu";

/** What a caller may do; each includes those before it. */
export const ROLES = ["read", "propose", "review", "administer"] as const;
export type Role = (typeof ROLES)[number];

/** Who asks. Local mode knows one person by one key; team mode knows accounts. */
export interface Caller {
  /** Null for whoever reads without a name. */
  readonly account: string | null;
  readonly name: string;
  /** Null for whoever may not even read. */
  readonly role: Role | null;
  readonly mode: "local" | "team";
}

/** What every handler may ask of its context: `c.get("actor")`. */
export interface Env {
  Variables: {
    requestId: string;
    language: Language;
    actor: Caller;
    /** Where the request came from, as far as it may be believed. */
    address: string;
  };
}
