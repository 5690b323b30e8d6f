import type { Range } from "../panel/range.ts";
import type { DeadLoop, Loop } from "../panel/loops.ts";
import type { LegView } from "../record/view.ts";
import { escapeText } from "./escape.ts";
import { inLanguage, plural, speak } from "./language.ts";
import { formatAmount, formatDate, formatShare, formatStated } from "./money.ts";
import { predicateName } from "./predicates.ts";
import { type Evidence, tongue } from "./report-evidence.ts";
import type { ReportMaterial } from "./report-material.ts";
import { extremes, loopTitle, type Pair, type ReportPictures, shownVendors } from "./report-pictures.ts";
import { table } from "./report-table.ts";
import { endNames, limitNames, words } from "./report-words.ts";
import { confidenceNames, instrumentNames, stanceNames, statusNames } from "./vocabulary.ts";

/** The sections of a report, each from material, evidence and pictures to HTML. */
export interface Telling {
  readonly material: ReportMaterial;
  readonly cited: Evidence;
  readonly pictures: ReportPictures;
}

const messages = {
  verdict: {
    en: (setOff: string, gross: string, share: string, firms: number) =>
      `Between ${firms} firms, ${setOff} of ${gross} paid or promised is the same money going round: ${share}.`,
    fr: (setOff: string, gross: string, share: string, firms: number) =>
      `Entre ${firms} entreprises, ${setOff} sur ${gross} payés ou promis sont le même argent qui tourne : ${share}.`,
  },
  noRound: {
    en: (gross: string) => `${gross} are recorded between these firms, and none of it is seen to come back round.`,
    fr: (gross: string) => `${gross} sont recensés entre ces entreprises, et rien ne montre que cet argent revienne.`,
  },
  nothing: {
    en: "No payment between firms with a known amount is recorded: nothing can be said to go round.",
    fr: "Aucun paiement d’un montant connu n’est recensé entre entreprises : on ne peut rien dire de ce qui tourne.",
  },
  range: {
    en: (share: string) => `Taking each amount at its lowest or at its highest, the share is ${share}.`,
    fr: (share: string) => `En prenant chaque montant au plus bas ou au plus haut, cette part va ${share}.`,
  },
  moves: {
    en: (choice: string, low: string, lowShare: string, high: string, highShare: string) =>
      `What moves it most is a choice of the analyst. ${choice}: ${lowShare} with ${low}, ${highShare} with ${high}.`,
    fr: (choice: string, low: string, lowShare: string, high: string, highShare: string) =>
      `Ce qui la déplace le plus est un choix de l’analyste. ${choice} : ${lowShare} avec ${low}, ${highShare} avec ${high}.`,
  },
  coverage: {
    en: (withAmount: number, legs: number) =>
      `${withAmount} of the ${legs} legs that count have a known amount; the others are not taken for 0, they are unknown.`,
    fr: (withAmount: number, legs: number) =>
      `${withAmount} des ${legs} volets comptés ont un montant connu ; les autres ne valent pas 0, ils sont inconnus.`,
  },
  asOf: {
    en: (known: string, status: string) => `Known ${known}. Deals count from “${status}” up.`,
    fr: (known: string, status: string) => `Connu ${known}. Les accords comptent à partir du statut « ${status} ».`,
  },
  asOfDate: { en: (date: string) => `on ${date}`, fr: (date: string) => `au ${date}` },
  asOfNow: { en: "to date", fr: "à ce jour" },
  from: { en: (low: string, high: string) => `from ${low} to ${high}`, fr: (low: string, high: string) => `de ${low} à ${high}` },
  noCeiling: { en: (low: string) => `at least ${low}, no ceiling is known`, fr: (low: string) => `au moins ${low}, aucun plafond connu` },
  panelNote: {
    en: "Five measures, never one number: each sees a different way for money to come back. Every figure links to what it rests on.",
    fr: "Plusieurs mesures, jamais un seul chiffre : chacune voit une autre façon de revenir. Chaque chiffre mène à ce sur quoi il repose.",
  },
  networkNote: {
    en: "An arrow runs from who pays to who receives. The amounts of several deals between the same two firms are added where they are alike.",
    fr: "Une flèche va de celui qui paie à celui qui reçoit. Les montants de plusieurs accords semblables entre deux entreprises s’ajoutent.",
  },
  loopsNote: {
    en: (shown: number, all: number) =>
      `${shown} of ${all} loops found. A loop carries at most its smallest leg; loops that share a leg cannot be added up.`,
    fr: (shown: number, all: number) =>
      `${shown} boucles sur ${all} trouvées. Une boucle porte au plus son plus petit volet ; des boucles qui partagent un volet ne s’ajoutent pas.`,
  },
  noLoops: { en: "No loop is recorded under this view.", fr: "Aucune boucle n’est recensée dans cette vue." },
  storyNote: {
    en: (amount: string) =>
      `One promise, ${amount}. The line is what had to be believed on each date, all sources known by then weighed; a hollow mark is a source that says otherwise.`,
    fr: (amount: string) =>
      `Une promesse, ${amount}. Le trait est ce qu’il fallait croire à chaque date, toutes les sources alors connues pesées ; un cercle vide est une source qui dit autre chose.`,
  },
  vendorNote: {
    en: "Of what each seller earns, how much was its own shares, loans and guarantees coming home? Shares of different sellers overlap and must not be added.",
    fr: "De ce que gagne chaque vendeur, combien était son propre financement (actions, prêts, garanties) qui lui revient ? Les parts de vendeurs différents se recouvrent et ne s’ajoutent pas.",
  },
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
  withoutCeiling: { en: "Deals with a floor and no ceiling", fr: "Accords avec un plancher et sans plafond" },
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
  unbounded: { en: ", nothing bounds it", fr: ", rien ne le borne" },
  allKnown: { en: "Every deal that counts has a known amount.", fr: "Tous les accords comptés ont un montant connu." },
  undetermined: {
    en: "Where the money of a firm came from is known only as far as its deals are recorded: the intervals above hold for every possible mix, and where an interval runs from 0% to 100% the records decide nothing.",
    fr: "On ne sait d’où vient l’argent d’une entreprise que si ses accords sont recensés : les intervalles ci-dessus valent pour tous les mélanges possibles, et là où l’intervalle va de 0 à 100 %, les données ne tranchent rien.",
  },
} as const;

