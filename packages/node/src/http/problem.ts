import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Bilingual } from "../cli/command.ts";
import type { Env } from "./env.ts";

/** An answer that is no answer, by RFC 9457. Thrown by whoever meets the fault, written once by the app. */
export class Problem extends Error {
  readonly status: ContentfulStatusCode;
  /** What programs may rely on; the words are for people and may change. */
  readonly code: string;
  readonly text: Bilingual;
  readonly headers: Readonly<Record<string, string>>;
  /** What else it tells: findings, rows. */
  readonly more: Readonly<Record<string, unknown>>;

  constructor(
    status: ContentfulStatusCode,
    code: string,
    text: Bilingual,
    headers: Readonly<Record<string, string>> = {},
    more: Readonly<Record<string, unknown>> = {},
  ) {
    super(text.en);
    this.name = "Problem";
    this.status = status;
    this.code = code;
    this.text = text;
    this.headers = headers;
    this.more = more;
  }
}

const TITLES: Readonly<Record<number, Bilingual>> = {
  400: { en: "The request is at fault", fr: "La requête est en faute" },
  401: { en: "Not signed in", fr: "Non identifié" },
  403: { en: "Not allowed", fr: "Non autorisé" },
  404: { en: "Not found", fr: "Introuvable" },
  405: { en: "Not done here", fr: "Ne se fait pas ici" },
  406: { en: "Not in that form", fr: "Pas sous cette forme" },
  409: { en: "In conflict", fr: "En conflit" },
  413: { en: "Too large", fr: "Trop volumineux" },
  415: { en: "Form not understood", fr: "Forme non comprise" },
  422: { en: "The data is at fault", fr: "Les données sont en faute" },
  428: { en: "Said of no revision", fr: "Sans révision de départ" },
  429: { en: "Too many requests", fr: "Trop de requêtes" },
  500: { en: "Our own fault", fr: "Notre propre faute" },
  503: { en: "Not now", fr: "Pas maintenant" },
  507: { en: "No room left", fr: "Plus de place" },
};

export function tellProblem(c: Context<Env>, problem: Problem): Response {
  const { status, code, text, headers, more } = problem;
  const language = c.get("language") ?? "en";
  const title = (TITLES[status] ?? TITLES[status < 500 ? 400 : 500])[language];
  const body = { type: "about:blank", title, status, detail: text[language], code, ...more };
  return c.body(`${JSON.stringify(body)}\n`, status, {
    ...headers,
    "Content-Type": "application/problem+json",
    "Content-Language": language,
    "Cache-Control": "no-store",
  });
}
