import { compareText } from "../../finding.ts";
import type { Casebook, Claim, Leg, Source } from "../../record/casebook.ts";
import { horizon } from "../../record/horizon.ts";
import { legSources } from "../../record/leg-sources.ts";
import type { LegView } from "../../record/view.ts";
import { anchor, escapeAddress, escapeText } from "../escape.ts";
import { colon, inLanguage, type Language, listing, semicolons, speak } from "../language.ts";
import { entityNames } from "../names.ts";
import { formatDate, formatStated } from "../money.ts";
import type { ReportMaterial } from "./report-material.ts";
import {
  confidenceNames,
  instrumentNames,
  qualifierNames,
  sourceKindNames,
  stanceNames,
  statusNames,
  verdictNames,
} from "../vocabulary.ts";
import { predicateName } from "../predicates.ts";
import { table } from "./report-table.ts";

/**
 * The chain of evidence of a report: a figure links to the legs it rests on, a leg to the claim that gives its amount, a claim to its
 * source. Whatever is cited is remembered, and the lists at the end of the page hold exactly that.
 */
export interface Evidence {
  readonly language: Language;
  readonly casebook: Casebook;
  /** A figure as a link to the legs behind it; the key names the list. Without any leg it is plain text: nothing is there to cite. */
  readonly figure: (text: string, key: string, title: string, legs: readonly string[], note?: string) => string;
  /** The amount of a leg as a link to the claim that gives it, or to the leg where there is none. */
  readonly legAmount: (row: LegView) => string;
  readonly claim: (text: string, claim: Claim) => string;
  /** What a claim gives: its amount as hedged, else the names, date or words that it holds. */
  readonly value: (claim: Claim) => string;
  readonly source: (id: string) => string;
  readonly leg: (id: string) => string;
  readonly firm: (id: string) => string;
  readonly firmText: (id: string) => string;
  readonly titleOf: (row: Pick<Leg, "title" | "titleFr">) => string;
  /** The lists for the end of the page. */
  readonly lists: () => { readonly bases: string; readonly legs: string; readonly claims: string; readonly sources: string };
}

const messages = {
  leg: { en: "Leg", fr: "Volet" },
  parties: { en: "From and to", fr: "De qui à qui" },
  status: { en: "Status", fr: "Statut" },
  amount: { en: "Amount", fr: "Montant" },
  known: { en: "known", fr: "connu" },
  undated: { en: "date of knowledge not recorded", fr: "date de connaissance non notée" },
  written: { en: "as recorded", fr: "tel que noté" },
  said: { en: "according to", fr: "selon" },
  yes: { en: "yes", fr: "oui" },
  no: { en: "no", fr: "non" },
  place: { en: "at", fr: "à" },
  via: { en: "which cites", fr: "qui cite" },
  notSeen: { en: "not seen by us", fr: "non vu par nous" },
  relays: { en: "relays", fr: "relaie" },
  noDate: { en: "undated", fr: "sans date" },
} as const;

/** A text with the language it is written in, where that is not the page's. */
export function tongue(text: string, written: string, page: Language): string {
  const safe = escapeText(text);
  return written === page || text === "" ? safe : `<span lang="${escapeText(written.replace(/[^a-zA-Z-]/g, "") || "und")}">${safe}</span>`;
}