export function answerSection({ material, cited, pictures: _ }: Telling): string {
  const { language } = cited;
  const t = speak(messages, language);
  const { circularity, view } = material;
  const { gross, setOff, shares, coverage } = circularity.values;
  const money = (value: number | null): string => formatAmount(value, circularity.unit, language);
  const grossLink = cited.figure(money(gross.point), "gross", words.gross[language], gross.legs);
  const lead =
    (gross.point ?? 0) === 0
      ? t.nothing
      : (setOff.point ?? 0) === 0
        ? t.noRound(grossLink)
        : t.verdict(
            cited.figure(money(setOff.point), "set-off", words.setOff[language], setOff.legs),
            grossLink,
            `<strong>${cited.figure(formatShare(shares.setOff.point, language), "set-off", words.setOff[language], setOff.legs)}</strong>`,
            coverage.firms,
          );
  const most = extremes(material, language);
  const known = view.options.knownOn === null ? t.asOfNow : t.asOfDate(formatDate(view.options.knownOn, language));
  const lines = [
    ...((setOff.point ?? 0) > 0 ? [t.range(formatShare({ low: shares.setOff.low, high: shares.setOff.high }, language))] : []),
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
    ...(coverage.legs > 0 ? [t.coverage(coverage.legsWithAmount, coverage.legs)] : []),
    t.asOf(escapeText(known), escapeText(statusNames[view.options.atLeast][language])),
  ];
  return `<p class="lead">${lead}</p><p>${lines.join(" ")}</p>${circularity.converged ? "" : `<p class="note">${words.unproved[language]}</p>`}`;
}

export function panelSection({ material, cited }: Telling): string {
  const { language } = cited;
  const t = speak(messages, language);
  const { gross, setOff, reciprocal, netFloor, shares, finnIndex, hodge } = material.circularity.values;
  const unit = material.circularity.unit;
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
    const big = cited.figure(formatAmount(range.point, unit, language) + part, id, name, legs);
    return entry(name, big, [amountRange(range), words[`${key}Note`][language]]);
  };
  const index = (key: "finn" | "incoherence", range: Range): string => {
    const name = words[key][language];
    return entry(name, cited.figure(formatShare(range.point, language), key, name, gross.legs), [
      shareRange(range),
      words[`${key}Note`][language],
    ]);
  };
  const entries = [
    money("gross", "gross", gross, gross.legs),
    money("setOff", "set-off", setOff, setOff.legs, shares.setOff),
    money("reciprocal", "reciprocal", reciprocal, reciprocal.legs, shares.reciprocal),
    money("netFloor", "net-floor", netFloor, gross.legs),
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
  const t = speak(messages, cited.language);
  return pictures.network === null ? `<p>${t.nothing}</p>` : figure(pictures.network, t.networkNote);
}

