import type { Range } from "../../panel/range.ts";
import type { ShareBounds } from "../../panel/vendor-bounds.ts";
import { answerWords } from "../answer-words.ts";
import { escapeText } from "../escape.ts";
import { colon, inLanguage, speak } from "../language.ts";
import { sectionWords } from "../section-words.ts";
import { formatAmount, formatDate, formatShare, hedged } from "../money.ts";
import { type Evidence, tongue } from "./report-evidence.ts";
import { grossLegs, type ReportMaterial } from "./report-material.ts";
import type { PictureSet } from "../pictures/picture-set.ts";
import { choiceExtremes } from "../choice-words.ts";
import { shownVendors } from "../pictures/scene-bars.ts";
import { loopTitle } from "../pictures/scene-loop.ts";
import type { ReportPictures } from "./report-pictures.ts";
import { table } from "./report-table.ts";
import { pageWords as words } from "../page-words.ts";
import { statusNames } from "../vocabulary.ts";

/** The sections of a report, each from material, evidence and pictures to HTML. */
export interface Telling {
  readonly material: ReportMaterial;
  readonly cited: Evidence;
  readonly pictures: ReportPictures;
}

export function answerSection({ material, cited }: Telling): string {
  const { language } = cited;
  const t = speak(sectionWords, language);
  const { circularity, view } = material;
  const answer = speak(answerWords, language);
  const { gross, setOff, shares, coverage } = circularity.values;
  const money = (value: number | null): string => formatAmount(value, circularity.unit, language);
  const grossLink = cited.figure(money(gross.point), "gross", words.gross[language], grossLegs(material));
  const lead =
    (gross.point ?? 0) === 0
      ? answer.noAmount
      : (setOff.point ?? 0) === 0
        ? answer.none(grossLink)
        : answer.lead(
            grossLink,
            cited.figure(money(setOff.point), "set-off", words.setOff[language], setOff.legs),
            `<strong>${cited.figure(formatShare(shares.setOff.point, language), "set-off", words.setOff[language], setOff.legs)}</strong>`,
          );
  const most = choiceExtremes(material.spread.values, language);
  const known = view.options.knownOn === null ? t.asOfNow : t.asOfDate(formatDate(view.options.knownOn, language));
  const lines = [
    ...((setOff.point ?? 0) > 0 ? [answer.range(formatShare({ low: shares.setOff.low, high: shares.setOff.high }, language))] : []),
    ...(most
      ? [
          t.moves(
            most.choice,
            escapeText(most.low),
            formatShare(most.lowShare, language),
            escapeText(most.high),
            formatShare(most.highShare, language),
          ),
        ]
      : []),
    ...(coverage.legsWithAmount > 0
      ? [
          coverage.legs > 1 && coverage.legsWithAmount === coverage.legs
            ? t.covered(coverage.legs)
            : t.coverage(coverage.legsWithAmount, coverage.legs),
        ]
      : []),
    t.asOf(escapeText(known), escapeText(statusNames[view.options.atLeast][language])),
  ];
  return `<p class="lead">${lead}</p><p>${lines.join(" ")}</p>${circularity.converged ? "" : `<p class="note">${words.unproved[language]}</p>`}`;
}

export function panelSection({ material, cited }: Telling): string {
  const { language } = cited;
  const t = speak(sectionWords, language);
  const { gross, setOff, reciprocal, netFloor, shares, finnIndex, hodge } = material.circularity.values;
  const unit = material.circularity.unit;
  const behind = grossLegs(material);
  // A 0 rests on all the legs that were seen not to come back.
  const orGross = (legs: readonly string[]): readonly string[] => (legs.length > 0 ? legs : behind);
  const amountRange = (range: Range): string => {
    const low = formatAmount(range.low, unit, language);
    return range.high === null ? t.noCeiling(low) : range.low === range.high ? "" : t.from(low, formatAmount(range.high, unit, language));
  };
  const shareRange = (range: Range): string =>
    range.low === range.high ? "" : formatShare({ low: range.low, high: range.high }, language);
  const money = (
    key: "gross" | "setOff" | "reciprocal" | "netFloor",
    id: string,
    range: Range,
    legs: readonly string[],
    share?: Range,
  ): string => {
    const name = words[key][language];
    const part = share && share.point !== null ? ` (${formatShare(share.point, language)})` : "";
    const big = cited.figure(formatAmount(range.point, unit, language) + part, id, id === "gross" ? words.gross[language] : name, legs);
    return entry(name, big, [amountRange(range), words[`${key}Note`][language]]);
  };
  const index = (key: "finn" | "incoherence", range: Range): string => {
    const name = words[key][language];
    return entry(name, cited.figure(formatShare(range.point, language), "gross", words.gross[language], grossLegs(material)), [
      shareRange(range),
      words[`${key}Note`][language],
    ]);
  };
  const entries = [
    money("gross", "gross", gross, behind),
    money("setOff", "set-off", setOff, orGross(setOff.legs), shares.setOff),
    money("reciprocal", "reciprocal", reciprocal, orGross(reciprocal.legs), shares.reciprocal),
    money("netFloor", "gross", netFloor, behind),
    index("finn", finnIndex),
    index("incoherence", hodge.incoherence),
  ];
  return `<p>${t.panelNote}</p><dl class="panel">${entries.join("")}</dl>`;
}

