import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import type { Bilingual } from "../../cli/command.ts";
import { Problem } from "../problem.ts";

/**
 * Passwords are kept as `$scrypt$ln=15,r=8,p=3$salt$hash`, so that the cost can rise later and old hashes are still read, then made
 * anew at the next login. ln=15, r=8, p=3 is one of the equal settings of the OWASP cheat sheet on password storage; it is the one taken
 * because it needs 32 MiB a time and not 128.
 */
export interface Cost {
  /** Base-2 logarithm of N. */
  readonly ln: number;
  readonly r: number;
  readonly p: number;
}

export const COST: Cost = { ln: 15, r: 8, p: 3 };
const SHORTEST = 12;
/** Longer ones would only let a caller make us hash megabytes. */
const LONGEST = 256;

export async function hashPassword(password: string, cost: Cost = COST): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, cost);
  return `$scrypt$ln=${cost.ln},r=${cost.r},p=${cost.p}$${salt.toString("base64url")}$${hash.toString("base64url")}`;
}

/**
 * Whether the password is the one kept; `stale` when it was hashed at another cost than today's. With no hash (no such account) the same
 * work is done all the same, so that the time of an answer tells nobody which accounts exist.
 */
export async function checkPassword(password: string, kept: string | null, cost: Cost = COST): Promise<{ right: boolean; stale: boolean }> {
  const read = kept === null ? null : /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([\w-]+)\$([\w-]+)$/.exec(kept);
  if (!read) {
    await derive(password.slice(0, LONGEST), Buffer.alloc(16), cost);
    return { right: false, stale: false };
  }
  const [ln, r, p] = read.slice(1, 4).map(Number);
  const expected = Buffer.from(read[5], "base64url");
  const found = await derive(password.slice(0, LONGEST), Buffer.from(read[4], "base64url"), { ln, r, p });
  const right = found.length === expected.length && timingSafeEqual(found, expected) && password.length <= LONGEST;
  return { right, stale: ln !== cost.ln || r !== cost.r || p !== cost.p };
}

/** Why a password is not accepted for an account; null when it is. Length counts, not kinds of characters (NIST SP 800-63B). */
export function passwordFault(password: string, account: string): Bilingual | null {
  const length = Array.from(password).length;
  if (length < SHORTEST)
    return {
      en: `The password has ${length} characters; it needs at least ${SHORTEST}.`,
      fr: `Le mot de passe a ${length} caractères ; il en faut au moins ${SHORTEST}.`,
    };
  if (password.length > LONGEST)
    return { en: `The password is longer than ${LONGEST} characters.`, fr: `Le mot de passe dépasse ${LONGEST} caractères.` };
  const plain = password.normalize("NFKC").toLowerCase();
  const letters = plain.replace(/[^a-z]/g, "");
  if (new Set(plain).size < 5 || COMMON.some((word) => plain === word || (letters === word && plain.length < 16)) || isRun(plain))
    return {
      en: "The password is among those that are tried first. Take several unrelated words.",
      fr: "Ce mot de passe est parmi les premiers essayés. Prenez plusieurs mots sans rapport.",
    };
  if (account.length >= 4 && plain.includes(account.toLowerCase()))
    return { en: "The password contains the name of the account.", fr: "Le mot de passe contient le nom du compte." };
  return null;
}

/** Words that lists of leaked passwords begin with, alone or with digits and signs around them. */
const COMMON = [
  "password",
  "passwordpassword",
  "motdepasse",
  "administrator",
  "administrateur",
  "changeme",
  "changemenow",
  "letmein",
  "letmeinplease",
  "welcome",
  "bienvenue",
  "qwerty",
  "qwertyuiop",
  "azerty",
  "azertyuiop",
  "iloveyou",
  "jetaime",
  "keiretsu",
  "keiretsukeiretsu",
  "correcthorsebatterystaple",
  "football",
  "baseball",
  "dragon",
  "monkey",
  "sunshine",
  "princess",
  "superman",
  "trustno",
  "secret",
  "default",
  "admin",
  "root",
  "test",
  "guest",
];

/** Neighbours on a keyboard or in the alphabet, all the way through: 123456789012, abcdefghijkl. */
function isRun(text: string): boolean {
  const rows = ["01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "azertyuiopqsdfghjklmwxcvbn"];
  const backwards = Array.from(text).reverse().join("");
  return rows.some((row) => row.repeat(3).includes(text) || row.repeat(3).includes(backwards));
}

// Each derivation takes 32 MiB and a good part of a second of one core: a few at a time, a short queue, and no more.
const AT_ONCE = 2;
const WAITING = 32;
const SIGNING_IN: Bilingual = { en: "Too many people are signing in at once.", fr: "Trop de connexions au même moment." };
let running = 0;
const queue: (() => void)[] = [];

async function derive(password: string, salt: Buffer, cost: Cost): Promise<Buffer> {
  if (running >= AT_ONCE) {
    if (queue.length >= WAITING) throw new Problem(503, "busy", SIGNING_IN, { "Retry-After": "2" });
    await new Promise<void>((resolve) => queue.push(resolve));
  } else running++;
  try {
    return await new Promise((resolve, reject) => {
      const N = 2 ** cost.ln;
      const options = { N, r: cost.r, p: cost.p, maxmem: 256 * N * cost.r };
      scrypt(password.normalize("NFKC"), salt, 32, options, (error, key) => (error ? reject(error) : resolve(key)));
    });
  } finally {
    // The place is handed over, not given back, so that a newcomer cannot pass those who wait.
    const next = queue.shift();
    if (next) next();
    else running--;
  }
}
