import type { DeadLoop, Loop } from "../panel/loops.ts";
import { escapeText } from "./escape.ts";
import { colon, inLanguage, speak } from "./language.ts";
import { formatAmount } from "./money.ts";
import type { Evidence } from "./report-evidence.ts";
import type { ReportMaterial } from "./report-material.ts";
import { loopTitle } from "./report-pictures.ts";
import type { Telling } from "./report-sections.ts";
import { table } from "./report-table.ts";
import { endNames, words } from "./report-words.ts";
import { statusNames } from "./vocabulary.ts";

/** The loops of a report: a card with a picture for those that carry most, a table for the others, and why the rest carry nothing. */
const messages = {
  loopsNote: {
    en: (shown: number, all: number) =>
      `${shown} of ${all} loops found. A loop carries at most its smallest leg; loops that share a leg cannot be added up.`,
    fr: (shown: number, all: number) =>
      `${shown} boucles sur ${all} trouvées. Une boucle porte au plus son plus petit volet ; des boucles qui partagent un volet ne s’ajoutent pas.`,
  },
  noLoops: { en: "No loop is recorded under this view.", fr: "Aucune boucle n’est recensée dans cette vue." },
} as const;

export function loopsSection({ material, cited, pictures }: Telling): string {
  const { language } = cited;
  const t = speak(messages, language);
  const { loops, dead } = material.loops.values;
  const cards = pictures.loops.map(({ loop, svg }) => loopCard(material, cited, loop, svg));
  const shown =
    cards.length === 0
      ? `<p>${t.noLoops}</p>`
      : `<p>${t.loopsNote(cards.length, loops.length)}</p><div class="cards">${cards.join("")}</div>`;
  const drawn = new Set(pictures.loops.map(({ loop }) => loop.id));
  const rest = loops.filter((loop) => loop.title !== null && !drawn.has(loop.id));
  const others = rest.length === 0 ? "" : otherLoops(material, cited, rest);
  return shown + others + (dead.length === 0 ? "" : `<h3>${words.dead[language]}</h3>${deadLoops(cited, dead, material)}`);
}

function otherLoops(material: ReportMaterial, cited: Evidence, rest: readonly Loop[]): string {
  const { language } = cited;
  return table({
    caption: language === "fr" ? "Les autres boucles que disent les sources" : "The other loops that sources state",
    head: [words.loop[language], words.carries[language], words.weakest[language], words.sourcesOf[language]],
    numeric: [1],
    rows: rest.map((loop) => ({
      cells: [
        escapeText(loopTitle(material, loop, language)),
        cited.figure(
          formatAmount(loop.capacity, material.loops.unit, language),
          `loop-${loop.id}`,
          loopTitle(material, loop, language),
          loop.legs,
        ),
        statusNames[loop.status][language],
        loop.sources.map(cited.source).join("; "),
      ],
    })),
  });
}

function loopCard(material: ReportMaterial, cited: Evidence, loop: Loop, svg: string): string {
  const { language } = cited;
  const rows = new Map(material.view.legs.map((row) => [row.leg.id, row]));
  const title = loopTitle(material, loop, language);
  const legs = loop.legs.map(
    (id) =>
      `<li>${cited.leg(id)}${colon(language)} ${cited.legAmount(rows.get(id)!)}, ${statusNames[rows.get(id)!.status!.status][language]}</li>`,
  );
  const capacity = cited.figure(formatAmount(loop.capacity, material.loops.unit, language), `loop-${loop.id}`, title, loop.legs);
  const marks = [
    ...(loop.half ? [words.half[language]] : []),
    ...(loop.feasible ? [] : [words.outOfOrder[language]]),
    ...(loop.contingent ? [words.contingent[language]] : []),
    ...(loop.inKind ? [words.inKind[language]] : []),
  ];
  return (
    `<article><h3>${escapeText(title)}</h3><figure>${svg}<figcaption>${words.carries[language]}${colon(language)} ${capacity}. ` +
    `${words.weakest[language]}${colon(language)} ${statusNames[loop.status][language]}.${marks.length > 0 ? ` ${escapeText(sentence(marks))}.` : ""}</figcaption></figure>` +
    `<ul>${legs.join("")}</ul><p><small>${words.sourcesOf[language]}${colon(language)} ${loop.sources.map(cited.source).join("; ")}</small></p></article>`
  );
}

function sentence(parts: readonly string[]): string {
  const text = parts.join("; ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function deadLoops(cited: Evidence, dead: readonly DeadLoop[], material: ReportMaterial): string {
  const { language } = cited;
  const open = {
    open: { en: "its legs do not close a round between firms", fr: "ses volets ne ferment pas un tour entre entreprises" },
    length: { en: "longer than searched", fr: "plus longue que cherché" },
  };
  const rows = new Map(material.view.legs.map((row) => [row.leg.id, row]));
  return table({
    caption:
      language === "fr" ? "Boucles dites par les sources, arrêtées dans cette vue" : "Loops that sources state and that this view ends",
    head: [words.loop[language], words.why[language]],
    rows: dead.map((loop) => ({
      cells: [
        escapeText(inLanguage(loop.title, loop.titleFr, language).text),
        loop.reason === "leg"
          ? loop.ends
              .map(
                (end) =>
                  `${rows.has(end.leg) ? cited.leg(end.leg) : `<code>${escapeText(end.leg)}</code>`}${colon(language)} ${endNames[end.reason][language]}${end.reason === "below-status" && end.status ? ` (${statusNames[end.status][language]})` : ""}`,
              )
              .join("; ")
          : open[loop.reason][language],
      ],
    })),
  });
}
