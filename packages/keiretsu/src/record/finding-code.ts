import type { Finding, Place, Severity } from "../finding.ts";

/** What a code says, in English and French. `{found}` and other names in braces are filled in from the data. */
export interface FindingCode {
  readonly code: string;
  readonly severity: Severity;
  readonly summary: string;
  readonly summaryFr: string;
  readonly advice: string;
  readonly adviceFr: string;
}

const LONGEST_EXCERPT = 80;
/** A list of allowed words fits; a hostile cell does not. */
const LONGEST_WORD = 400;

/** Fill a code's sentences in. Every name in braces must be given in `words`. */
export function makeFinding(
  code: FindingCode,
  where: { readonly place: Place; readonly excerpt: string },
  words: Readonly<Record<string, string | number>> = {},
): Finding {
  const fill = (sentence: string): string =>
    sentence.replaceAll(/\{(\w+)\}/g, (_, name: string) => excerptOf(String(words[name] ?? `{${name}}`), LONGEST_WORD));
  return {
    code: code.code,
    severity: code.severity,
    place: where.place,
    excerpt: excerptOf(where.excerpt),
    summary: fill(code.summary),
    advice: fill(code.advice),
    french: { summary: fill(code.summaryFr), advice: fill(code.adviceFr) },
  };
}

/** Text fit for a terminal: control characters become visible signs, long text is cut. */
function excerptOf(text: string, longest: number = LONGEST_EXCERPT): string {
  const visible = text
    .slice(0, longest + 1)
    // The pictures of control characters sit at U+2400 in the order of the characters themselves.
    .replaceAll(/\p{Cc}/gu, (character) => (character < "\u0020" ? String.fromCharCode(0x2400 + character.charCodeAt(0)) : "\ufffd"))
    .replaceAll(/[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]|\p{Surrogate}/gu, "\ufffd");
  return visible.length > longest ? `${visible.slice(0, longest - 1)}…` : visible;
}
