import type { Finding } from "../../finding.ts";
import type { Casebook, StatedLoop } from "../casebook.ts";
import { type FindingCode, makeFinding } from "../finding-code.ts";
import { placeOf } from "../read/places.ts";
import type { Rule } from "./rule.ts";

const loopDoesNotConnect: FindingCode = {
  code: "loop-does-not-connect",
  severity: "error",
  summary: "{leg} ends at {found} and the next leg {next} starts at {expected}.",
  summaryFr: "{leg} finit chez {found} et le volet suivant {next} part de {expected}.",
  advice: "Put the legs in the order of the money, or add the leg that is missing between them.",
  adviceFr: "Mettez les volets dans l’ordre de l’argent, ou ajoutez celui qui manque entre eux.",
};

const loopDoesNotClose: FindingCode = {
  code: "loop-does-not-close",
  severity: "error",
  summary: "The loop starts at {expected} and ends at {found}.",
  summaryFr: "La boucle part de {expected} et finit chez {found}.",
  advice: "Add the leg that brings the money home; a half-loop has a single leg.",
  adviceFr: "Ajoutez le volet qui ramène l’argent ; une demi-boucle n’a qu’un seul volet.",
};

const loopUsesDenied: FindingCode = {
  code: "loop-uses-denied-leg",
  severity: "warning",
  summary: "{leg} of this loop was denied: the loop never was.",
  summaryFr: "{leg}, volet de cette boucle, a été démenti : la boucle n’a pas existé.",
  advice: "Take the loop out, or the leg out of it.",
  adviceFr: "Retirez la boucle, ou le volet de la boucle.",
};

/** The legs of a stated loop follow one another and come home; a unit may hand on what its parent received. */
function statedLoops(casebook: Casebook): Finding[] {
  const legs = new Map(casebook.legs.map((leg) => [leg.id, leg]));
  const parents = new Map(casebook.entities.map((entity) => [entity.id, entity.parent]));
  const denied = new Set(casebook.status.filter((turn) => turn.status === "denied").map((turn) => turn.leg));
  const findings: Finding[] = [];
  for (const loop of casebook.loops) {
    const way = loop.legs.flatMap((id) => legs.get(id) ?? []);
    for (const leg of way) if (denied.has(leg.id)) findings.push(found(loopUsesDenied, loop, { leg: leg.id }));
    if (way.length < loop.legs.length || way.length < 2) continue;
    for (let i = 0; i + 1 < way.length; i++)
      if (!sameHouse(way[i].to, way[i + 1].from, parents)) {
        const words = { leg: way[i].id, found: way[i].to, next: way[i + 1].id, expected: way[i + 1].from };
        findings.push(found(loopDoesNotConnect, loop, words));
      }
    const [first, last] = [way[0], way[way.length - 1]];
    if (!sameHouse(last.to, first.from, parents)) findings.push(found(loopDoesNotClose, loop, { expected: first.from, found: last.to }));
  }
  return findings;
}

function sameHouse(a: string, b: string, parents: ReadonlyMap<string, string | null>): boolean {
  return rootOf(a, parents) === rootOf(b, parents);
}

/** The last parent; stops where parents run in a circle, which another rule reports. */
function rootOf(id: string, parents: ReadonlyMap<string, string | null>): string {
  const met = new Set<string>();
  let root = id;
  for (let next = parents.get(root); typeof next === "string" && !met.has(next); next = parents.get(root)) {
    met.add(next);
    root = next;
  }
  return root;
}

function found(code: FindingCode, loop: StatedLoop, words: Readonly<Record<string, string>>): Finding {
  return makeFinding(code, { place: placeOf(loop, "legs"), excerpt: `${loop.id}: ${loop.legs.join(" > ")}` }, words);
}

export const statedLoopsRule: Rule = { codes: [loopDoesNotConnect, loopDoesNotClose, loopUsesDenied], check: statedLoops };
