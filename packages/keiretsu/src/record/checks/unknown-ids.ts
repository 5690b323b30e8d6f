import type { Finding } from "../../finding.ts";
import type { Casebook } from "../casebook.ts";
import { type FindingCode, makeFinding } from "../finding-code.ts";
import { nearest } from "../nearest.ts";
import { placeOf } from "../read/places.ts";
import { type TableName, tables } from "../read/schema.generated.ts";
import { type Mention, mentions } from "./mentions.ts";
import type { Rule } from "./rule.ts";

const unknownId: FindingCode = {
  code: "unknown-id",
  severity: "error",
  summary: '{field} is "{found}", which is the id of no {kind}{guess}.',
  summaryFr: "{field} vaut « {found} », qui n’est l’identifiant d’aucune ligne de {kindFr}{guessFr}.",
  advice: "Correct the id, or add the row that it names.",
  adviceFr: "Corrigez l’identifiant, ou ajoutez la ligne qu’il désigne.",
};

/** Column types that hold an id, and where such ids live. */
const HOMES: Readonly<Record<string, readonly TableName[]>> = {
  source: ["sources"],
  entity: ["entities"],
  deal: ["deals"],
  leg: ["legs"],
  claim: ["claims"],
  derived: ["derived"],
  subject: ["entities", "deals", "legs"],
  "list of legs": ["legs"],
  "list of sources": ["sources"],
};

/**
 * Every id that a row mentions is the id of a row. Ids of a table that was not read whole are not asked for, since one refused source
 * would make a finding of each of its claims.
 */
export function unknownIds(casebook: Casebook, incomplete: ReadonlySet<TableName> = new Set()): Finding[] {
  const findings: Finding[] = [];
  const idsOf = new Map<TableName, ReadonlySet<string>>();
  for (const table of Object.keys(tables) as TableName[])
    idsOf.set(table, new Set(casebook[table].flatMap((row) => ("id" in row ? [row.id] : []))));
  const isAsked = (type: string): boolean => HOMES[type]?.every((home) => !incomplete.has(home)) ?? false;
  for (const mention of mentions(casebook, isAsked))
    if (!HOMES[mention.type].some((home) => idsOf.get(home)!.has(mention.id))) findings.push(found(mention, idsOf));
  return findings;
}

const KINDS: Readonly<Record<string, string>> = { sources: "source", entities: "entity", deals: "deal", legs: "leg", claims: "claim" };

function found({ row, property, field, type, id }: Mention, idsOf: ReadonlyMap<TableName, ReadonlySet<string>>): Finding {
  const homes = HOMES[type];
  const guess = nearest(
    id,
    homes.flatMap((home) => [...idsOf.get(home)!]),
  );
  const kind = homes.map((home) => KINDS[home] ?? home).join("/");
  return makeFinding(
    unknownId,
    { place: placeOf(row, property), excerpt: id },
    {
      field,
      found: id,
      kind,
      kindFr: homes.join(", "),
      guess: guess === null ? "" : `; the nearest is "${guess}"`,
      guessFr: guess === null ? "" : ` ; le plus proche est « ${guess} »`,
    },
  );
}

export const unknownIdsRule: Rule = { codes: [unknownId], check: (casebook) => unknownIds(casebook) };
