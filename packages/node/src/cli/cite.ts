import { type CitedSource, formatDate, inLanguage, type Language } from "keiretsu";
import type { Io } from "./command.ts";
import { paint, wrapText } from "./output.ts";

/** Sources of an answer, numbered in the order of their ids: [3] in a table, the full line below it. */
export interface Citations {
  /** "[3]", or "[3, 5]" for several; ids without a source are left out. */
  readonly mark: (...ids: readonly string[]) => string;
  /** The numbered list with a title, ending in a newline; empty when there is no source. */
  readonly list: () => string;
}

export function citations(io: Io, sources: readonly CitedSource[], language: Language): Citations {
  const numbers = new Map(sources.map((source, i) => [source.id, i + 1]));
  const mark = (...ids: readonly string[]): string => {
    const found = [...new Set(ids.flatMap((id) => numbers.get(id) ?? []))].sort((a, b) => a - b);
    return found.length === 0 ? "" : `[${found.join(", ")}]`;
  };
  const list = (): string => {
    if (sources.length === 0) return "";
    const width = `[${sources.length}]`.length;
    const lines = sources.map((source) => {
      const text = wrapText(io, sourceText(source, language), width + 1).trimStart();
      return `${mark(source.id).padStart(width)} ${text}`;
    });
    return `${paint(io, "bold", "Sources")}\n${lines.join("\n")}\n`;
  };
  return { mark, list };
}

/** Publisher, date, title, id: what a reader needs to find the document again. */
function sourceText(source: CitedSource, language: Language): string {
  const unseen = source.seen ? "" : language === "fr" ? ", non lu par nous" : ", not seen by us";
  const author = source.author === "" ? "" : `${source.author}, `;
  const colon = language === "fr" ? "\u00a0: " : ": ";
  return `${author}${source.publisher}, ${formatDate(source.publishedOn, language)}${unseen}${colon}${source.title} (${source.id})`;
}

/** No line may begin with a French mark that stands after a space. */
export function bind(text: string): string {
  return text.replace(/ ([:;!?»])/g, "\u00a0$1").replaceAll("« ", "«\u00a0");
}

/** Our words in the language of the call; an English text in a French answer says so. */
export function ourWords(en: string, fr: string, language: Language): string {
  const said = inLanguage(en, fr, language);
  if (said.text === "" || language === "en") return said.text;
  return said.language === "fr" ? bind(said.text) : `${said.text} [en anglais]`;
}
