import type { Finding } from "../../finding.ts";
import type { Casebook, Instrument, Leg } from "../casebook.ts";
import { type FindingCode, makeFinding } from "../finding-code.ts";
import { placeOf } from "../read/places.ts";
import type { Rule } from "./rule.ts";

const legToItself: FindingCode = {
  code: "leg-to-itself",
  severity: "error",
  summary: "{found} hands over to itself: a leg has two parties.",
  summaryFr: "{found} se remet à elle-même : un volet a deux parties.",
  advice: "Correct from or to; a move inside one firm is no leg.",
  adviceFr: "Corrigez from ou to ; un mouvement interne n’est pas un volet.",
};

const givesOtherThing: FindingCode = {
  code: "gives-other-thing",
  severity: "error",
  summary: "A leg of instrument {instrument} gives {found}, expected {expected}.",
  summaryFr: "Un volet d’instrument {instrument} donne {found}, attendu : {expected}.",
  advice: "Correct gives or instrument; what comes back is a leg of its own.",
  adviceFr: "Corrigez gives ou instrument ; ce qui revient en échange est un autre volet.",
};

const missingIssuer: FindingCode = {
  code: "missing-issuer",
  severity: "warning",
  summary: "A leg of instrument {instrument} names no issuer, so its direction cannot be checked.",
  summaryFr: "Un volet d’instrument {instrument} ne nomme pas d’émetteur : son sens ne peut être vérifié.",
  advice: "Say in issuer whose shares, warrants or notes these are.",
  adviceFr: "Indiquez dans issuer de qui sont les titres.",
};

const cashFromIssuer: FindingCode = {
  code: "equity-cash-direction",
  severity: "error",
  summary: "Cash for new securities goes to their issuer {expected}; here {found} receives it.",
  summaryFr: "L’argent des titres nouveaux va à leur émetteur {expected} ; ici {found} le reçoit.",
  advice: "Swap from and to, correct the issuer, or make it a share-sale if a holder sold.",
  adviceFr: "Échangez from et to, corrigez l’émetteur, ou faites-en une share-sale si un détenteur a vendu.",
};

const securitiesToIssuer: FindingCode = {
  code: "securities-direction",
  severity: "error",
  summary: "New shares and warrants come from their issuer {expected}; here {found} hands them over.",
  summaryFr: "Actions et bons nouveaux viennent de leur émetteur {expected} ; ici {found} les remet.",
  advice: "Swap from and to, or correct the issuer: a warrant goes from issuer to holder.",
  adviceFr: "Échangez from et to, ou corrigez l’émetteur : un bon va de l’émetteur au détenteur.",
};

/** What each instrument may hand over, the usual first. */
export const GIVES: Readonly<Record<Instrument, readonly Leg["gives"][]>> = {
  "equity-investment": ["cash", "credits", "valuation"],
  "share-issue": ["shares", "warrants"],
  "share-sale": ["cash", "shares"],
  convertible: ["cash", "credits"],
  warrant: ["warrants"],
  debt: ["cash", "valuation"],
  "guarantee-backstop": ["guarantee"],
  "take-or-pay": ["cash", "guarantee"],
  "cloud-credits": ["credits"],
  "supply-purchase": ["cash", "credits"],
  "cloud-capacity": ["cash", "credits"],
  licence: ["cash", "shares", "credits"],
  lease: ["cash"],
  "revenue-share": ["cash"],
  acquisition: ["cash", "shares", "valuation"],
  "joint-venture": ["cash", "shares", "credits"],
  wages: ["cash"],
};

const NEW_SECURITIES: ReadonlySet<Instrument> = new Set(["equity-investment", "share-issue", "convertible", "warrant"]);

/** Whether the leg pays for, or hands over, securities that its issuer makes anew. */
export function isNewSecurity(instrument: Instrument): boolean {
  return NEW_SECURITIES.has(instrument);
}

/** Each leg by itself: two parties, the thing that its instrument gives, money to the issuer, securities from the issuer. */
function directions(casebook: Casebook): Finding[] {
  return casebook.legs.flatMap((leg) => {
    const findings: Finding[] = [];
    const say = (code: FindingCode, property: "to" | "gives" | "issuer" | "from", words: Readonly<Record<string, string>>): void => {
      findings.push(makeFinding(code, { place: placeOf(leg, property), excerpt: `${leg.id}: ${leg.from} > ${leg.to}` }, words));
    };
    if (leg.from === leg.to) say(legToItself, "to", { found: leg.from });
    if (!GIVES[leg.instrument].includes(leg.gives))
      say(givesOtherThing, "gives", { instrument: leg.instrument, found: leg.gives, expected: GIVES[leg.instrument].join(", ") });
    if (!isNewSecurity(leg.instrument)) return findings;
    const { issuer } = leg;
    if (issuer === null) say(missingIssuer, "issuer", { instrument: leg.instrument });
    else if ((leg.gives === "cash" || leg.gives === "credits") && issuer !== leg.to)
      say(cashFromIssuer, "to", { expected: issuer, found: leg.to });
    else if ((leg.gives === "shares" || leg.gives === "warrants") && issuer !== leg.from)
      say(securitiesToIssuer, "from", { expected: issuer, found: leg.from });
    return findings;
  });
}

export const directionsRule: Rule = {
  codes: [legToItself, givesOtherThing, missingIssuer, cashFromIssuer, securitiesToIssuer],
  check: directions,
};