export function figure(pair: Pair, caption: string): string {
  return `<figure><div class="wide">${pair.wide}</div><div class="narrow">${pair.narrow}</div><figcaption>${escapeText(caption)}</figcaption></figure>`;
}

export function loopsSection({ material, cited, pictures }: Telling): string {
  const { language } = cited;
  const t = speak(messages, language);
  const { loops, dead } = material.loops.values;
  const cards = pictures.loops.map(({ loop, svg }) => loopCard(material, cited, loop, svg));
  const shown =
    cards.length === 0
      ? `<p>${t.noLoops}</p>`
      : `<p>${t.loopsNote(cards.length, loops.length)}</p><div class="cards">${cards.join("")}</div>`;
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
        cited.figure(
          formatAmount(loop.capacity, material.loops.unit, language),
          `loop-${loop.id}`,
          loopTitle(material, loop, language),
          loop.legs,
        ),
        statusNames[loop.status][language],
        loop.sources.map(cited.source).join("; "),
      ],
    })),
  });
}

function loopCard(material: ReportMaterial, cited: Evidence, loop: Loop, svg: string): string {
  const { language } = cited;
  const rows = new Map(material.view.legs.map((row) => [row.leg.id, row]));
  const title = loopTitle(material, loop, language);
  const legs = loop.legs.map(
    (id) => `<li>${cited.leg(id)}: ${cited.legAmount(rows.get(id)!)}, ${statusNames[rows.get(id)!.status!.status][language]}</li>`,
  );
  const capacity = cited.figure(formatAmount(loop.capacity, material.loops.unit, language), `loop-${loop.id}`, title, loop.legs);
  const marks = [
    ...(loop.half ? [words.half[language]] : []),
    ...(loop.feasible ? [] : [words.outOfOrder[language]]),
    ...(loop.contingent ? [words.contingent[language]] : []),
    ...(loop.inKind ? [words.inKind[language]] : []),
  ];
  return (
    `<article><h3>${escapeText(title)}</h3><figure>${svg}<figcaption>${words.carries[language]}${language === "fr" ? "\u00a0" : ""}: ${capacity}. ` +
    `${words.weakest[language]}${language === "fr" ? "\u00a0" : ""}: ${statusNames[loop.status][language]}.${marks.length > 0 ? ` ${escapeText(sentence(marks))}.` : ""}</figcaption></figure>` +
    `<ul>${legs.join("")}</ul><p><small>${words.sourcesOf[language]}${language === "fr" ? "\u00a0" : ""}: ${loop.sources.map(cited.source).join("; ")}</small></p></article>`
  );
}

function sentence(parts: readonly string[]): string {
  const text = parts.join("; ");
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
          ? loop.ends
              .map(
                (end) =>
                  `${rows.has(end.leg) ? cited.leg(end.leg) : `<code>${escapeText(end.leg)}</code>`}: ${endNames[end.reason][language]}${end.reason === "below-status" && end.status ? ` (${statusNames[end.status][language]})` : ""}`,
              )
              .join("; ")
          : open[loop.reason][language],
      ],
    })),
  });
}

