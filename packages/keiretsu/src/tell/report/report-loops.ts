import type { DeadLoop, Loop } from "../../panel/loops.ts";
import { escapeText } from "../escape.ts";
import { colon, inLanguage, type Language, semicolons, speak } from "../language.ts";
import { loopWords } from "../loop-words.ts";
import { formatAmount } from "../money.ts";
import type { Evidence } from "./report-evidence.ts";
import type { ReportMaterial } from "./report-material.ts";
import { loopTitle } from "../pictures/scene-loop.ts";
import type { Telling } from "./report-sections.ts";
import { table } from "./report-table.ts";
import { endNames, pageWords as words } from "../page-words.ts";
import { statusNames } from "../vocabulary.ts";

/** The loops of a report: a card with a picture for those that carry most, a table for the others, and why the rest carry nothing. */
export function loopsSection({ material, cited, pictures }: Telling): string {
  const { language } = cited;
  const t = speak(loopWords, language);
  const { loops, dead } = material.loops.values;
  const cards = pictures.loops.map(({ loop, svg }) => loopCard(material, cited, loop, svg));
  const whole = loops.filter((loop) => !loop.half);
  const counted = t.found(whole.length, whole.filter((loop) => loop.contingent).length, loops.length - whole.length);
  const shown =
    cards.length === 0
      ? `<p>${t.noLoops}</p>`
      : `<p>${counted} ${whole.length > cards.length ? `${t.ways} ` : ""}${t.least}</p><div class="cards">${cards.join("")}</div>`;
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
        escapeText(loopTitle(loop, cited.firmText, language)),
        carried(material, cited, loop),
        statusNames[loop.status][language],
        semicolons(loop.sources.map(cited.source), language),
      ],
    })),
  });
}

function loopCard(material: ReportMaterial, cited: Evidence, loop: Loop, svg: string): string {
  const { language } = cited;
  const rows = new Map(material.view.legs.map((row) => [row.leg.id, row]));
  const title = loopTitle(loop, cited.firmText, language);
  const legs = loop.legs.map(
    (id) =>
      `<li>${cited.leg(id)}${colon(language)} ${cited.legAmount(rows.get(id)!)}, ${statusNames[rows.get(id)!.status!.status][language]}</li>`,
  );
  const capacity = carried(material, cited, loop);
  const marks = [
    ...(loop.feasible ? [] : [words.outOfOrder[language]]),
    ...(loop.contingent ? [words.contingent[language]] : []),
    ...(loop.inKind ? [words.inKind[language]] : []),
  ];
  return (
    `<article><h3>${escapeText(title)}</h3><figure>${svg}<figcaption>${words.carries[language]}${colon(language)} ${capacity}. ` +
    `${words.weakest[language]}${colon(language)} ${statusNames[loop.status][language]}.${marks.length > 0 ? ` ${escapeText(sentence(marks, language))}.` : ""}</figcaption></figure>` +
    `<ul>${legs.join("")}</ul><p><small>${words.sourcesOf[language]}${colon(language)} ${semicolons(loop.sources.map(cited.source), language)}</small></p></article>`
  );
}

/** What a loop can carry; of a half-loop it is unknown. */
function carried(material: ReportMaterial, cited: Evidence, loop: Loop): string {
  const { language } = cited;
  const text = `${formatAmount(loop.capacity, material.loops.unit, language)}${loop.half ? ` (${words.half[language]})` : ""}`;
  return cited.figure(text, `loop-${loop.id}`, loopTitle(loop, cited.firmText, language), loop.legs);
}

function sentence(parts: readonly string[], language: Language): string {
  const text = semicolons(parts, language);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function deadLoops(cited: Evidence, dead: readonly DeadLoop[], material: ReportMaterial): string {
  const { language } = cited;
  const t = speak(loopWords, language);
  const rows = new Map(material.view.legs.map((row) => [row.leg.id, row]));
  return table({
    caption: t.dead,
    head: [words.loop[language], words.why[language]],
    rows: dead.map((loop) => ({
      cells: [
        escapeText(inLanguage(loop.title, loop.titleFr, language).text),
        loop.reason === "leg"
          ? semicolons(
              loop.ends.map(
                (end) =>
                  `${rows.has(end.leg) ? cited.leg(end.leg) : `<code>${escapeText(end.leg)}</code>`}${colon(language)} ${endNames[end.reason][language]}${end.reason === "below-status" && end.status ? ` (${statusNames[end.status][language]})` : ""}`,
              ),
              language,
            )
          : t[loop.reason],
      ],
    })),
  });
}
