import { compareText } from "../src/finding.ts";
import type {
  Casebook,
  Claim,
  Confidence,
  Deal,
  DerivedFigure,
  Entity,
  Instrument,
  Leg,
  Source,
  Status,
  StatusEvent,
} from "../src/record/casebook.ts";
import type { Amount } from "../src/record/amount.ts";
import { parseDate } from "../src/record/date.ts";

/**
 * A casebook in a few sentences, one a line, for tests that speak the domain:
 *
 *   loan: A pays B 10 for debt on 2025-01-01 (announced)
 *   A pays B up to 10 for chips on 2025-01-01 known 2025-02 (letter-of-intent)    legs without a name are leg-1, leg-2 ... by line
 *   A pays B 10 in shares for equity on 2025 (closed)                              gives cash unless said; an amount may be `unknown`
 *   loan is lapsed on 2026-01-01 known 2026-03-01 says press                       a turn of its status
 *   c1: loan amounts to about 12 EUR on 2025-03-01 known 2025-04 says filing       another claim on its amount; `denies` before `amounts`
 *   c2: A has revenue 13 USD on 2025 known 2026-01-01 says filing                  any other claim
 *   B1 is a unit of B / loan is part of round / round is an umbrella / loan reads c1 / c2 supersedes c1 / loan runs 5 years
 *   d1: {c2} / 2 * share with share=0..1 unit USD expects 6.5 within 0.1           a derived figure
 *
 * Blank lines and lines from # on are left out. Every deal is of the chapter "toy", every source is its confidence by name.
 */
