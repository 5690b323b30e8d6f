import type { LegView } from "../../record/view.ts";
import { escapeText } from "../escape.ts";
import { doubtWords } from "../doubt-words.ts";
import { inLanguage, listing, speak } from "../language.ts";
import { formatAmount, formatDate } from "../money.ts";
import { predicateName } from "../predicates.ts";
import { tongue } from "./report-evidence.ts";
import type { Telling } from "./report-sections.ts";
import { limitNames } from "../page-words.ts";
import { confidenceNames, instrumentNames, stanceNames, statusNames } from "../vocabulary.ts";

/** What a reader must doubt: claims that contradict each other, side by side, and what nobody has published. */
export function conflictsSection({ material, cited }: Telling): string {
  const { language } = cited;
  const t = speak(doubtWords, language);
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
  const t = speak(doubtWords, language);
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
