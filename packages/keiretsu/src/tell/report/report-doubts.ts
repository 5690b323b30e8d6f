import type { LegView } from "../../record/view.ts";
import { escapeText } from "../escape.ts";
import { inLanguage, listing, plural, speak } from "../language.ts";
import { formatAmount, formatDate } from "../money.ts";
import { predicateName } from "../predicates.ts";
import { tongue } from "./report-evidence.ts";
import type { Telling } from "./report-sections.ts";
import { limitNames } from "./report-words.ts";
import { confidenceNames, instrumentNames, stanceNames, statusNames } from "../vocabulary.ts";

/** What a reader must doubt: claims that contradict each other, side by side, and what nobody has published. */
const messages = {
  conflictNote: {
    en: "Contradicting claims stay side by side. Where an amount is needed, the editor’s reading chooses one, and the others stay citable.",
    fr: "Les affirmations contradictoires restent côte à côte. Là où il faut un montant, la lecture de l’éditeur en retient une, et les autres restent citables.",
  },
  noConflicts: {
    en: "No two claims of this casebook contradict each other.",
    fr: "Aucune affirmation de ce dossier n’en contredit une autre.",
  },
  origins: {
    en: (count: number) => `${count} independent ${count === 1 ? "origin" : "origins"}`,
    fr: (count: number) => `${count} ${plural(count, "origine indépendante", "origines indépendantes", "fr")}`,
  },
  withoutAmount: { en: "Deals that count and have no known amount", fr: "Accords comptés sans montant connu" },
  withoutCeiling: { en: "Deals with a floor and no known ceiling", fr: "Accords avec un plancher, sans plafond connu" },
  setAside: {
    en: "Left out, since nothing moves until they are called or paid in kind",
    fr: "Laissés de côté : rien ne bouge tant qu’on n’y fait pas appel, ou c’est payé en nature",
  },
  lapsedLegs: { en: "Lapsed or denied: they count for nothing", fr: "Caducs ou démentis : ils ne comptent pour rien" },
  below: { en: "Less firm than asked for", fr: "Moins fermes que demandé" },
  limit: {
    en: (kind: string, amount: string) => `, bounded by the payer’s ${kind}: ${amount}`,
    fr: (kind: string, amount: string) => `, borné par ce que dit le payeur (${kind}) : ${amount}`,
  },
  unbounded: {
    en: "Where nothing else is said, no known limit of the payer bounds the amount.",
    fr: "Sauf mention, aucune limite connue du payeur ne borne le montant.",
  },
  undecided: {
    en: (claims: string) => `, read as unknown by the editor; claims give ${claims}`,
    fr: (claims: string) => `, lu comme inconnu par l’éditeur\u202f; des affirmations donnent ${claims}`,
  },
  allKnown: { en: "Every deal that counts has a known amount.", fr: "Tous les accords comptés ont un montant connu." },
  undetermined: {
    en: "Where the money of a firm came from is known only as far as its deals are recorded: the intervals above hold for every possible mix, and where an interval runs from 0% to 100% the records decide nothing.",
    fr: "On ne sait d’où vient l’argent d’une entreprise que si ses accords sont recensés : les intervalles ci-dessus valent pour tous les mélanges possibles, et là où l’intervalle va de 0 à 100 %, les données ne tranchent rien.",
  },
} as const;

