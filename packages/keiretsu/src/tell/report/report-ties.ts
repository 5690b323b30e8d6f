import type { Disclosure, DisclosureField } from "../../panel/disclosure.ts";
import type { LikenessValues, Profile } from "../../panel/likeness.ts";
import type { RolePair } from "../../panel/roles.ts";
import { escapeText } from "../escape.ts";
import { inLanguage, listing, semicolons, speak } from "../language.ts";
import { formatNumber, formatShare } from "../money.ts";
import { tongue } from "./report-evidence.ts";
import { figure, type Telling } from "./report-sections.ts";
import { table } from "./report-table.ts";
import { dimensionNames, disclosureNames, playedRoleNames, standingNames, traitOrigins } from "../structure-words.ts";

/** What ties the firms beside money, where the records say anything of it: roles that one firm plays towards another at once, the profile beside older groups, how much of a deal is told. */
const messages = {
  roles: { en: "Several roles at once", fr: "Plusieurs rôles à la fois" },
  rolesNote: {
    en: "One firm towards another, in roles that would bargain against each other. The score is what the other roles add to the largest one; where no source gives the weight of a role, it is open from 0 to 100%.",
    fr: "Une entreprise envers une autre, dans des rôles qui négocieraient l’un contre l’autre. Le score est ce que les autres rôles ajoutent au plus grand ; quand aucune source ne donne le poids d’un rôle, il reste ouvert de 0 à 100 %.",
  },
  pairs: {
    en: (shown: number, all: number) => `The ${shown} pairs with most roles, of ${all}`,
    fr: (shown: number, all: number) => `Les ${shown} paires aux rôles les plus nombreux, sur ${all}`,
  },
  who: { en: "Who, towards whom", fr: "Qui, envers qui" },
  played: { en: "Roles", fr: "Rôles" },
  score: { en: "Score", fr: "Score" },
  likeness: { en: "Like a keiretsu, and unlike one", fr: "Semblable à un keiretsu, et différent" },
  likenessNote: {
    en: "Each dimension is a part of a whole. A judgement is a third of the range and is that of its source. A distance is no verdict.",
    fr: "Chaque dimension est une part d’un tout. Un jugement est un tiers de l’étendue et n’engage que sa source. Une distance n’est pas un verdict.",
  },
  marks: {
    en: "Bars are measured on the ties that count, whiskers are bounds or judgements.",
    fr: "Les barres sont mesurées sur les liens comptés, les moustaches sont des bornes ou des jugements.",
  },
  nearest: {
    en: (groups: string) => `Nearest groups of the past, with the distance (0 to 1): ${groups}.`,
    fr: (groups: string) => `Groupes du passé les plus proches, avec la distance (de 0 à 1) : ${groups}.`,
  },
  over: {
    en: (count: number) => `over ${count} dimensions`,
    fr: (count: number) => `sur ${count} dimensions`,
  },
  unknownTraits: { en: "No row says anything of", fr: "Aucune ligne ne dit rien de" },
  against: { en: "Against the comparison", fr: "Contre la comparaison" },
  profile: { en: "Dimension by dimension", fr: "Dimension par dimension" },
  dimension: { en: "Dimension", fr: "Dimension" },
  part: { en: "Part", fr: "Part" },
  among: { en: "Among groups", fr: "Parmi les groupes" },
  by: { en: "By", fr: "Par" },
  told: { en: "How much of each deal is told", fr: "Ce qui est dit de chaque accord" },
  toldNote: {
    en: (mean: string, field: string, legs: number, of: number) =>
      `On average ${mean} of what could be told of a leg is told; most often missing: ${field} (${legs} of ${of}). It says what our sources tell, not what the parties know.`,
    fr: (mean: string, field: string, legs: number, of: number) =>
      `En moyenne, ${mean} de ce qui pourrait être dit d’un volet l’est ; le plus souvent absent : ${field} (${legs} sur ${of}). C’est ce que disent nos sources, non ce que savent les parties.`,
  },
  ends: { en: "The deals told least and most", fr: "Les accords les moins et les plus racontés" },
  deal: { en: "Deal", fr: "Accord" },
  share: { en: "Told", fr: "Dit" },
  missing: { en: "Missing", fr: "Manque" },
} as const;

const PAIRS = 8;
const NEAREST = 3;
const DEALS = 4;

export function tiesSection(telling: Telling): string {
  const { roles, likeness, disclosure } = telling.material;
  const ties = rolesText(telling, roles.values.pairs) + likenessText(telling, likeness.values);
  return ties === "" ? "" : ties + disclosureText(telling, disclosure.values);
}

/** Pairs with roles of different sides. */
function rolesText({ cited }: Telling, pairs: readonly RolePair[]): string {
  const { language } = cited;
  const t = speak(messages, language);
  const flagged = pairs.filter((pair) => pair.flagged);
  if (flagged.length === 0) return "";
  const rows = flagged.slice(0, PAIRS).map(({ a, b, roles, score }) => {
    const title = `${t.roles}, ${cited.firmText(a)} → ${cited.firmText(b)}`;
    const [legs, claims] = [roles.flatMap((one) => one.legs), roles.flatMap((one) => one.claims)];
    const cite = (text: string): string =>
      cited.figure(text, `roles-${a}-${b}`, title, [...new Set(legs)], claimLinks(cited, legs, claims));
    return {
      cells: [
        `${cited.firm(a)} → ${cited.firm(b)}`,
        escapeText(
          listing(
            roles.map(({ role }) => playedRoleNames[role][language]),
            language,
          ),
        ),
        cite(formatShare(score, language)),
      ],
    };
  });
  const caption = t.pairs(rows.length, flagged.length);
  return `<h3>${t.roles}</h3><p>${t.rolesNote}</p>${table({ caption, head: [t.who, t.played, t.score], numeric: [2], compact: true, rows })}`;
}

