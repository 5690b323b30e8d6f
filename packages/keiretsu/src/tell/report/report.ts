import { escapeText } from "../escape.ts";
import { inLanguage, type Language, spaced, speak } from "../language.ts";
import { evidence } from "./report-evidence.ts";
import type { ReportMaterial } from "./report-material.ts";
import { type PictureSet, setFiles } from "../pictures/picture-set.ts";
import { type ReportPictures, reportPictures } from "./report-pictures.ts";
import { addsUp, claimsSection } from "./report-claims.ts";
import { conflictsSection, unknownSection } from "./report-doubts.ts";
import { loopsSection } from "./report-loops.ts";
import { answerSection, networkSection, panelSection, storySection, type Telling, vendorSection } from "./report-sections.ts";
import { spreadSection } from "./report-spread.ts";
import { reportStyle } from "./report-style.ts";
import { tiesSection } from "./report-ties.ts";
import { overTimeSection } from "./report-over-time.ts";
import { whatIfSection } from "./report-what-if.ts";
import { pageWords as words } from "../page-words.ts";
import type { RunChart } from "../simulation-charts.ts";
import { pictureStyle } from "../pictures/svg.ts";

/** A report: one page that needs nothing else, its pictures by name, and the results behind it. */
export interface Report {
  readonly html: string;
  readonly svgs: Readonly<Record<string, string>>;
  /** The numbers behind pictures, by their names. */
  readonly tables: readonly Omit<RunChart, "set">[];
  readonly json: {
    readonly schema: "keiretsu.report/1";
    readonly casebook: string;
    readonly circularity: ReportMaterial["circularity"];
    readonly spread: ReportMaterial["spread"];
    readonly loops: ReportMaterial["loops"];
    readonly roles: ReportMaterial["roles"];
    readonly likeness: ReportMaterial["likeness"];
    readonly disclosure: ReportMaterial["disclosure"];
    readonly stresses: ReportMaterial["stresses"];
    /** The run that is told. */
    readonly simulation: ReportMaterial["runs"][number] | null;
  };
}

const how = {
  paragraphs: {
    en: "A leg is one thing that moves from one party to another: money, shares, a guarantee. A deal is several legs. What a leg is worth and how firm it is are claims, each with its source and the date on which it could be known. Amounts that nobody has published are unknown, never 0. Lapsed and denied legs count for nothing.",
    fr: "Un volet est une chose qui passe d’une partie à une autre : de l’argent, des actions, une garantie. Un accord réunit plusieurs volets. Ce que vaut un volet et sa fermeté sont des affirmations, chacune avec sa source et la date à laquelle on pouvait la connaître. Un montant que personne n’a publié est inconnu, jamais 0. Un volet caduc ou démenti ne compte pour rien.",
  },
  numbers: {
    en: "A figure underlined with dots leads to the legs it rests on, a leg to the claim that gives its amount, a claim to its source.",
    fr: "Un chiffre souligné de points mène aux volets sur lesquels il repose, un volet à l’affirmation qui donne son montant, une affirmation à sa source.",
  },
  digest: { en: (digest: string) => `Fingerprint of the data: ${digest}`, fr: (digest: string) => `Empreinte des données : ${digest}` },
} as const;

