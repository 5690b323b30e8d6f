import { compareText } from "../../finding.ts";
import type { Choice, ChoiceSpread, SpreadRow } from "../../panel/spread.ts";
import { project, type ProjectOptions } from "../../record/project.ts";
import { view, type ViewOptions } from "../../record/view.ts";
import { escapeText } from "../escape.ts";
import { colon, semicolons, speak } from "../language.ts";
import { formatAmount, formatDate, formatNumber, formatShare } from "../money.ts";
import { figure, type Telling } from "./report-sections.ts";
import { grossLegs } from "./report-material.ts";
import { table, type TableRow } from "./report-table.ts";
import { choiceNames, valueName } from "../choice-words.ts";
import { pageWords as words } from "../page-words.ts";

/** The signature of the product: one table of what the answer would be under every other choice, the choice that moves it most first. */
const messages = {
  note: {
    en: "One choice is changed at a time, the others stay as on this page. The choice that moves the answer most comes first.",
    fr: "Un seul choix change à la fois, les autres restent ceux de cette page. Celui qui déplace le plus la réponse vient d’abord.",
  },
  caption: { en: "The same figures under other choices", fr: "Les mêmes chiffres avec d’autres choix" },
  wider: { en: "A wider screen shows more columns.", fr: "Un écran plus large montre plus de colonnes." },
  same: { en: "Counts the same legs as this page.", fr: "Compte les mêmes volets que cette page." },
  more: { en: (list: string) => `Also counts ${list}.`, fr: (list: string) => `Compte aussi ${list}.` },
  less: { en: (list: string) => `Does not count ${list}.`, fr: (list: string) => `Ne compte pas ${list}.` },
  seller: { en: (name: string) => `${name}: financed by itself`, fr: (name: string) => `${name} : financé par soi` },
} as const;

export function spreadSection({ material, cited, pictures }: Telling): string {
  const { language } = cited;
  const t = speak(messages, language);
  const { choices, seller } = material.spread.values;
  const unit = material.spread.unit;
  const baseLegs = countedLegs(material, {}, {});
  const ofRow = (choice: ChoiceSpread, row: SpreadRow): TableRow => {
    const { figures } = row;
    const name = valueOf(choice.choice, row.value);
    const key = `spread-${choice.choice}-${row.value}`;
    const title = `${choiceNames[choice.choice][language]}${colon(language)} ${name}`;
    const link = (text: string): string => {
      if (row.base) return cited.figure(text, "gross", words.gross[language], grossLegs(material));
      const { viewChanges, projectChanges } = changesOf(choice.choice, row.value);
      const legs = countedLegs(material, viewChanges, projectChanges);
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
  const valueOf = (choice: Choice, value: string): string =>
    choice === "known" && value !== "now"
      ? formatDate(value, language)
      : choice === "max-length"
        ? value
        : valueName(value, language, choice);
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

/** Legs that stand in the figures under changed choices. */
function countedLegs(
  material: Telling["material"],
  viewChanges: Partial<ViewOptions>,
  projectChanges: Partial<ProjectOptions>,
): ReadonlySet<string> {
  const asked = material.spread.params as Partial<ProjectOptions>;
  const { perimeter, inKind, contingent, amounts } = asked;
  const base = { perimeter, inKind, contingent, amounts } as ProjectOptions;
  const seen = view(material.casebook, { ...material.view.options, ...viewChanges });
  const { legs, zero } = project(seen, { ...base, ...projectChanges });
  return new Set([...legs, ...zero].map((row) => row.leg.id));
}

/** The value of a choice, as typed on the command line, as options. */
function changesOf(
  choice: Choice,
  value: string,
): { readonly viewChanges: Partial<ViewOptions>; readonly projectChanges: Partial<ProjectOptions> } {
  const none = { viewChanges: {}, projectChanges: {} };
  switch (choice) {
    case "at-least":
      return { ...none, viewChanges: { atLeast: value as ViewOptions["atLeast"] } };
    case "known":
      return { ...none, viewChanges: value === "now" ? {} : { knownOn: value } };
    case "policy":
      return { ...none, viewChanges: { policy: value as ViewOptions["policy"] } };
    case "composition":
      return { ...none, viewChanges: { composition: value as ViewOptions["composition"] } };
    case "perimeter":
      return { ...none, projectChanges: { perimeter: value as ProjectOptions["perimeter"] } };
    case "in-kind":
      return { ...none, projectChanges: { inKind: value === "yes" } };
    case "contingent":
      return { ...none, projectChanges: { contingent: value === "yes" } };
    case "amounts":
      return { ...none, projectChanges: { amounts: value as ProjectOptions["amounts"] } };
    case "max-length":
    default:
      return none;
  }
}
