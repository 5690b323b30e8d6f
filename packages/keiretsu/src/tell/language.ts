/**
 * Two languages for everything a reader sees. A message is a pair, so that a missing French text is an error of types, never of luck.
 */
export type Language = "en" | "fr";

export const languages: readonly Language[] = ["en", "fr"];

export interface Text {
  readonly en: string;
  readonly fr: string;
}

/** A message with holes: the same arguments in both languages. */
interface Phrase<A extends readonly never[] = readonly never[]> {
  readonly en: (...holes: A) => string;
  readonly fr: (...holes: A) => string;
}

export type Messages = Readonly<Record<string, Text | Phrase>>;

/** A book of messages opened at one language: texts become strings, phrases become functions. */
export type Spoken<M extends Messages> = { readonly [K in keyof M]: M[K]["en"] };

export function speak<M extends Messages>(messages: M, language: Language): Spoken<M> {
  const spoken: Record<string, unknown> = {};
  for (const [key, message] of Object.entries(messages)) spoken[key] = message[language];
  return spoken as Spoken<M>;
}

/** Of a text in English and its French, which may be empty: French falls back on English, and the caller is told so that it can mark it. */
export function inLanguage(en: string, fr: string, language: Language): { readonly text: string; readonly language: Language } {
  return language === "fr" && fr !== "" ? { text: fr, language: "fr" } : { text: en, language: "en" };
}

/** French counts 0 and 1 as one; English counts only 1 as one. */
export function plural(count: number, one: string, many: string, language: Language): string {
  const single = language === "fr" ? Math.abs(count) < 2 : Math.abs(count) === 1;
  return single ? one : many;
}

/** A colon as each language sets it: French puts a no-break space before it. */
export function colon(language: Language): string {
  return language === "fr" ? "\u00a0:" : ":";
}

/** A list with semicolons; French puts a narrow no-break space before each. */
export function semicolons(items: readonly string[], language: Language): string {
  return items.join(language === "fr" ? "\u202f; " : "; ");
}

/** HTML as a French typesetter leaves it: no line begins with a sign, a percent sign or a closing quote. Tags and attributes stay as they are. */
export function spaced(html: string, language: Language): string {
  if (language !== "fr") return html;
  return html.replace(/>[^<]+/g, (text) => spacedText(text, language));
}

/** A text as a French typesetter leaves it. */
export function spacedText(text: string, language: Language): string {
  return language === "fr" ? text.replace(/ (?=[;!?%])/g, "\u202f").replace(/ (?=[:»])|(?<=«) /g, "\u00a0") : text;
}

/** "a, b and c" / « a, b et c ». */
export function listing(items: readonly string[], language: Language): string {
  const last = items.at(-1) ?? "";
  return items.length < 2 ? last : `${items.slice(0, -1).join(", ")} ${language === "fr" ? "et" : "and"} ${last}`;
}
