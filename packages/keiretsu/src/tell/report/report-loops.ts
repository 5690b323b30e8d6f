import type { DeadLoop, Loop } from "../../panel/loops.ts";
import { escapeText } from "../escape.ts";
import { colon, inLanguage, type Language, plural, semicolons, speak } from "../language.ts";
import { formatAmount } from "../money.ts";
import type { Evidence } from "./report-evidence.ts";
import type { ReportMaterial } from "./report-material.ts";
import { loopTitle } from "./report-pictures.ts";
import type { Telling } from "./report-sections.ts";
import { table } from "./report-table.ts";
import { endNames, words } from "./report-words.ts";
import { statusNames } from "../vocabulary.ts";

/** The loops of a report: a card with a picture for those that carry most, a table for the others, and why the rest carry nothing. */
const messages = {
  found: {
    en: (loops: number, contingent: number, half: number) =>
      `${loops} ${plural(loops, "loop", "loops", "en")} found${contingent > 0 ? `, ${contingent} of them only if a guarantee is called` : ""}${half > 0 ? `, and ${half} half-${plural(half, "loop", "loops", "en")}: a return that sources state and that is no recorded deal` : ""}.`,
    fr: (loops: number, contingent: number, half: number) =>
      `${loops} ${plural(loops, "boucle trouvée", "boucles trouvées", "fr")}${contingent > 0 ? `, dont ${contingent} seulement si une garantie est appelée` : ""}${half > 0 ? `, et ${half} ${plural(half, "demi-boucle", "demi-boucles", "fr")} : un retour que disent les sources et qui n’est pas un accord recensé` : ""}.`,
  },
  ways: {
    en: "Each card is one way from firm to firm, with the loop of deals that can carry most along it.",
    fr: "Chaque carte est un chemin d’entreprise en entreprise, avec la boucle d’accords qui peut y porter le plus.",
  },
  least: {
    en: "A loop carries at most its smallest leg; loops that share a leg cannot be added up.",
    fr: "Une boucle porte au plus son plus petit volet ; des boucles qui partagent un volet ne s’ajoutent pas.",
  },
  noLoops: { en: "No loop is recorded under this view.", fr: "Aucune boucle n’est recensée dans cette vue." },
} as const;

export function loopsSection({ material, cited, pictures }: Telling): string {
  const { language } = cited;
  const t = speak(messages, language);
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
        escapeText(loopTitle(material, loop, language)),
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
  const title = loopTitle(material, loop, language);
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
  return cited.figure(text, `loop-${loop.id}`, loopTitle(material, loop, language), loop.legs);
}

function sentence(parts: readonly string[], language: Language): string {
  const text = semicolons(parts, language);
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
          ? semicolons(
              loop.ends.map(
                (end) =>
                  `${rows.has(end.leg) ? cited.leg(end.leg) : `<code>${escapeText(end.leg)}</code>`}${colon(language)} ${endNames[end.reason][language]}${end.reason === "below-status" && end.status ? ` (${statusNames[end.status][language]})` : ""}`,
              ),
              language,
            )
          : open[loop.reason][language],
      ],
    })),
  });
}
