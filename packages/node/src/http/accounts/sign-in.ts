import { BackOff } from "../security/limits.ts";
import { callerKey } from "../security/own-names.ts";
import { Problem } from "../problem.ts";
import { findAccount, rehashPassword } from "./accounts.ts";
import { note } from "./audit.ts";
import { type Keep, MINUTE } from "./keep.ts";
import { checkPassword } from "./password.ts";
import { openSession } from "./sessions.ts";

interface Attempt {
  readonly account: string;
  readonly password: string;
  readonly address: string;
}

/**
 * Attempts to sign in are slowed by account and by address. An account waits a minute at most, or a stranger who fails on purpose could
 * keep its owner out; an address waits up to a quarter of an hour.
 */
export class SignIn {
  readonly #keep: Keep;
  readonly #accounts = new BackOff(5, MINUTE);
  readonly #addresses = new BackOff(20, 15 * MINUTE);

  constructor(keep: Keep) {
    this.#keep = keep;
  }

  /** The secret of a new session. */
  async signIn(given: Attempt): Promise<string> {
    await this.prove(given);
    const session = await openSession(this.#keep, given.account, given.address);
    await note(this.#keep, { account: given.account, address: given.address, action: "sign-in", subject: given.account, result: "done" });
    return session;
  }

  /** That the password is the account's. What is wrong (no such account, wrong password) is not told. */
  async prove(given: Attempt): Promise<void> {
    const { account, password, address } = given;
    this.#slow(given);
    const found = await findAccount(this.#keep, account);
    const { right, stale } = await checkPassword(password, found?.password ?? null, this.#keep.cost);
    if (!found || !right) {
      // Nobody has signed in: the account named is the subject, not the doer.
      await note(this.#keep, { account: null, address, action: "sign-in", subject: account, result: "wrong-credentials" });
      throw new Problem(401, "wrong-credentials", {
        en: "The account or the password is wrong.",
        fr: "Le compte ou le mot de passe est erroné.",
      });
    }
    this.#accounts.forget(account);
    this.#addresses.excuse(callerKey(address));
    if (stale) await rehashPassword(this.#keep, account, password);
  }

  #slow(given: Attempt): void {
    const at = this.#keep.now().getTime();
    const address = callerKey(given.address);
    const wait = Math.max(this.#accounts.wait(given.account, at), this.#addresses.wait(address, at));
    if (wait > 0) {
      const seconds = Math.ceil(wait / 1000);
      throw new Problem(
        429,
        "too-many-attempts",
        { en: `Too many attempts; try again in ${seconds} s.`, fr: `Trop de tentatives ; réessayez dans ${seconds} s.` },
        { "Retry-After": String(seconds) },
      );
    }
    this.#accounts.attempt(given.account, at);
    this.#addresses.attempt(address, at);
  }
}
