import type { Language } from "keiretsu";
import { pagePolicy } from "../http/security/headers.ts";

/** What a page without scripts says of one casebook. */
export interface Chapter {
  readonly id: string;
  readonly title: Readonly<Record<Language, string>>;
  /** The answer in sentences, the headline first; empty where nothing can be added up. */
  readonly sentences: Readonly<Record<Language, readonly string[]>>;
  readonly counts: { readonly sources: number; readonly deals: number; readonly claims: number };
  readonly licence: { readonly title: string; readonly address: string } | null;
}

const WORDS = {
  en: {
    lead: "This page draws and computes in your browser, which needs JavaScript. Without it, here is the answer of each casebook.",
    data: (sources: number, deals: number, claims: number) => `${sources} sources, ${deals} deals, ${claims} claims`,
    files: "the data",
    licence: "Licence of the data",
  },
  fr: {
    lead: "Cette page dessine et calcule dans votre navigateur, ce qui demande JavaScript. Sans lui, voici la réponse de chaque dossier.",
    data: (sources: number, deals: number, claims: number) => `${sources} sources, ${deals} accords, ${claims} affirmations`,
    files: "les données",
    licence: "Licence des données",
  },
} as const;

/**
 * The page of the built app, told that its casebooks lie beside it, with the answers in plain HTML for readers and machines without scripts.
 * Throws when the page is not the app's: a site that asks a server that is not there would be worse than none.
 */
export function sitePage(html: string, chapters: readonly Chapter[]): string {
  const title = chapters.length === 1 ? `${chapters[0].title.en} – keiretsu` : "keiretsu";
  const about = chapters.map((chapter) => chapter.sentences.en[0] ?? chapter.title.en).join(" ");
  return [
    [
      /<meta name="keiretsu-data" content="[^"]*"\s*\/?>/,
      `<meta http-equiv="Content-Security-Policy" content="${escaped(pagePolicy)}" />\n    <meta name="keiretsu-data" content="data" />\n    <meta name="description" content="${escaped(about)}" />`,
    ],
    [/<title>[^<]*<\/title>/, `<title>${escaped(title)}</title>`],
    [/<noscript>[^]*?<\/noscript>/, `<noscript>\n${withoutScripts(chapters)}\n    </noscript>`],
  ].reduce((page, [pattern, text]) => replacedOnce(page, pattern as RegExp, text as string), html);
}

function replacedOnce(html: string, pattern: RegExp, text: string): string {
  const found = html.match(new RegExp(pattern, "g"))?.length ?? 0;
  if (found !== 1) throw new Error(`the page of the app holds ${String(pattern)} ${found} times, once was expected`);
  return html.replace(pattern, () => text);
}

function withoutScripts(chapters: readonly Chapter[]): string {
  const languages = ["en", "fr"] as const;
  return languages
    .map((language) => {
      const sections = chapters.map((chapter) => section(chapter, language));
      return `      <div lang="${language}">\n        <p>${escaped(WORDS[language].lead)}</p>\n${sections.join("\n")}\n      </div>`;
    })
    .join("\n");
}

function section({ id, title, sentences, counts, licence }: Chapter, language: Language): string {
  const words = WORDS[language];
  const colon = language === "fr" ? "\u00a0:" : ":";
  const data = `${escaped(words.data(counts.sources, counts.deals, counts.claims))} (<a href="data/${id}.json">${words.files}</a>).`;
  const terms =
    licence === null ? "" : ` ${words.licence}${colon} <a href="${escaped(licence.address)}" rel="license">${escaped(licence.title)}</a>.`;
  return [
    `        <h2>${escaped(title[language])}</h2>`,
    ...sentences[language].map((sentence) => `        <p>${escaped(sentence)}</p>`),
    `        <p>${data}${terms}</p>`,
  ].join("\n");
}

const MARKS: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => MARKS[mark]);
}
