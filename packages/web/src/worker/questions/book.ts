import type { OpenBook } from "../book.ts";

/** What every page needs of a casebook: its names. Titles are in both languages, so that the language may change without asking again. */
export default function book({ id, casebook, whole, findings, refused }: OpenBook, _params: Record<string, never>) {
  return {
    id,
    whole,
    faults: findings.filter((finding) => finding.severity === "error").length,
    refused,
    title: { en: casebook.title, fr: casebook.titleFr || casebook.title },
    currency: casebook.currency,
    chapters: casebook.chapters,
    allChapters: [...new Set(casebook.deals.map((deal) => deal.chapter))].sort(),
    entities: casebook.entities.map(({ id: entity, name, nameFr, kind, parent, aliases }) => ({
      id: entity,
      name,
      nameFr,
      kind,
      parent,
      aliases,
    })),
    deals: casebook.deals.map(({ id: deal, title, titleFr }) => ({ id: deal, title: { en: title, fr: titleFr || title } })),
    legs: casebook.legs.map(({ id: leg, deal, title, titleFr, from, to }) => ({
      id: leg,
      deal,
      from,
      to,
      title: { en: title, fr: titleFr || title },
    })),
    sources: casebook.sources.map(({ id: source, publisher, publishedOn, language }) => ({
      id: source,
      publisher,
      publishedOn: publishedOn?.text ?? null,
      language,
    })),
    counts: {
      sources: casebook.sources.length,
      entities: casebook.entities.length,
      deals: casebook.deals.length,
      legs: casebook.legs.length,
      claims: casebook.claims.length,
    },
  };
}
