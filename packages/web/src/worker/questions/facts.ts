import { type Facts, facts as ask, type ViewOptions } from "keiretsu";
import type { OpenBook } from "../book.ts";

interface Params {
  readonly view: ViewOptions;
  readonly subject: string;
  /** Only the subject itself, not the legs of a deal. */
  readonly alone?: boolean;
}

/** All that is said of a subject, claims side by side. */
export default function facts({ casebook }: OpenBook, { view, subject, alone = false }: Params): Facts {
  const { knownOn, validOn, recordedOn, policy } = view;
  const found = ask(casebook, { subject, knownOn, validOn, recordedOn, policy });
  return alone ? { ...found, groups: found.groups.filter((group) => group.subject === subject) } : found;
}