export function evidence(material: ReportMaterial, language: Language): Evidence {
  const { casebook, view } = material;
  const t = speak(messages, language);
  const rows = new Map(view.legs.map((row) => [row.leg.id, row]));
  const sources = new Map(casebook.sources.map((source) => [source.id, source]));
  const claimById = new Map(casebook.claims.map((claim) => [claim.id, claim]));
  const citedClaims = new Set<string>();
  const citedLegs = new Set<string>();
  const citedSources = new Set<string>();
  const bases = new Map<string, { readonly title: string; readonly legs: readonly string[]; readonly note: string }>();

  const firmText = entityNames(casebook, language);
  const firm = (id: string): string => `<span translate="no">${escapeText(firmText(id))}</span>`;
  const titleOf = (row: Pick<Leg, "title" | "titleFr">): string => {
    const { text, language: written } = inLanguage(row.title, row.titleFr, language);
    return tongue(text, written, language);
  };
  const source = (id: string): string => {
    const found = sources.get(id);
    if (!found) return escapeText(id);
    cite(found);
    const date = found.publishedOn === null ? "" : `, ${formatDate(found.publishedOn, language, "short")}`;
    return `<a class="s" href="#${anchor("source", id)}">${publisher(found)}${escapeText(date)}</a>`;
  };
  /** In the language of the source: where nobody signs, its publisher is described in words. */
  const publisher = (one: Source): string => {
    const written = /^[a-z]{2}$/.test(one.language) && one.language !== language ? ` lang="${one.language}"` : "";
    return `<span translate="no"${written}>${escapeText(one.publisher)}</span>`;
  };
  const cite = (found: Source): void => {
    if (citedSources.has(found.id)) return;
    citedSources.add(found.id);
    const relayed = found.origin === null ? undefined : sources.get(found.origin);
    if (relayed) cite(relayed);
  };
  const claim = (text: string, one: Claim): string => {
    citedClaims.add(one.id);
    return `<a class="n" href="#${anchor("claim", one.id)}">${text}</a>`;
  };
  const leg = (id: string): string => {
    const row = rows.get(id);
    if (!row) return escapeText(id);
    citedLegs.add(id);
    return `<a href="#${anchor("leg", id)}">${titleOf(row.leg)}</a>`;
  };
  const legAmount = (row: LegView): string => {
    const text = escapeText(formatStated(row.amount, language));
    if (row.chosen) return claim(text, row.chosen);
    citedLegs.add(row.leg.id);
    return `<a class="u" href="#${anchor("leg", row.leg.id)}">${text}</a>`;
  };
  const figure = (text: string, key: string, title: string, legs: readonly string[], note = ""): string => {
    if (legs.length === 0 && note === "") return escapeText(text);
    bases.set(key, { title, legs, note });
    return `<a class="f" href="#${anchor("basis", key)}">${escapeText(text)}</a>`;
  };

  const basisList = (): string =>
    [...bases]
      .map(([key, basis]) => {
        const items = basis.legs.flatMap((id) => {
          const row = rows.get(id);
          return row ? [`<li>${leg(id)}${colon(language)} ${legAmount(row)}</li>`] : [];
        });
        const list = items.length > 0 ? `<ul class="columns">${items.join("")}</ul>` : "";
        // The anchor is inside, since a browser opens the details around the place that a link leads to.
        const note = basis.note === "" ? "" : `<p>${basis.note}</p>`;
        return `<details><summary>${escapeText(basis.title)}</summary><div id="${anchor("basis", key)}">${note}${list}</div></details>`;
      })
      .join("");

  const legTable = (): string => {
    if (citedLegs.size === 0) return "";
    const cited = [...citedLegs].sort(compareText).flatMap((id) => rows.get(id) ?? []);
    return table({
      head: [t.leg, t.parties, t.status, t.amount],
      caption: language === "fr" ? "Les volets cités" : "The legs that are cited",
      rows: cited.map((row) => {
        const others = row.others.map((one) => claim(escapeText(`[${one.id}]`), one)).join(" ");
        const status = row.status
          ? `${escapeText(statusNames[row.status.status][language])}, ${source(row.status.source)}`
          : escapeText(verdictNames[row.verdict][language]);
        return {
          id: anchor("leg", row.leg.id),
          cells: [
            `${titleOf(row.leg)}<br><small>${escapeText(instrumentNames[row.leg.instrument][language])}${row.verdict === "counted" ? "" : `; ${escapeText(verdictNames[row.verdict][language])}`}</small>`,
            `${firm(row.leg.from)} → ${firm(row.leg.to)}`,
            status + alsoTold(row),
            `${row.chosen ? claim(escapeText(formatStated(row.amount, language)), row.chosen) : escapeText(formatStated(row.amount, language))}${others === "" ? "" : ` <small>${others}</small>`}`,
          ],
        };
      }),
    });
  };

  /** Sources that tell of a leg and are neither that of its status nor that of its amount. */
  const alsoTold = (row: LegView): string => {
    const cited = [row.status?.source, row.chosen?.source];
    const others = legSources(casebook, row.leg, horizon(view.options)).filter((id) => !cited.includes(id));
    return others.length === 0 ? "" : `<br><small>${semicolons(others.map(source), language)}</small>`;
  };

  /** The cell of the casebook: entities and dates by their names, words as they stand. */
  const recorded = (one: Claim): string => {
    if (one.unit === "entity") return listing(one.value.split("|").map(firm), language);
    if (one.unit === "date") return escapeText(formatDate(one.value, language));
    if (one.unit === "bool") return t[one.value === "yes" || one.value === "true" ? "yes" : "no"];
    if (one.unit === "status" && one.value in statusNames) return statusNames[one.value as keyof typeof statusNames][language];
    const bare = ["text", "year", "year-range", "decade", "role", "rank", "status"].includes(one.unit);
    return `<span lang="en">${escapeText(bare ? one.value : `${one.value} ${one.unit}`.trim())}</span>`;
  };
  const value = (one: Claim): string => (one.amount ? escapeText(formatStated(one.amount, language)) : recorded(one));

  const claimItem = (one: Claim): string => {
    const said = inLanguage(one.paraphrase, one.paraphraseFr, language);
    const speaker = one.attributedTo;
    // Our words name the speaker already in most claims.
    const named = speaker !== null && said.text.includes(firmText(speaker).split(" ").at(-1)!);
    const attributed = speaker === null || named ? "" : `, ${t.said} ${firm(speaker)}`;
    const via = one.origin === null ? "" : `, ${t.via} ${source(one.origin)}`;
    const place = one.sourcePlace === "" ? "" : `, ${escapeText(one.sourcePlace)}`;
    const facts = [
      one.qualifier === "" ? "" : (qualifierNames[one.qualifier]?.[language] ?? one.qualifier),
      stanceNames[one.stance][language],
      confidenceNames[one.confidence][language],
      one.knownOn === null ? t.undated : `${t.known} ${formatDate(one.knownOn, language, "short")}`,
    ].filter((word) => word !== "");
    return (
      `<li id="${anchor("claim", one.id)}"><code>${escapeText(one.id)}</code> <strong>${escapeText(subjectText(one.subject))}</strong>, ${predicateName(one.predicate, language, firmText)}${colon(language)} ` +
      (one.amount ? `<strong>${escapeText(formatStated(one.amount, language))}</strong> ` : "") +
      `<span class="raw">(${t.written}${colon(language)} ${recorded(one)})</span>. ` +
      `${tongue(said.text, said.language, language)}${attributed}. <small>${escapeText(facts.join(", "))}. ${source(one.source)}${place}${via}.</small></li>`
    );
  };
  const subjectText = (id: string): string => {
    const row = rows.get(id);
    if (row) return inLanguage(row.leg.title, row.leg.titleFr, language).text;
    const deal = casebook.deals.find((one) => one.id === id);
    return deal ? inLanguage(deal.title, deal.titleFr, language).text : firmText(id);
  };
  const sourceItem = (one: Source): string => {
    const address = escapeAddress(one.address);
    const title = `<cite lang="${escapeText(one.language || "und")}">${escapeText(one.title)}</cite>`;
    const linked = address === null ? title : `<a href="${address}" rel="noreferrer">${title}</a>`;
    const kind = sourceKindNames[one.kind]?.[language] ?? one.kind;
    // "Cited" says already that nobody here has seen it.
    const seen = one.seen || one.kind === "cited" ? "" : `, ${t.notSeen}`;
    const relayed = one.origin === null ? "" : `, ${t.relays} ${source(one.origin)}`;
    const date = one.publishedOn === null ? t.noDate : formatDate(one.publishedOn, language);
    return `<li id="${anchor("source", one.id)}">${publisher(one)}, ${linked}, ${escapeText(date)} <small>(${escapeText(kind)}${seen}${relayed})</small></li>`;
  };

  return {
    language,
    casebook,
    figure,
    legAmount,
    claim,
    value,
    source,
    leg,
    firm,
    firmText,
    titleOf,
    lists: () => {
      // Each list may cite what the next one holds, so that they are made in this order.
      const ofBases = basisList();
      const ofLegs = legTable();
      const ofClaims = [...citedClaims]
        .sort(compareText)
        .flatMap((id) => claimById.get(id) ?? [])
        .map(claimItem)
        .join("");
      const ofSources = [...citedSources]
        .sort(compareText)
        .flatMap((id) => sources.get(id) ?? [])
        .map(sourceItem)
        .join("");
      return {
        bases: ofBases,
        legs: ofLegs,
        claims: `<ul class="evidence">${ofClaims}</ul>`,
        sources: `<ul class="evidence">${ofSources}</ul>`,
      };
    },
  };
}
