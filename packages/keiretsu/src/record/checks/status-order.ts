import type { Finding } from "../../finding.ts";
import type { Casebook, StatusEvent } from "../casebook.ts";
import { type FindingCode, makeFinding } from "../finding-code.ts";
import { statusNames } from "../names.ts";
import { placeOf } from "../read/places.ts";
import { statusRank } from "../strength.ts";
import { isSupposed } from "../supposed.ts";
import { turnOrder } from "../view.ts";
import type { Rule } from "./rule.ts";
import { groupBy } from "./sums.ts";

const statusBackwards: FindingCode = {
  code: "status-backwards",
  severity: "warning",
  summary: "{leg} goes back from {before} ({since}) to {found} ({on}).",
  summaryFr: "{leg} recule de « {beforeFr} » ({since}) à « {foundFr} » ({on}).",
  advice: "Right where sources overstated it at first; else correct the status or its valid_on.",
  adviceFr: "Normal si des sources l’avaient d’abord surestimé ; sinon corrigez le statut ou son valid_on.",
};

const aliveAfterEnd: FindingCode = {
  code: "alive-after-end",
  severity: "error",
  summary: "{leg} was {before} ({since}) and is {found} again ({on}).",
  summaryFr: "{leg} était « {beforeFr} » ({since}) et redevient « {foundFr} » ({on}).",
  advice: "What comes after an end is a new leg; or correct valid_on, which says since when it stood so.",
  adviceFr: "Ce qui suit une fin est un nouveau volet ; ou corrigez valid_on, qui dit depuis quand il en était ainsi.",
};

const legWithoutStatus: FindingCode = {
  code: "leg-without-status",
  severity: "warning",
  summary: "{leg} has no row in the status table: it counts nowhere.",
  summaryFr: "{leg} n’a aucune ligne dans la table status : il ne compte nulle part.",
  advice: "Say where it stood and since when, with a source.",
  adviceFr: "Dites où il en était et depuis quand, avec une source.",
};

const noStatusAtAll: FindingCode = {
  code: "no-status-at-all",
  severity: "error",
  summary: "None of the {found} legs has a row in the status table, so that nothing counts and every sum is empty.",
  summaryFr: "Aucun des {found} volets n’a de ligne dans la table status : rien ne compte et toute somme est vide.",
  advice: "List the file of status rows in datapackage.json, and check that its rows are there.",
  adviceFr: "Citez le fichier des lignes de status dans datapackage.json, et vérifiez que ses lignes y sont.",
};

/** The turns of each leg in the order of the world: no step back without a word, no life after the end. What is supposed may turn as it likes. */
function statusOrder(casebook: Casebook): Finding[] {
  const compare = turnOrder(casebook);
  const findings: Finding[] = [];
  for (const [leg, unsorted] of groupBy(
    casebook.status.filter((turn) => !isSupposed(turn)),
    (turn) => turn.leg,
  )) {
    const turns = [...unsorted].sort(compare);
    for (let i = 1; i < turns.length; i++) {
      const before = statusRank(turns[i - 1].status);
      const now = statusRank(turns[i].status);
      if (before < 0 && now >= 0) findings.push(found(aliveAfterEnd, leg, turns[i - 1], turns[i]));
      else if (now >= 0 && now < before) findings.push(found(statusBackwards, leg, turns[i - 1], turns[i]));
    }
  }
  if (casebook.status.length === 0 && casebook.legs.length > 0) {
    const where = { place: casebook.legs[0].place, excerpt: casebook.legs[0].id };
    return [makeFinding(noStatusAtAll, where, { found: casebook.legs.length })];
  }
  const told = new Set(casebook.status.map((turn) => turn.leg));
  for (const leg of casebook.legs)
    if (!told.has(leg.id)) findings.push(makeFinding(legWithoutStatus, { place: placeOf(leg, "id"), excerpt: leg.id }, { leg: leg.id }));
  return findings;
}

function found(code: FindingCode, leg: string, before: StatusEvent, now: StatusEvent): Finding {
  const words = {
    leg,
    before: statusNames[before.status].en,
    beforeFr: statusNames[before.status].fr,
    since: before.validOn.text,
    found: statusNames[now.status].en,
    foundFr: statusNames[now.status].fr,
    on: now.validOn.text,
  };
  return makeFinding(code, { place: placeOf(now, "status"), excerpt: `${leg} ${now.status} ${now.validOn.text}` }, words);
}

export const statusOrderRule: Rule = { codes: [statusBackwards, aliveAfterEnd, legWithoutStatus, noStatusAtAll], check: statusOrder };
