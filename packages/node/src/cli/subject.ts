import { type Casebook, KeiretsuError, nearSubjects } from "keiretsu";
import { UsageError } from "./command.ts";

export interface SubjectAsked {
  readonly subject: string;
  readonly casebook: Casebook;
  /** What the subject may be; none when no id of the casebook answers, as with a roster's group. */
  readonly kinds: readonly ("entity" | "deal" | "leg")[];
}

/** Ask for a subject; one that the casebook does not have is the call's fault, told in both languages with the ids that were perhaps meant. */
export function subjectKnown<T>({ subject, casebook, kinds }: SubjectAsked, ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    if (!(error instanceof KeiretsuError) || error.code !== "unknown-subject") throw error;
    const near = nearSubjects(casebook, subject, kinds).join(", ");
    throw new UsageError({
      en: `"${subject}" is not in this casebook in that role.${near && ` Perhaps: ${near}.`} "keiretsu find <casebook> <words>" searches by words.`,
      fr: `« ${subject} » n’est pas dans ce dossier à ce titre.${near && ` Peut-être : ${near}.`} « keiretsu find <dossier> <mots> » cherche par mots.`,
    });
  }
}
