import { KeiretsuError } from "keiretsu";
import { UsageError } from "./command.ts";

/** Ask for a subject; one that the casebook does not have is the call's fault, told in both languages. */
export function subjectKnown<T>(subject: string, ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    if (!(error instanceof KeiretsuError) || error.code !== "unknown-subject") throw error;
    throw new UsageError({
      en: `"${subject}" is not in this casebook in that role. "keiretsu find <casebook> <words>" searches by words.`,
      fr: `« ${subject} » n’est pas dans ce dossier à ce titre. « keiretsu find <dossier> <mots> » cherche par mots.`,
    });
  }
}
