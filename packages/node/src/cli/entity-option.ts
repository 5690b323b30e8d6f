import { type Casebook, subjects } from "keiretsu";
import { UsageError } from "./command.ts";

/** The entity that the reader means by an id, a name or an alias; null when nothing was asked. Throws UsageError when nothing bears the name. */
export function entityAsked(casebook: Casebook, asked: string | null): string | null {
  if (asked === null) return null;
  const entities = new Set(casebook.entities.map((entity) => entity.id));
  const found = subjects(casebook, asked).find((id) => entities.has(id));
  if (found !== undefined) return found;
  throw new UsageError({
    en: `"${asked}" is not in this casebook. "keiretsu find <casebook> <words>" searches by words.`,
    fr: `« ${asked} » n’est pas dans ce dossier. « keiretsu find <dossier> <mots> » cherche par mots.`,
  });
}