/** Tell the material in one language. Pure: the same material gives the same bytes. */
export function report(material: ReportMaterial, language: Language): Report {
  const cited = evidence(material, language);
  const pictures = reportPictures(material, language);
  const telling: Telling = { material, cited, pictures: withoutStyles(pictures) };
  const t = speak(words, language);
  const h = speak(how, language);
  const title = inLanguage(material.casebook.title, material.casebook.titleFr, language);

  // Without an amount among the counted legs there is nothing to add up: the claims are shown in place of empty figures.
  const counts = addsUp(material);
  const recorded = material.loops.values.loops.length + material.loops.values.dead.length;
  const sections = [
    { id: "answer", title: t.answer, html: answerSection(telling) },
    { id: "said", title: t.sourcesSay, html: counts ? "" : claimsSection(telling) },
    { id: "panel", title: t.panel, html: counts ? panelSection(telling) : "" },
    { id: "spread", title: t.spread, html: counts ? spreadSection(telling) : "" },
    { id: "network", title: t.network, html: counts ? networkSection(telling) : "" },
    {
      id: "loops",
      title: pictures.loops.some(({ loop }) => loop.capacity.high !== null) ? t.loops : t.anyLoops,
      html: counts || recorded > 0 ? loopsSection(telling) : "",
    },
    { id: "story", title: t.story, html: storySection(telling) },
    { id: "vendors", title: t.vendors, html: counts ? vendorSection(telling) : "" },
    { id: "ties", title: t.ties, html: tiesSection(telling) },
    { id: "over-time", title: t.overTime, html: overTimeSection(telling) },
    { id: "what-if", title: t.whatIf, html: whatIfSection(telling) },
    { id: "conflicts", title: t.conflicts, html: conflictsSection(telling) },
    { id: "unknown", title: t.unknown, html: unknownSection(telling) },
    { id: "how", title: t.how, html: `<p>${h.paragraphs}</p><p>${h.numbers}</p>` },
  ].filter((section) => section.html !== "");
  const lists = cited.lists();
  const proofs = [
    [t.bases, lists.bases],
    [t.legs, lists.legs],
    [t.claims, lists.claims],
    [t.sources, lists.sources],
  ].map(([name, list]) => (list === "" ? "" : `<h3>${name}</h3>${list}`));
  const proof = `<section id="evidence" aria-labelledby="h-evidence"><h2 id="h-evidence">${t.evidence}</h2>${proofs.join("")}</section>`;
  const contents = [...sections, { id: "evidence", title: t.evidence }].map(
    ({ id, title: name }) => `<li><a href="#${id}">${escapeText(name)}</a></li>`,
  );
  const body = sections.map(
    ({ id, title: name, html }) =>
      `<section id="${id}" aria-labelledby="h-${id}"><h2 id="h-${id}">${escapeText(name)}</h2>${html}</section>`,
  );
  const html =
    `<!doctype html>\n<html lang="${language}">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n` +
    `<meta name="color-scheme" content="light dark">\n<title>${escapeText(title.text)}</title>\n<link rel="icon" href="data:,">\n` +
    `<style>${reportStyle}${pictureStyle("both")}</style>\n</head>\n<body>\n<a class="skip" href="#answer">${t.skip}</a>\n<div class="page">\n` +
    `<header><p class="kicker">${t.kicker}</p><h1${title.language === language ? "" : ` lang="${title.language}"`}>${escapeText(title.text)}</h1>` +
    `<nav aria-label="${t.contents}"><ol>${contents.join("")}</ol></nav></header>\n<main>\n${spaced(`${body.join("\n")}\n${proof}`, language)}\n</main>\n` +
    `<footer>${escapeText(h.digest(material.casebook.digest))}</footer>\n</div>\n</body>\n</html>\n`;
  return {
    html,
    svgs: pictureFiles(pictures),
    tables: pictures.runs.map(({ name, title: told, table }) => ({ name: `over-time-${name}`, title: told, table })),
    json: {
      schema: "keiretsu.report/1",
      casebook: material.casebook.name,
      circularity: material.circularity,
      spread: material.spread,
      loops: material.loops,
      roles: material.roles,
      likeness: material.likeness,
      disclosure: material.disclosure,
      stresses: material.stresses,
      simulation: material.runs[0] ?? null,
    },
  };
}

/** The pictures as files of their own, each with its style. */
function pictureFiles(pictures: ReportPictures): Readonly<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const name of ["network", "spread", "vendors", "likeness", "timeline"] as const) {
    const set = pictures[name];
    if (set !== null) Object.assign(files, setFiles(name, set));
  }
  for (const [k, set] of pictures.stresses.entries())
    if (set !== null)
      Object.assign(files, setFiles(`what-if-${k + 1}-cascade`, set.cascade), setFiles(`what-if-${k + 1}-waterfall`, set.waterfall));
  for (const { name, set } of pictures.runs) Object.assign(files, setFiles(`over-time-${name}`, set));
  for (const [k, { svg }] of pictures.loops.entries()) files[`loop-${k + 1}`] = svg;
  return files;
}

function bare(svg: string): string {
  return svg.replace(/<style>[^<]*<\/style>/, "");
}

function bareSet(set: PictureSet): PictureSet {
  return { wide: bare(set.wide), medium: bare(set.medium), narrow: bare(set.narrow) };
}

/** The page carries the style of all pictures once. */
function withoutStyles(pictures: ReportPictures): ReportPictures {
  const { network, spread, vendors, likeness, timeline } = pictures;
  return {
    network: network && bareSet(network),
    spread: spread && bareSet(spread),
    vendors: vendors && bareSet(vendors),
    likeness: likeness && bareSet(likeness),
    timeline: timeline && bareSet(timeline),
    stresses: pictures.stresses.map((set) => set && { cascade: bareSet(set.cascade), waterfall: bareSet(set.waterfall) }),
    runs: pictures.runs.map((chart) => ({ ...chart, set: bareSet(chart.set) })),
    loops: pictures.loops.map(({ loop, svg }) => ({ loop, svg: bare(svg) })),
  };
}
