import type { Accessor } from "solid-js";
import { createMemo, createSignal } from "solid-js";
import { type Call, callApi, type Credentials } from "./api.ts";
import { isPublished } from "./data.ts";
import { createPending, type Pending } from "./pending.ts";
import { keep } from "./keep.ts";

export const roles = ["read", "propose", "review", "administer"] as const;
export type Role = (typeof roles)[number];

/** Who the server takes the reader for. */
interface Session {
  readonly mode: "local" | "team";
  readonly account: string | null;
  readonly name?: string | null;
  readonly role: Role | null;
  readonly csrf?: string;
}

export interface SessionState {
  /** null on a published site, which has no server to ask. */
  readonly session: Pending<Session | null>;
  /** Whether casebooks may be asked for: always of a published site, and where no server answers, since what was read before is kept. */
  readonly mayRead: Accessor<boolean>;
  /** Whether the reader may do what needs this role. */
  readonly may: (role: Role) => boolean;
  /** Ask the server as this reader. */
  readonly call: <T>(path: string, call?: Omit<Call, "credentials">) => Promise<T>;
  /** The key that a local server printed at its start, kept in this browser; null forgets it. */
  readonly useKey: (key: string | null) => void;
  readonly hasKey: Accessor<boolean>;
  /** Ask anew who the reader is, after signing in or out. */
  readonly refresh: () => void;
}

const KEPT = "keiretsu-key";

/** The key comes in the address that `keiretsu serve` prints; it is put away before anyone can copy that address. */
export function takeKey(): void {
  const key = /^#(?:\/?\??|.*[?&])key=([\w-]+)/.exec(location.hash)?.[1];
  if (key === undefined) return;
  keep.setItem(KEPT, key);
  const rest = location.hash.replace(/([?&]|#\/?)key=[\w-]+&?/, "$1").replace(/[?&]$/, "");
  history.replaceState(null, "", rest.length > 1 ? rest : "#/");
}

export function createSession(language: Accessor<string>): SessionState {
  const [key, setKey] = createSignal(keep.getItem(KEPT));
  const [round, setRound] = createSignal(0);
  const session = createPending(
    () => (isPublished ? null : { key: `${round()} ${key() ?? ""}` }),
    () => callApi<Session>("session", { credentials: { key: key(), csrf: null } }),
  );
  const role = createMemo(() => session()?.role ?? null);
  const credentials = (): Credentials => ({ key: key(), csrf: session()?.csrf ?? null });
  return {
    session,
    mayRead: createMemo(() => isPublished || role() !== null || session.error() !== null),
    may: (needed) => role() !== null && roles.indexOf(role()!) >= roles.indexOf(needed),
    call: (path, call = {}) => callApi(path, { language: language(), ...call, credentials: credentials() }),
    useKey: (next) => {
      if (next === null) keep.removeItem(KEPT);
      else keep.setItem(KEPT, next);
      setKey(next);
    },
    hasKey: () => key() !== null,
    refresh: () => setRound((count) => count + 1),
  };
}
