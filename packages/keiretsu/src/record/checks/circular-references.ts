import type { Finding, Place } from "../../finding.ts";
import type { Casebook } from "../casebook.ts";
import { type FindingCode, makeFinding } from "../finding-code.ts";
import { placeOf } from "../read/places.ts";
import type { Rule } from "./rule.ts";

const circularReference: FindingCode = {
  code: "circular-reference",
  severity: "error",
  summary: "{field} leads round in a circle: {found}.",
  summaryFr: "{field} tourne en rond : {found}.",
  advice: "One of these rows names the wrong one: nothing is a part, a unit, a correction or a relay of itself.",
  adviceFr: "Une de ces lignes désigne la mauvaise : rien n’est sa propre partie, unité, correction ou reprise.",
};

/** parent, part_of, supersedes and origin are followed by those who read the casebook: they must end. */
function circularReferences(casebook: Casebook): Finding[] {
  return [
    ...circles(casebook.entities, "parent", (row) => listOf(row.parent)),
    ...circles(casebook.legs, "partOf", (row) => row.partOf),
    ...circles(casebook.claims, "supersedes", (row) => listOf(row.supersedes)),
    ...circles(casebook.sources, "origin", (row) => listOf(row.origin)),
    ...circles(casebook.derived, "than", (row) => listOf(row.than)),
  ];
}

interface Named {
  readonly id: string;
  readonly place: Place;
}

/** One finding for each circle, at its smallest id. Depth-first without recursion, since chains may be as long as the file. */
function circles<T extends Named>(rows: readonly T[], property: string, next: (row: T) => readonly string[]): Finding[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const done = new Set<string>();
  const findings: Finding[] = [];
  for (const start of [...byId.keys()].sort()) {
    const path: string[] = [];
    const onPath = new Map<string, number>();
    const waiting: (readonly [id: string, depth: number])[] = [[start, 0]];
    for (let step = waiting.pop(); step !== undefined; step = waiting.pop()) {
      const [id, depth] = step;
      for (const left of path.splice(depth)) {
        onPath.delete(left);
        done.add(left);
      }
      const met = onPath.get(id);
      if (met !== undefined) findings.push(found(byId, path.slice(met), property));
      if (met !== undefined || done.has(id) || !byId.has(id)) continue;
      onPath.set(id, path.length);
      path.push(id);
      for (const follower of next(byId.get(id)!)) waiting.push([follower, depth + 1]);
    }
    for (const left of path) done.add(left);
  }
  return findings;
}

function found(byId: ReadonlyMap<string, Named>, circle: readonly string[], property: string): Finding {
  const least = circle.indexOf([...circle].sort()[0]);
  const turned = [...circle.slice(least), ...circle.slice(0, least)];
  const row = byId.get(turned[0])!;
  const field = property.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const ring = [...turned, turned[0]].join(" > ");
  return makeFinding(circularReference, { place: placeOf(row, property), excerpt: turned[0] }, { field, found: ring });
}

function listOf(id: string | null): readonly string[] {
  return id === null ? [] : [id];
}

export const circularReferencesRule: Rule = { codes: [circularReference], check: circularReferences };
