import type { TeamOptions } from "../http/start.ts";
import { UsageError, type Call, type Option } from "./command.ts";

/** How `serve` serves a team: accounts instead of a key, behind a proxy that does TLS. */
export const TEAM_OPTIONS: readonly Option[] = [
  {
    name: "team",
    kind: "flag",
    description: { en: "Serve people with accounts, see keiretsu account", fr: "Servir des personnes avec compte, voir keiretsu account" },
  },
  {
    name: "public-origin",
    kind: "text",
    value: "address",
    description: {
      en: "What people type, https://cases.example.org (--team)",
      fr: "Ce que l’on tape, https://dossiers.example.org (--team)",
    },
  },
  {
    name: "behind-proxy",
    kind: "flag",
    description: {
      en: "Believe X-Forwarded-* of a proxy on this machine or a private network (--team)",
      fr: "Croire les X-Forwarded-* d’un mandataire de cette machine ou d’un réseau privé (--team)",
    },
  },
  {
    name: "public-read",
    kind: "flag",
    description: { en: "Let everyone read without an account (--team)", fr: "Laisser tout le monde lire sans compte (--team)" },
  },
  {
    name: "insecure-cookie",
    kind: "flag",
    description: { en: "Sessions without TLS, for trials only (--team)", fr: "Sessions sans TLS, pour des essais seulement (--team)" },
  },
];

/** What was asked for a team; null for local mode. */
export function teamOptions(call: Call): TeamOptions | null {
  const origin = call.text("public-origin");
  const flags = {
    behindProxy: call.flag("behind-proxy"),
    publicRead: call.flag("public-read"),
    insecureCookie: call.flag("insecure-cookie"),
  };
  if (!call.flag("team")) {
    if (origin !== null || Object.values(flags).includes(true))
      throw new UsageError({
        en: "--public-origin, --behind-proxy, --public-read and --insecure-cookie go with --team.",
        fr: "--public-origin, --behind-proxy, --public-read et --insecure-cookie vont avec --team.",
      });
    return null;
  }
  const publicOrigin = originOf(origin);
  if (!publicOrigin.startsWith("https:") && !flags.insecureCookie)
    throw new UsageError({
      en: "Without TLS sessions need --insecure-cookie, which is for trials only.",
      fr: "Sans TLS les sessions demandent --insecure-cookie, pour des essais seulement.",
    });
  return { publicOrigin, ...flags };
}

function originOf(typed: string | null): string {
  const url = typed !== null && URL.canParse(typed) ? new URL(typed) : null;
  if (url !== null && /^https?:$/.test(url.protocol) && url.origin === typed!.replace(/\/$/, "")) return url.origin;
  throw new UsageError({
    en: `--public-origin: found "${typed ?? ""}", expected scheme and name alone: https://cases.example.org`,
    fr: `--public-origin : « ${typed ?? ""} » trouvé, attendu le schéma et le nom seuls : https://dossiers.example.org`,
  });
}
