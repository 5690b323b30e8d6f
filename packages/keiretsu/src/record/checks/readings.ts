import type { Finding } from "../../finding.ts";
import type { Casebook } from "../casebook.ts";
import { type FindingCode, makeFinding } from "../finding-code.ts";
import { nearest } from "../nearest.ts";
import { placeOf } from "../read/places.ts";
import type { Rule } from "./rule.ts";

const unknownReading: FindingCode = {
  code: "unknown-reading",
  severity: "error",
  summary: 'reading is "{found}", expected the id of a claim or the word unknown{guess}.',
  summaryFr: "reading vaut « {found} », attendu : l’identifiant d’une affirmation ou le mot unknown{guessFr}.",
  advice: "Name the claim whose amount the editor reads, or leave the cell empty.",
  adviceFr: "Nommez l’affirmation dont le montant est retenu, ou laissez la cellule vide.",
};

const readingOfAnother: FindingCode = {
  code: "reading-of-another-leg",
  severity: "error",
  summary: "The reading {found} is about {subject}, not about this leg.",
  summaryFr: "L’affirmation retenue {found} porte sur {subject}, non sur ce volet.",
  advice: "Name a claim whose subject is this leg.",
  adviceFr: "Nommez une affirmation dont le sujet est ce volet.",
};

const readingNotAmount: FindingCode = {
  code: "reading-not-an-amount",
  severity: "error",
  summary: "The reading {found} gives no amount of money: it says {subject}.",
  summaryFr: "L’affirmation retenue {found} ne donne pas de montant : elle dit {subject}.",
  advice: "Name a claim of predicate amount in a currency that asserts or revises, or write unknown.",
  adviceFr: "Nommez une affirmation de prédicat amount dans une monnaie, ou écrivez unknown.",
};

/** The claim that gives a leg its amount is about that leg, and gives an amount. */
function readings(casebook: Casebook): Finding[] {
  const claims = new Map(casebook.claims.map((claim) => [claim.id, claim]));
  return casebook.legs.flatMap((leg) => {
    if (leg.reading === null || leg.reading === "unknown") return [];
    const claim = claims.get(leg.reading);
    const say = (code: FindingCode, words: Readonly<Record<string, string>>): Finding[] => [
      makeFinding(code, { place: placeOf(leg, "reading"), excerpt: `${leg.id}: ${leg.reading!}` }, { found: leg.reading!, ...words }),
    ];
    if (claim === undefined) {
      const guess = nearest(leg.reading, claims.keys());
      return say(unknownReading, {
        guess: guess === null ? "" : `; the nearest is "${guess}"`,
        guessFr: guess === null ? "" : ` ; la plus proche est « ${guess} »`,
      });
    }
    if (claim.subject !== leg.id) return say(readingOfAnother, { subject: claim.subject });
    const gives = claim.predicate === "amount" && claim.stance !== "denies" && claim.amount !== null;
    return gives ? [] : say(readingNotAmount, { subject: `${claim.predicate} ${claim.value} ${claim.unit} (${claim.stance})` });
  });
}

export const readingsRule: Rule = { codes: [unknownReading, readingOfAnother, readingNotAmount], check: readings };