function entry(name: string, big: string, notes: readonly string[]): string {
  const below = notes.filter((note) => note !== "").map((note) => `<dd class="note">${escapeText(note)}</dd>`);
  return `<div><dt>${escapeText(name)}</dt><dd class="big">${big}</dd>${below.join("")}</div>`;
}

export function networkSection({ cited, pictures }: Telling): string {
  const t = speak(sectionWords, cited.language);
  return pictures.network === null ? `<p>${t.nothing}</p>` : figure(pictures.network, t.networkNote);
}

export function figure(pair: PictureSet, caption: string): string {
  return `<figure><div class="wide">${pair.wide}</div><div class="medium">${pair.medium}</div><div class="narrow">${pair.narrow}</div><figcaption>${escapeText(caption)}</figcaption></figure>`;
}

export function storySection({ material, cited, pictures }: Telling): string {
  const { language } = cited;
  const t = speak(sectionWords, language);
  const { story, view } = material;
  if (story === null || pictures.timeline === null) return "";
  const row = view.legs.find((one) => one.leg.id === story.leg)!;
  const turns = story.turns.map((turn) => ({
    cells: [
      escapeText(formatDate(turn.knownOn, language)),
      statusNames[turn.status][language],
      statusNames[turn.belief.status ?? turn.status][language],
      `${((said) => tongue(said.text, said.language, language))(inLanguage(turn.text, turn.textFr, language))} <small>${turn.event?.basis === "announced" ? `${t.tellsOf} ` : ""}${cited.source(turn.source)}</small>`,
    ],
    strong: turn.changes && turn.status === turn.belief.status,
  }));
  const title = cited.leg(story.leg);
  return (
    `<p class="lead">${title}</p><p>${t.storyNote(cited.legAmount(row))}</p>` +
    figure(pictures.timeline, inLanguage(row.leg.title, row.leg.titleFr, language).text) +
    table({
      caption: language === "fr" ? "Les tournants et leurs sources" : "The turns and their sources",
      head: [words.date[language], words.said[language], words.believed[language], words.turn[language]],
      rows: turns,
    })
  );
}

export function vendorSection({ material, cited, pictures }: Telling): string {
  const { language } = cited;
  const t = speak(sectionWords, language);
  const answer = speak(answerWords, language);
  const sellers = shownVendors(material.circularity.values.vendorFinanced);
  const returns = material.circularity.values.halfLoops;
  const stated =
    returns.length === 0
      ? ""
      : `<p class="note">${answer.halfLoops(returns.map((loop) => `<cite>${escapeText(loopTitle(loop, cited.firmText, language))}</cite>`).join("; "))}</p>`;
  if (sellers.length === 0 || pictures.vendors === null) return `<p>${answer.noVendors}</p>${stated}`;
  const unit = material.circularity.unit;
  const share = (value: number | null, seller: string, legs: readonly string[]): string =>
    cited.figure(
      formatShare(value, language),
      `vendor-${seller}`,
      `${words.vendors[language]}${colon(language)} ${cited.firmText(seller)}`,
      legs,
    );
  const between = (bounds: ShareBounds | null): string =>
    bounds === null ? "–" : escapeText(formatShare({ low: bounds.lower, high: bounds.upper }, language));
  const rows = sellers.flatMap((row) => [
    {
      strong: true,
      cells: [
        cited.firm(row.seller),
        cited.figure(formatAmount(hedged(row.revenue), unit, language), `vendor-${row.seller}`, cited.firmText(row.seller), row.legs),
        share(row.share, row.seller, row.legs),
        share(row.direct, row.seller, row.legs),
        between(row.stated),
        between(row),
      ],
    },
    ...row.byClient.slice(0, 6).map((client) => ({
      cells: [
        cited.firm(client.client),
        cited.figure(formatAmount(hedged(client.revenue), unit, language), `vendor-${row.seller}`, cited.firmText(row.seller), row.legs),
        share(client.share, row.seller, row.legs),
        "",
        between(client.stated),
        between(client),
      ],
    })),
  ]);
  return (
    figure(pictures.vendors, t.vendorNote) +
    table({
      caption: answer.vendors,
      head: [words.seller[language], words.revenue[language], answer.even, words.direct[language], answer.atStated, answer.proved],
      numeric: [1, 2, 3, 4, 5],
      rows,
    }) +
    stated
  );
}
