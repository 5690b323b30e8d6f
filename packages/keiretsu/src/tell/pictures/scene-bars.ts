import type { Profile } from "../../panel/likeness.ts";
import type { Spread } from "../../panel/spread.ts";
import type { VendorFinanced } from "../../panel/vendor-financed.ts";
import { choiceNames } from "../choice-words.ts";
import { type Language, speak } from "../language.ts";
import { formatShare } from "../money.ts";
import { pageWords } from "../page-words.ts";
import { dimensionNames } from "../structure-words.ts";
import type { BarsScene } from "./picture-bars.ts";

/** What the panels draw as rows of shares: the spread over the analyst's choices, vendor financing seller by seller, likeness to a keiretsu. */
const messages = {
  axisSpread: {
    en: "Share of gross flow that can be struck off along loops",
    fr: "Part du flux brut compensable le long de boucles",
  },
  keySpread: {
    en: "dot: one value of the choice; upright line: the choice of this page",
    fr: "point : une valeur du choix ; trait droit : le choix de cette page",
  },
  axisVendors: { en: "Share of the seller’s recorded revenue", fr: "Part des recettes recensées du vendeur" },
  keyVendors: {
    en: "bar: what its own funding paid if money is mixed evenly; whisker: proved, whatever the mix and the unknown amounts",
    fr: "barre : ce que son financement a payé à mélange égal ; moustache : prouvé, quels que soient le mélange et les montants inconnus",
  },
  likeness: { en: "Like a keiretsu, dimension by dimension", fr: "Semblable à un keiretsu, dimension par dimension" },
  axisLikeness: { en: "Part of a whole", fr: "Part d’un tout" },
  keyLikeness: {
    en: "bar: measured; whisker: known or judged between these bounds",
    fr: "barre : mesuré ; moustache : connu ou jugé entre ces bornes",
  },
} as const;

export function spreadScene({ choices }: Pick<Spread, "choices">, language: Language): BarsScene {
  const t = speak(messages, language);
  return {
    title: pageWords.spread[language],
    axis: t.axisSpread,
    key: t.keySpread,
    rows: choices
      .filter((choice) => choice.low !== null)
      .map((choice) => ({
        name: choiceNames[choice.choice][language],
        value: choice.rows.find((row) => row.base)?.figures.setOffShare ?? null,
        low: choice.low,
        high: choice.high,
        dots: choice.rows.flatMap((row) => row.figures.setOffShare ?? []),
        words: formatShare({ low: choice.low, high: choice.high }, language),
        strong: choice.swing > 0,
      })),
  };
}

const vendorsShown = 10;

/** Sellers whose own money comes home, or may. */
export function shownVendors(vendors: readonly VendorFinanced[]): readonly VendorFinanced[] {
  return vendors.filter((row) => (row.share ?? 0) > 0 || (row.upper ?? 0) > 0).slice(0, vendorsShown);
}

export function vendorScene(vendors: readonly VendorFinanced[], nameOf: (id: string) => string, language: Language): BarsScene {
  const t = speak(messages, language);
  return {
    title: pageWords.vendors[language],
    axis: t.axisVendors,
    key: t.keyVendors,
    rows: shownVendors(vendors).map((row) => ({
      name: nameOf(row.seller),
      value: row.share,
      low: row.lower,
      high: row.upper,
      words: `${formatShare(row.share, language)} (${formatShare({ low: row.lower, high: row.upper }, language)})`,
    })),
  };
}

export function likenessScene({ traits }: Pick<Profile, "traits">, language: Language): BarsScene {
  const t = speak(messages, language);
  return {
    title: t.likeness,
    axis: t.axisLikeness,
    key: t.keyLikeness,
    rows: traits.map(({ dimension, low, high }) => ({
      name: dimensionNames[dimension][language],
      value: low === high ? low : null,
      low: low === high ? null : low,
      high: low === high ? null : high,
      words: formatShare({ low, high }, language),
    })),
  };
}