export function storySection({ material, cited, pictures }: Telling): string {
  const { language } = cited;
  const t = speak(messages, language);
  const { story, view } = material;
  if (story === null || pictures.timeline === null) return "";
  const row = view.legs.find((one) => one.leg.id === story.leg)!;
  const said = story.turns.map((turn) => ({
    cells: [
      escapeText(formatDate(turn.knownOn, language)),
      statusNames[turn.status][language],
      statusNames[turn.belief.status ?? turn.status][language],
      `${((said) => tongue(said.text, said.language, language))(inLanguage(turn.text, turn.textFr, language))} <small>${cited.source(turn.source)}</small>`,
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
      rows: said,
    })
  );
}

export function vendorSection({ material, cited, pictures }: Telling): string {
  const { language } = cited;
  const t = speak(messages, language);
  const sellers = shownVendors(material);
  if (sellers.length === 0 || pictures.vendors === null)
    return `<p>${language === "fr" ? "Aucun financement recensé ne revient à son vendeur." : "No recorded funding comes home to its seller."}</p>`;
  const unit = material.circularity.unit;
  const share = (value: number | null, seller: string, legs: readonly string[]): string =>
    cited.figure(
      formatShare(value, language),
      `vendor-${seller}`,
      `${words.vendors[language]}${language === "fr" ? "\u00a0" : ""}: ${cited.firmText(seller)}`,
      legs,
    );
  const rows = sellers.flatMap((row) => [
    {
      strong: true,
      cells: [
        cited.firm(row.seller),
        cited.figure(formatAmount(row.revenue.point, unit, language), `vendor-${row.seller}`, cited.firmText(row.seller), row.legs),
        share(row.share, row.seller, row.legs),
        share(row.direct, row.seller, row.legs),
        escapeText(formatShare({ low: row.lower, high: row.upper }, language)),
      ],
    },
    ...row.byClient.slice(0, 6).map((client) => ({
      cells: [
        cited.firm(client.client),
        cited.figure(formatAmount(client.revenue.point, unit, language), `vendor-${row.seller}`, cited.firmText(row.seller), row.legs),
        share(client.share, row.seller, row.legs),
        "",
        escapeText(formatShare({ low: client.lower, high: client.upper }, language)),
      ],
    })),
  ]);
  return (
    figure(pictures.vendors, t.vendorNote) +
    table({
      caption: words.vendors[language],
      head: [words.seller[language], words.revenue[language], words.financed[language], words.direct[language], words.interval[language]],
      numeric: [1, 2, 3, 4],
      rows,
    })
  );
}

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
      const value = claim.amount ? escapeText(formatStated(claim.amount, language)) : `<span lang="en">${escapeText(claim.value)}</span>`;
      const said = inLanguage(claim.paraphrase, claim.paraphraseFr, language);
      const known = claim.knownOn === null ? "" : `, ${escapeText(formatDate(claim.knownOn, language, "short"))}`;
      return `<li><strong>${cited.claim(value, claim)}</strong>${claim.period === "" ? "" : ` (${escapeText(claim.period)})`}<br>${tongue(said.text, said.language, language)}<br><small>${cited.source(claim.source)}${known}; ${stanceNames[claim.stance][language]}, ${confidenceNames[claim.confidence][language]}</small></li>`;
    });
    const subject = titles.get(conflict.subject) ?? cited.firm(conflict.subject);
    return `<h3>${subject}, ${predicateName(conflict.predicate, language)} <small>(${t.origins(conflict.origins)})</small></h3><ul class="sides">${sides.join("")}</ul>`;
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
    if (open.limit === null) return item(open.leg, t.unbounded);
    const claim = claims.get(open.limit.claim);
    const amount = escapeText(formatAmount(open.limit.high, material.circularity.unit, language));
    return item(open.leg, t.limit(limitNames[open.limit.kind]?.[language] ?? open.limit.kind, claim ? cited.claim(amount, claim) : amount));
  };
  const chapters = material.view.options.chapters ?? material.casebook.chapters;
  const chapterOf = new Map(material.casebook.deals.map((deal) => [deal.id, deal.chapter]));
  const headline = (row: LegView): boolean => chapters.includes("all") || chapters.includes(chapterOf.get(row.leg.deal) ?? "");
  const ended = material.view.legs.filter((row) => (row.verdict === "lapsed" || row.verdict === "denied") && headline(row));
  const weak = material.view.legs.filter((row) => row.verdict === "below-status" && headline(row));
  const block = (title: string, items: readonly string[]): string =>
    items.length === 0 ? "" : `<h3>${escapeText(title)} <small>(${items.length})</small></h3><ul class="columns">${items.join("")}</ul>`;
  return (
    (coverage.withoutAmount.length === 0 ? `<p>${t.allKnown}</p>` : "") +
    block(t.withoutAmount, coverage.withoutAmount.map(bounded)) +
    block(t.withoutCeiling, coverage.withoutCeiling.map(bounded)) +
    block(
      t.setAside,
      coverage.setAside.map((id) => item(id)),
    ) +
    block(
      t.below,
      weak.map((row) => item(row.leg.id, `, ${statusNames[row.status!.status][language]}`)),
    ) +
    block(
      t.lapsedLegs,
      ended.map((row) => item(row.leg.id, `, ${statusNames[row.status!.status][language]}`)),
    ) +
    (material.circularity.values.vendorFinanced.length > 0 ? `<p class="note">${t.undetermined}</p>` : "")
  );
}
