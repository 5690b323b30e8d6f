import type { MiddlewareHandler } from "hono";
import type { Language } from "keiretsu";
import type { Env } from "./env.ts";

/** ?lang= decides, else the first of the two languages that Accept-Language prefers, else English. */
export const language: MiddlewareHandler<Env> = async (c, next) => {
  c.set("language", chosen(c.req.query("lang"), c.req.header("Accept-Language")));
  await next();
};

function chosen(asked: string | undefined, header: string | undefined): Language {
  if (asked === "fr" || asked === "en") return asked;
  const ranked = (header ?? "")
    .split(",")
    .slice(0, 20)
    .map((part) =>
      part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*q=/),
    )
    .map(([tag, weight]) => ({ tag, weight: Number(weight ?? 1) }))
    .filter(({ tag, weight }) => /^(en|fr)\b/.test(tag) && weight > 0)
    .sort((a, b) => b.weight - a.weight);
  return ranked[0]?.tag.startsWith("fr") ? "fr" : "en";
}
