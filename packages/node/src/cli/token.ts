import { ROLES } from "../http/env.ts";
import { EXIT, UsageError, type Call, type Command } from "./command.ts";
import { STORE, chooseVerb, nameOf, noteHere, tellTable, withKeep } from "./account.ts";
import { writeJson } from "./output.ts";

const VERBS = ["add", "list", "revoke"] as const;

/** API tokens of accounts, for programs. */
export const token: Command = {
  name: "token",
  summary: { en: "API tokens of a team: make, list, revoke", fr: "Jetons d’API d’une équipe : créer, lister, révoquer" },
  arguments: [
    { name: "verb", required: true, description: { en: VERBS.join(", "), fr: VERBS.join(", ") } },
    {
      name: "name",
      required: false,
      description: { en: "Name of the account; for revoke, id of the token", fr: "Nom du compte ; pour revoke, identifiant du jeton" },
    },
  ],
  options: [
    STORE,
    {
      name: "role",
      kind: "choice",
      choices: ROLES,
      fallback: "read",
      description: {
        en: "What the token may do, at most what its owner may",
        fr: "Ce que le jeton peut faire, au plus ce que peut son propriétaire",
      },
    },
    {
      name: "title",
      kind: "text",
      value: "text",
      fallback: "token",
      description: { en: "What the token is for", fr: "À quoi sert le jeton" },
    },
    {
      name: "days",
      kind: "integer",
      min: 1,
      max: 366,
      value: "n",
      fallback: "90",
      description: { en: "Days until it expires", fr: "Jours jusqu’à son expiration" },
    },
  ],
  csv: true,
  examples: ["keiretsu token add akiko --role propose --title nightly --store team.sqlite", "keiretsu token list --store team.sqlite"],
  async run(call) {
    const verb = chooseVerb(call, VERBS);
    return withKeep(call, async (keep) => {
      const { addToken, listTokens, revokeToken } = await import("../http/accounts/tokens.ts");
      if (verb === "list") {
        const tokens = await listTokens(keep, call.args[1] ?? null);
        if (call.flag("json")) return writeJson(call.io, tokens);
        const head = call
          .say({ en: "Id|Account|Title|Role|Expires|Last used|Revoked", fr: "Id|Compte|Usage|Rôle|Expire|Dernier usage|Révoqué" })
          .split("|");
        const rows = tokens.map((one) => [one.id, one.account, one.title, one.role, one.expiresAt, one.lastUsedAt, one.revokedAt]);
        return tellTable(call, { head, rows });
      }
      const name = nameOf(call);
      if (verb === "revoke") {
        await revokeToken(keep, name, null);
        await noteHere(keep, { action: "token revoke", subject: name, detail: "" });
        call.io.stdout(`${call.say({ en: `Revoked: ${name}.`, fr: `Révoqué : ${name}.` })}\n`);
        return EXIT.fine;
      }
      const { findAccount } = await import("../http/accounts/accounts.ts");
      const owner = await findAccount(keep, name);
      if (!owner) throw new UsageError({ en: `There is no account “${name}”.`, fr: `Il n’y a pas de compte « ${name} ».` });
      const given = { title: call.text("title")!, role: ROLES.find((role) => role === call.text("role"))!, days: call.number("days")! };
      const { token: made, secret } = await addToken(keep, { account: owner.name, role: owner.role }, given);
      await noteHere(keep, { action: "token add", subject: name, detail: `${made.id} ${made.role}` });
      return tellSecret(call, made, secret);
    });
  },
};

/** The secret alone on stdout, for a pipe; what is to be known of it beside. */
function tellSecret(call: Call, made: { readonly id: string; readonly expiresAt: string }, secret: string): number {
  if (call.flag("json")) return writeJson(call.io, { ...made, secret });
  call.io.stdout(`${secret}\n`);
  const until = made.expiresAt.slice(0, 10);
  const note = {
    en: `Token ${made.id}, until ${until}. It is shown this once; keep it like a password.`,
    fr: `Jeton ${made.id}, jusqu’au ${until}. Il n’est montré que cette fois ; gardez-le comme un mot de passe.`,
  };
  call.io.stderr(`${call.say(note)}\n`);
  return EXIT.fine;
}