export function conflictsSection({ material, cited }: Telling): string {
  const { language } = cited;
  const t = speak(messages, language);
  const titles = new Map<string, string>([
    ...material.casebook.deals.map((deal) => [deal.id, cited.titleOf(deal)] as const),
    ...material.casebook.legs.map((leg) => [leg.id, cited.titleOf(leg)] as const),
  ]);
  if (material.conflicts.length === 0) return `<p>${t.noConflicts}</p>`;
  const blocks = material.conflicts.map((conflict) => {
    const sides = conflict.claims.map((claim) => {
      const said = inLanguage(claim.paraphrase, claim.paraphraseFr, language);
      const known = claim.knownOn === null ? "" : `, ${escapeText(formatDate(claim.knownOn, language, "short"))}`;
      return `<li><strong>${cited.claim(cited.value(claim), claim)}</strong>${claim.period === "" ? "" : ` (${escapeText(claim.period)})`}<br>${tongue(said.text, said.language, language)}<br><small>${cited.source(claim.source)}${known}; ${stanceNames[claim.stance][language]}, ${confidenceNames[claim.confidence][language]}</small></li>`;
    });
    const subject = titles.get(conflict.subject) ?? cited.firm(conflict.subject);
    return `<h3>${subject}, ${predicateName(conflict.predicate, language, cited.firmText)} <small>(${t.origins(conflict.origins)})</small></h3><ul class="sides">${sides.join("")}</ul>`;
  });
  return `<p>${t.conflictNote}</p>${blocks.join("")}`;
}

export function unknownSection({ material, cited }: Telling): string {
  const { language } = cited;
  const t = speak(messages, language);
  const { coverage } = material.circularity.values;
  const rows = new Map(material.view.legs.map((row) => [row.leg.id, row]));
  const claims = new Map(material.casebook.claims.map((claim) => [claim.id, claim]));
  const item = (id: string, tail = ""): string => {
    const row = rows.get(id);
    return row
      ? `<li>${cited.leg(id)} <small>(${instrumentNames[row.leg.instrument][language]}${row.amount ? `, ${cited.legAmount(row)}` : ""})</small>${tail}</li>`
      : "";
  };
  const bounded = (open: (typeof coverage.withoutAmount)[number]): string => {
    const row = rows.get(open.leg);
    const given = row?.amount === null ? row.others.filter((claim) => claim.amount !== null) : [];
    if (given.length > 0)
      return item(
        open.leg,
        t.undecided(
          listing(
            given.map((claim) => cited.claim(cited.value(claim), claim)),
            language,
          ),
        ),
      );
    if (open.limit === null) return item(open.leg);
    const claim = claims.get(open.limit.claim);
    const amount = escapeText(formatAmount(open.limit.high, material.circularity.unit, language));
    return item(open.leg, t.limit(limitNames[open.limit.kind]?.[language] ?? open.limit.kind, claim ? cited.claim(amount, claim) : amount));
  };
  const chapters = material.view.options.chapters ?? material.casebook.chapters;
  const chapterOf = new Map(material.casebook.deals.map((deal) => [deal.id, deal.chapter]));
  const headline = (row: LegView): boolean => chapters.includes("all") || chapters.includes(chapterOf.get(row.leg.deal) ?? "");
  const ended = material.view.legs.filter((row) => (row.verdict === "lapsed" || row.verdict === "denied") && headline(row));
  const weak = material.view.legs.filter((row) => row.verdict === "below-status" && headline(row));
  return (
    (coverage.legs > 0 && coverage.withoutAmount.length === 0 ? `<p>${t.allKnown}</p>` : "") +
    listed(
      t.withoutAmount,
      coverage.withoutAmount.map(bounded),
      coverage.withoutAmount.some((open) => open.limit === null) ? t.unbounded : "",
    ) +
    listed(t.withoutCeiling, coverage.withoutCeiling.map(bounded)) +
    listed(
      t.setAside,
      coverage.setAside.map((id) => item(id)),
    ) +
    listed(
      t.below,
      weak.map((row) => item(row.leg.id, `, ${statusNames[row.status!.status][language]}`)),
    ) +
    listed(
      t.lapsedLegs,
      ended.map((row) => item(row.leg.id, `, ${statusNames[row.status!.status][language]}`)),
    ) +
    (material.circularity.values.vendorFinanced.length > 0 ? `<p class="note">${t.undetermined}</p>` : "")
  );
}

function listed(title: string, items: readonly string[], note = ""): string {
  return items.length === 0
    ? ""
    : `<h3>${escapeText(title)} <small>(${items.length})</small></h3>${note === "" ? "" : `<p class="note">${note}</p>`}<ul class="columns">${items.join("")}</ul>`;
}