export function toy(text: string, changes: Partial<Casebook> = {}): Casebook {
  const book = { legs: [] as Leg[], claims: [] as Claim[], status: [] as StatusEvent[], derived: [] as DerivedFigure[] };
  const parents = new Map<string, string>();
  const names = new Set<string>();
  const edits: ((book: { legs: Leg[]; claims: Claim[] }) => void)[] = [];
  const editLeg = (id: string, edit: (leg: Leg) => Leg): void => {
    edits.push((made) => (made.legs = made.legs.map((leg) => (leg.id === id ? edit(leg) : leg))));
  };
  text.split("\n").forEach((raw, i) => {
    const line = raw.replace(/#.*/, "").trim();
    const place = { file: "toy", line: i + 1, column: 1 };
    let match: Record<string, string> | undefined;
    const is = (pattern: RegExp): boolean => (match = pattern.exec(line)?.groups) !== undefined;
    if (line === "") return;
    if (
      is(
        /^(?:(?<id>\S+): )?(?<from>\S+) pays (?<to>\S+) (?<amount>.*?)(?: in (?<gives>\S+))? for (?<what>\S+) on (?<on>\S+)(?: known (?<known>\S+))? \((?<status>\S+)\)$/,
      )
    ) {
      const id = match!.id ?? `leg-${i + 1}`;
      book.legs.push({
        place,
        ...emptyLeg,
        id,
        deal: `deal-${id}`,
        title: id,
        instrument: instruments[match!.what] ?? (match!.what as Instrument),
        from: match!.from,
        to: match!.to,
        gives: (match!.gives as Leg["gives"]) ?? "cash",
      });
      names.add(match!.from).add(match!.to);
      const known = match!.known ?? match!.on;
      book.status.push(turn(place, id, match!.status, match!.on, known, "press"));
      if (match!.amount !== "unknown")
        book.claims.push(
          claim(place, {
            id: `${id}-amount`,
            subject: id,
            predicate: "amount",
            text: match!.amount,
            on: match!.on,
            known,
            source: "press",
          }),
        );
    } else if (
      is(
        /^(?<id>\S+): (?<leg>\S+) (?<denies>denies )?amounts to (?<amount>.+?) on (?<on>\S+)(?: known (?<known>\S+))?(?: says (?<source>\S+))?$/,
      )
    ) {
      const stated = claim(place, {
        id: match!.id,
        subject: match!.leg,
        predicate: "amount",
        text: match!.amount,
        on: match!.on,
        known: match!.known ?? match!.on,
        source: match!.source ?? "press",
      });
      book.claims.push(match!.denies ? { ...stated, stance: "denies" } : stated);
    } else if (
      is(
        /^(?<id>\S+): (?<subject>\S+) has (?<predicate>\S+) (?<value>.+?) on (?<on>\S+)(?: known (?<known>\S+))?(?: says (?<source>\S+))?$/,
      )
    ) {
      book.claims.push(
        claim(place, {
          id: match!.id,
          subject: match!.subject,
          predicate: match!.predicate,
          text: match!.value,
          on: match!.on,
          known: match!.known ?? match!.on,
          source: match!.source ?? "press",
        }),
      );
      names.add(match!.subject);
    } else if (
      is(
        /^(?<id>\S+): (?<formula>.+?)(?: with (?<parameters>.+?))? unit (?<unit>\S+)(?: expects (?<expected>\S+) within (?<tolerance>\S+))?(?: states (?<stated>\S+) (?<relation>equals|above|below) (?<than>\S+))?$/,
      )
    ) {
      book.derived.push({
        place,
        id: match!.id,
        title: match!.id,
        titleFr: "",
        formula: match!.formula,
        parameters: match!.parameters?.split("|") ?? [],
        unit: match!.unit,
        expected: match!.expected === undefined ? null : Number(match!.expected),
        tolerance: match!.tolerance === undefined ? null : Number(match!.tolerance),
        stated: match!.stated ?? null,
        relation: (match!.relation as DerivedFigure["relation"]) ?? null,
        than: match!.than ?? null,
        note: "",
        noteFr: "",
      });
    } else if (is(/^(?<unit>\S+) is a unit of (?<parent>\S+)$/)) {
      parents.set(match!.unit, match!.parent);
      names.add(match!.unit).add(match!.parent);
    } else if (is(/^(?<part>\S+) is part of (?<whole>\S+)$/)) {
      const { part, whole } = match!;
      editLeg(part, (leg) => ({ ...leg, partOf: [...leg.partOf, whole] }));
    } else if (is(/^(?<id>\S+) is an umbrella$/)) editLeg(match!.id, (leg) => ({ ...leg, sum: "umbrella" }));
    else if (is(/^(?<id>\S+) reads (?<reading>\S+)$/)) {
      const { id, reading } = match!;
      editLeg(id, (leg) => ({ ...leg, reading }));
    } else if (is(/^(?<id>\S+) runs (?<years>\S+) years$/)) {
      const { id, years } = match!;
      editLeg(id, (leg) => ({ ...leg, termYears: Number(years) }));
    } else if (is(/^(?<id>\S+) supersedes (?<old>\S+)$/)) {
      const { id, old } = match!;
      edits.push((made) => (made.claims = made.claims.map((row) => (row.id === id ? { ...row, supersedes: old } : row))));
    } else if (is(/^(?<leg>\S+) is (?<status>\S+) on (?<on>\S+)(?: known (?<known>\S+))?(?: says (?<source>\S+))?$/)) {
      book.status.push(turn(place, match!.leg, match!.status, match!.on, match!.known ?? match!.on, match!.source ?? "press"));
    } else throw new Error(`toy: line ${i + 1} is not a sentence: ${line}`);
  });
  for (const edit of edits) edit(book);
  const legIds = new Set(book.legs.map((leg) => leg.id));
  return {
    name: "toy",
    title: "Toy",
    titleFr: "Jouet",
    chapters: ["toy"],
    currency: "USD",
    sources: sourceNames.map((id) => source(id)),
    entities: [...names]
      .filter((id) => !legIds.has(id))
      .sort(compareText)
      .map((id) => entity(id, parents.get(id) ?? null)),
    deals: book.legs.map(
      (leg): Deal => ({ place: leg.place, id: leg.deal, title: leg.deal, titleFr: "", chapter: "toy", note: "", noteFr: "" }),
    ),
    ...book,
    rosters: [],
    loops: [],
    digest: "",
    ...changes,
  };
}

/** The same rows in another order, the same one for the same number. */
export function shuffle<T>(rows: readonly T[], by: number): readonly T[] {
  const mixed = [...rows];
  let state = by >>> 0;
  for (let i = mixed.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const j = state % (i + 1);
    [mixed[i], mixed[j]] = [mixed[j], mixed[i]];
  }
  return mixed;
}

/** The amount that a toy text names, by the rules of record/amount.ts. */
function toyAmount(text: string): Amount {
  const match = /^(?:(up to|about|at least) )?(-?[\d.e]+)(?: (\S+))?$/.exec(text);
  if (!match) throw new Error(`toy: not an amount: ${text}`);
  const x = Number(match[2]);
  const rest = { unit: match[3] ?? "USD", minorUnits: null, text };
  if (match[1] === "up to") return { low: 0, point: null, high: x, qualifier: "up-to", ...rest };
  if (match[1] === "at least") return { low: x, point: null, high: null, qualifier: "at-least", ...rest };
  return { low: x, point: x, high: x, qualifier: match[1] ?? "exact", ...rest };
}

const instruments: Readonly<Record<string, Instrument>> = {
  chips: "supply-purchase",
  cloud: "cloud-capacity",
  equity: "equity-investment",
  backstop: "guarantee-backstop",
  credits: "cloud-credits",
};

const sourceNames = ["article", "compilation", "filing", "forum", "official", "press", "press-release"] as const;
const confidenceOf: Readonly<Record<string, Confidence>> = { "press-release": "primary", forum: "weak" };

const emptyLeg = {
  titleFr: "",
  issuer: null,
  sum: "leg",
  partOf: [],
  sources: [],
  reading: null,
  startsOn: null,
  termYears: null,
  condition: "",
  conditionFr: "",
  returns: "",
  returnsFr: "",
  note: "",
  noteFr: "",
} as const;

function claim(
  place: Claim["place"],
  row: { id: string; subject: string; predicate: string; text: string; on: string; known: string; source: string },
): Claim {
  const amount = /\d/.test(row.text) && /^(up to |about |at least )?-?[\d.e]+( \S+)?$/.test(row.text) ? toyAmount(row.text) : null;
  return {
    place,
    id: row.id,
    subject: row.subject,
    predicate: row.predicate,
    value: row.text,
    unit: amount?.unit ?? "text",
    qualifier: amount?.qualifier ?? "exact",
    amount,
    period: "",
    validOn: parseDate(row.on),
    knownOn: parseDate(row.known),
    basis: "published",
    recordedOn: parseDate("2026-11-22"),
    supersedes: null,
    source: row.source,
    origin: null,
    sourcePlace: "",
    stance: "asserts",
    confidence: confidenceOf[row.source] ?? (row.source as Confidence),
    attributedTo: null,
    paraphrase: `${row.subject} ${row.predicate} ${row.text}`,
    paraphraseFr: "",
  };
}

function turn(place: StatusEvent["place"], leg: string, status: string, on: string, known: string, from: string): StatusEvent {
  return {
    place,
    leg,
    status: status as Status,
    validOn: parseDate(on)!,
    knownOn: parseDate(known)!,
    basis: "published",
    recordedOn: parseDate("2026-11-22"),
    source: from,
    note: `${status} per ${from}`,
    noteFr: `${status} selon ${from}`,
  };
}

function source(id: string): Source {
  return {
    place: { file: "toy", line: 0, column: 0 },
    id,
    publisher: id,
    title: id,
    author: "",
    publishedOn: null,
    language: "en",
    address: "",
    kind: id,
    seen: true,
    origin: null,
    note: "",
  };
}

function entity(id: string, parent: string | null): Entity {
  return {
    place: { file: "toy", line: 0, column: 0 },
    id,
    name: id,
    nameFr: "",
    aliases: [],
    kind: "company",
    country: "US",
    identifiers: [],
    roles: [],
    parent,
    source: null,
    note: "",
    noteFr: "",
  };
}
