import { basisSentence, circularity, load, view } from "keiretsu";
import { answerSentences } from "../cli/circularity-words.ts";
import { PACKAGE_FILE } from "../files.ts";
import type { PublishedBook } from "./books.ts";
import type { Chapter } from "./page.ts";

/** What a page without scripts says of a casebook: the headline and what it rests on, as `keiretsu circularity` says it. */
export function chapterOf({ listed, stored }: PublishedBook): Chapter {
  const { casebook } = load(stored.files);
  const result = circularity(view(casebook), { top: 0 });
  const counts = result.values.coverage.legs > 0;
  const said = (language: "en" | "fr"): readonly string[] =>
    counts ? [...answerSentences(result, language), basisSentence(result, language)] : [];
  return {
    id: listed.id,
    title: { en: listed.title, fr: listed.titleFr },
    sentences: { en: said("en"), fr: said("fr") },
    counts: { sources: casebook.sources.length, deals: casebook.deals.length, claims: casebook.claims.length },
    licence: licenceOf(stored.files.find(({ path }) => path === PACKAGE_FILE)?.text ?? "{}"),
  };
}

/** The first licence of the data package that leads somewhere. */
function licenceOf(packageText: string): Chapter["licence"] {
  const { licenses } = JSON.parse(packageText.replace(/^\ufeff/, "")) as { readonly licenses?: unknown };
  for (const one of Array.isArray(licenses) ? (licenses as readonly unknown[]) : []) {
    const { name, title, path } = (one ?? {}) as { readonly name?: unknown; readonly title?: unknown; readonly path?: unknown };
    const called = typeof title === "string" ? title : name;
    if (typeof path === "string" && /^https?:\/\//i.test(path) && typeof called === "string") return { title: called, address: path };
  }
  return null;
}
