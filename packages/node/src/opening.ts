import type { Loaded } from "keiretsu";

/** Built from the workbench's own questions (scripts/bundle.ts), so that what is answered here is what it would have computed. */
const BUNDLE = new URL("../dist/opening.bundle.js", import.meta.url).href;

interface Bundle {
  readonly openingOf: (open: OpenBook, most: number) => Readonly<Record<string, unknown>>;
}

/** A casebook as the workbench holds it, with nothing supposed. */
interface OpenBook extends Loaded {
  readonly id: string;
  readonly files: readonly [];
  readonly refused: readonly [];
}

/** Arrows that the workbench draws in a narrow, a middling and a wide window. */
export const WIDTHS = [16, 30, 60] as const;

/** What the workbench asks of a casebook before its reader has touched anything, by question; JSON. */
export async function openingAnswers(id: string, loaded: Loaded, most: number): Promise<string> {
  const { openingOf } = (await import(BUNDLE)) as Bundle;
  return JSON.stringify(openingOf({ ...loaded, id, files: [], refused: [] }, most));
}

/** The same as it is handed out: whoever reads it may ask for the files of this very revision later. */
export function openingText(
  { id, revision, digest }: { readonly id: string; readonly revision: number; readonly digest: string },
  answers: string,
): string {
  return `{"id":${JSON.stringify(id)},"revision":${revision},"digest":${JSON.stringify(digest)},"answers":${answers}}\n`;
}