/** Claims that do not stand in the list of legs already. */
function claimLinks(cited: Telling["cited"], legs: readonly string[], ids: readonly string[]): string {
  const wanted = new Set(ids);
  const beside = cited.casebook.claims.filter((claim) => wanted.has(claim.id) && !legs.includes(claim.subject));
  return semicolons(
    beside.map((claim) => cited.claim(cited.value(claim), claim)),
    cited.language,
  );
}

function likenessText(telling: Telling, { groups, sceptics }: LikenessValues): string {
  const { cited, pictures } = telling;
  const { language } = cited;
  const t = speak(messages, language);
  const web = groups.find((one) => one.web);
  if (web === undefined || pictures.likeness === null) return "";
  const near = web.nearest
    .slice(0, NEAREST)
    .map(({ group, low, high, shared }) => `${cited.firm(group)} ${distance(low, high, language)} (${t.over(shared.length)})`);
  const denied = sceptics.map(
    ({ text, textFr, source }) =>
      `<p class="note">${t.against}${language === "fr" ? "\u00a0:" : ":"} ${((said) => tongue(said.text, said.language, language))(inLanguage(text, textFr, language))} <small>${cited.source(source)}</small></p>`,
  );
  const unknown = web.unknown.map((dimension) => dimensionNames[dimension][language]);
  return (
    `<h3>${t.likeness}</h3><p>${t.likenessNote}</p>${figure(pictures.likeness, t.marks)}` +
    (near.length === 0 ? "" : `<p>${t.nearest(semicolons(near, language))}</p>`) +
    (unknown.length === 0 ? "" : `<p class="note">${t.unknownTraits}${language === "fr" ? "\u00a0:" : ":"} ${unknown.join(", ")}.</p>`) +
    profileTable(telling, web) +
    denied.join("")
  );
}

function profileTable({ cited }: Telling, { traits }: Profile): string {
  const { language } = cited;
  const t = speak(messages, language);
  const legs = [...new Set(traits.flatMap((trait) => (trait.by === "measured" ? trait.legs : [])))];
  const rows = traits.map((trait) => ({
    cells: [
      dimensionNames[trait.dimension][language],
      // What is measured is measured on the counted legs, one list for all.
      trait.by === "measured"
        ? cited.figure(formatShare(trait, language), "likeness", t.likeness, legs)
        : cited.figure(
            formatShare(trait, language),
            `likeness-${trait.dimension}`,
            `${t.likeness}, ${dimensionNames[trait.dimension][language]}`,
            [],
            claimLinks(cited, [], trait.claims),
          ),
      standingNames[trait.standing][language],
      trait.by === "measured"
        ? traitOrigins.measured[language]
        : `${traitOrigins.judged[language]} <small>${semicolons(trait.sources.map(cited.source), language)}</small>`,
    ],
  }));
  return table({ caption: t.profile, head: [t.dimension, t.part, t.among, t.by], numeric: [1], rows });
}

function distance(low: number, high: number, language: Telling["cited"]["language"]): string {
  const [from, to] = [low, high].map((x) => formatNumber(Math.round(x * 100) / 100, language));
  return language === "fr" ? `de ${from} à ${to}` : `${from} to ${to}`;
}

function disclosureText({ cited }: Telling, { deals, legs, mean, missing }: Disclosure): string {
  const { language } = cited;
  const t = speak(messages, language);
  if (mean === null || deals.length < 2) return "";
  const [worst] = [...missing].sort((a, b) => b.legs - a.legs);
  const ends = deals.length <= 2 * DEALS ? deals : [...deals.slice(0, DEALS), ...deals.slice(-DEALS)];
  const byLeg = new Map(legs.map((row) => [row.leg, row]));
  const rows = ends.map((row) => {
    const deal = cited.casebook.deals.find(({ id }) => id === row.deal)!;
    const gaps = new Set(row.legs.flatMap((leg) => byLeg.get(leg)?.missing ?? []));
    const title = `${t.told}, ${inLanguage(deal.title, deal.titleFr, language).text}`;
    return {
      cells: [
        cited.titleOf(deal),
        cited.figure(formatShare(row.score, language), `told-${row.deal}`, title, row.legs),
        escapeText([...gaps].map((field: DisclosureField) => disclosureNames[field][language]).join(", ")),
      ],
    };
  });
  const note = t.toldNote(formatShare(mean, language), disclosureNames[worst.field][language], worst.legs, worst.of);
  return `<h3>${t.told}</h3><p>${escapeText(note)}</p>${table({ caption: t.ends, head: [t.deal, t.share, t.missing], numeric: [1], rows })}`;
}
