import { compareText } from "../../finding.ts";
import { choiceLegs } from "../../panel/choice-legs.ts";
import type { ChoiceSpread, SpreadRow } from "../../panel/spread.ts";
import type { ProjectOptions } from "../../record/project.ts";
import { choiceNames, spreadWords, valueName } from "../choice-words.ts";
import { escapeText } from "../escape.ts";
import { colon, semicolons, speak } from "../language.ts";
import { formatAmount, formatNumber, formatShare } from "../money.ts";
import { pageWords as words } from "../page-words.ts";
import { grossLegs } from "./report-material.ts";
import { figure, type Telling } from "./report-sections.ts";
import { table, type TableRow } from "./report-table.ts";

/** The signature of the product: one table of what the answer would be under every other choice, the choice that moves it most first. */
export function spreadSection({ material, cited, pictures }: Telling): string {
  const { language } = cited;
  const t = speak(spreadWords, language);
  const { choices, seller } = material.spread.values;
  const unit = material.spread.unit;
  const { perimeter, inKind, contingent, amounts } = material.spread.params as unknown as ProjectOptions;
  const base = { view: material.view.options, project: { perimeter, inKind, contingent, amounts } };
  const baseLegs = new Set(choiceLegs(material.casebook, base));
  const ofRow = (choice: ChoiceSpread, row: SpreadRow): TableRow => {
    const { figures } = row;
    const name = valueName(row.value, language, choice.choice);
    const key = `spread-${choice.choice}-${row.value}`;
    const title = `${choiceNames[choice.choice][language]}${colon(language)} ${name}`;
    const link = (text: string): string => {
      if (row.base) return cited.figure(text, "gross", words.gross[language], grossLegs(material));
      const legs = new Set(choiceLegs(material.casebook, base, { choice: choice.choice, value: row.value }));
      return legs.size === 0 ? escapeText(text) : cited.figure(text, key, title, [], difference(legs));
    };
    const largest = figures.largestLoop;
    return {
      strong: row.base,
      cells: [
        `${escapeText(name)}${row.base ? ` <small>(${words.baseChoice[language]})</small>` : ""}`,
        link(formatShare(figures.setOffShare, language)),
        link(formatAmount(figures.gross, unit, language)),
        escapeText(formatShare(figures.finnIndex, language)),
        ...(seller === null ? [] : [figures.followedShare === null ? "–" : escapeText(formatShare(figures.followedShare, language))]),
        escapeText(largest ? formatAmount(largest.capacity, unit, language) : "–"),
        escapeText(`${formatNumber(figures.legs, language)} (${formatNumber(figures.legsWithoutAmount, language)})`),
      ],
    };
  };
  const difference = (legs: ReadonlySet<string>): string => {
    const more = [...legs].filter((id) => !baseLegs.has(id)).sort(compareText);
    const less = [...baseLegs].filter((id) => !legs.has(id)).sort(compareText);
    const list = (ids: readonly string[]): string => semicolons(ids.map(cited.leg), language);
    const parts = [...(more.length > 0 ? [t.more(list(more))] : []), ...(less.length > 0 ? [t.less(list(less))] : [])];
    return parts.length === 0
      ? `${t.same} ${cited.figure(words.gross[language], "gross", words.gross[language], grossLegs(material))}`
      : parts.join(" ");
  };
  const rows = choices.flatMap((choice): TableRow[] => [
    {
      group: true,
      cells: [
        `${escapeText(choiceNames[choice.choice][language])}${choice.low === null ? "" : ` <small>(${escapeText(formatShare({ low: choice.low, high: choice.high }, language))})</small>`}`,
      ],
    },
    ...choice.rows.map((row) => ofRow(choice, row)),
  ]);
  const heads = [
    words.choice[language],
    words.goingRound[language],
    words.gross[language],
    words.finnShort[language],
    ...(seller === null ? [] : [t.seller(cited.firmText(seller))]),
    words.largest[language],
    words.countedLegs[language],
  ];
  return (
    (pictures.spread === null ? `<p>${t.note}</p>` : figure(pictures.spread, t.note)) +
    table({ caption: t.caption, head: heads, rows, numeric: heads.map((_, i) => i).slice(1), compact: true }) +
    `<p class="note narrow">${t.wider}</p>`
  );
}
