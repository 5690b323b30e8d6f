import { formatDate, formatNumber } from "keiretsu";
import type { Change, StoredCasebook } from "../store/store.ts";
import type { Bilingual, Call } from "./command.ts";
import { formatTable, wrapText } from "./output.ts";

const KINDS: Readonly<Record<Change["kind"], Bilingual>> = {
  import: { en: "import", fr: "importation" },
  accept: { en: "accepted", fr: "acceptation" },
  undo: { en: "undo", fr: "annulation" },
  redo: { en: "redo", fr: "rétablissement" },
};

export function listText(call: Call, casebooks: readonly StoredCasebook[]): string {
  const { io, language, say } = call;
  if (casebooks.length === 0) return say({ en: "The store holds no casebook yet.", fr: "Le dépôt ne contient pas encore de dossier." });
  return formatTable(
    io,
    {
      head: language === "fr" ? ["Id", "Titre", "Révision", "Affirmations", "Modifié"] : ["Id", "Title", "Revision", "Claims", "Changed"],
      rows: casebooks.map(({ id, title, titleFr, revision, counts, changedAt }) => [
        id,
        language === "fr" ? titleFr : title,
        String(revision),
        formatNumber(counts.claims, language),
        formatDate(changedAt.slice(0, 10), language, "short"),
      ]),
    },
    { align: ["left", "left", "right", "right", "left"], wrap: [1] },
  );
}

export function changesText(call: Call, changes: readonly Change[]): string {
  return changes.map((change) => changeText(call, change)).join("\n");
}

/** Two lines: what and who, then why. */
function changeText(call: Call, change: Change): string {
  const { io, language, say } = call;
  const on = formatDate(change.when.slice(0, 10), language, "short");
  const undone = change.undoneBy === null ? "" : say({ en: `, undone by ${change.undoneBy}`, fr: `, annulé par ${change.undoneBy}` });
  const of = change.undoes === null ? "" : say({ en: ` of ${change.undoes}`, fr: ` de ${change.undoes}` });
  const first = `${change.seq}  ${KINDS[change.kind][language]}${of}, ${say({ en: "revision", fr: "révision" })} ${change.revision}, ${change.who.name}, ${on}${undone}`;
  return `${wrapText(io, first)}\n${wrapText(io, `${change.why} (${countsText(call, change)})`, 4)}`;
}

/** One sentence about a change that was just made. */
export function changeLine(call: Call, change: Change): string {
  const counts = countsText(call, change);
  return call.say({
    en: `${change.casebook}: revision ${change.revision} (change ${change.seq}): ${counts}.`,
    fr: `${change.casebook} : révision ${change.revision} (changement ${change.seq}) : ${counts}.`,
  });
}

function countsText({ language, say }: Call, { counts }: Change): string {
  const [added, removed, changed] = [counts.added, counts.removed, counts.changed].map((count) => formatNumber(count, language));
  return say({
    en: `lines: ${added} new, ${removed} gone, ${changed} changed`,
    fr: `lignes : ${added} nouvelles, ${removed} retirées, ${changed} modifiées`,
  });
}
