import {
  entityNames,
  type Casebook,
  claimValue,
  compareText,
  factsResult,
  formatDate,
  policyNames,
  subjects,
  type FactClaim,
  type Language,
} from "keiretsu";
import { bind, citations, ourWords } from "./cite.ts";
import { type Bilingual, EXIT, type Command } from "./command.ts";
import { openCasebook } from "./open.ts";
import { CASEBOOK, VIEW_OPTIONS } from "./options.ts";
import { formatTable, paint, wrapText, writeCsv, writeJson } from "./output.ts";
import { subjectKnown } from "./subject.ts";

/** What sources say of one subject, side by side. */
export const factsCommand: Command = {
  name: "facts",
  summary: { en: "What sources say of one subject, side by side", fr: "Ce que les sources disent d’un sujet, côte à côte" },
  arguments: [CASEBOOK],
  options: [
    {
      name: "subject",
      kind: "text",
      value: "id",
      required: true,
      description: { en: "Entity (id, name or alias), deal or leg", fr: "Entité (identifiant, nom ou surnom), accord ou volet" },
    },
    {
      name: "predicate",
      kind: "text",
      value: "word",
      description: {
        en: "Only what is said under this word (revenue, amount ...)",
        fr: "Seulement ce qui est dit sous ce mot (revenue, amount ...)",
      },
    },
    ...VIEW_OPTIONS.filter((option) => ["known", "valid", "recorded", "policy"].includes(option.name)),
  ],
  csv: true,
  examples: [
    "keiretsu facts casebooks/ai-alliances --subject openai --predicate revenue",
    "keiretsu facts casebooks/ai-alliances --subject openai --predicate net-loss --known 2026-02-04",
  ],
  run(call) {
    const casebook = openCasebook(call);
    const policy = call.text("policy") as keyof typeof policyNames;
    const subject = call.text("subject")!;
    const result = subjectKnown({ subject, casebook, kinds: ["entity", "deal", "leg"] }, () =>
      factsResult(casebook, {
        subject,
        predicate: call.text("predicate"),
        knownOn: call.text("known"),
        validOn: call.text("valid"),
        recordedOn: call.text("recorded"),
        policy,
      }),
    );
    const { claims, groups, sources } = result.values;
    const code = claims.length === 0 ? EXIT.data : EXIT.fine;
    if (call.flag("json")) {
      writeJson(call.io, result);
      return code;
    }
    if (call.flag("csv")) {
      writeCsv(call.io, { head: CSV_HEAD, rows: claims.map(csvRow) });
      return code;
    }
    const { io, language } = call;
    if (claims.length === 0) {
      io.stdout(`${wrapText(io, call.say(whyNothing(casebook, subject, call.text("predicate"))))}\n`);
      return code;
    }
    const nameOf = entityNames(casebook, language);
    const byId = new Map(claims.map((claim) => [claim.id, claim]));
    const { mark, list } = citations(io, sources, language);
    // Ids are cited, so they are shown whole or not at all.
    const withIds = io.columns >= WIDE;
    const head = [...HEAD.map((text) => text[language]), ...(withIds ? [call.say({ en: "Claim", fr: "Affirmation" })] : [])];
    for (const group of groups) {
      const counts = call.say({
        en: `claims: ${group.claims.length}, origins: ${group.origins}, contradictions: ${group.contradictions}`,
        fr: `affirmations : ${group.claims.length}, origines : ${group.origins}, contradictions : ${group.contradictions}`,
      });
      io.stdout(`${wrapText(io, `${paint(io, "bold", `${group.subject} · ${group.predicate}`)}  (${counts})`)}\n`);
      const rows = group.claims.map((id) => {
        const claim = byId.get(id)!;
        return [
          standing(claim),
          sayValue(claim, language, nameOf),
          claim.period === "" ? formatDate(claim.validOn, language, "short") : claim.period,
          formatDate(claim.knownOn, language, "short"),
          ourWords(claim.paraphrase, claim.paraphraseFr, language),
          mark(claim.source, claim.comesFrom),
          ...(withIds ? [claim.id] : []),
        ];
      });
      io.stdout(`${formatTable(io, { head, rows }, { indent: 2, wrap: [1, 4] })}\n\n`);
    }
    const hint = call.say({
      en: `Ids of the claims: --csv, or a terminal of ${WIDE} columns.`,
      fr: `Identifiants des affirmations : --csv, ou un terminal de ${WIDE} colonnes.`,
    });
    const signs = wrapText(io, legend(claims, language, policyNames[policy][language]), 2).replaceAll(/^ {2}(?=[►≠†])/gm, "");
    io.stdout(`${[signs, withIds ? "" : wrapText(io, bind(hint))].filter((text) => text !== "").join("\n")}\n\n${list()}`);
    return code;
  },
};

/** Columns of a terminal from which the ids of the claims have room. */
const WIDE = 130;

const HEAD = [
  { en: "", fr: "" },
  { en: "Value", fr: "Valeur" },
  { en: "When", fr: "Pour" },
  { en: "Known", fr: "Connu" },
  { en: "In our words", fr: "En nos mots" },
  { en: "Source", fr: "Source" },
] as const;

/** The value for a reader. Words of the data are English: a French answer leaves them to our French words beside them. */
function sayValue(claim: FactClaim, language: Language, nameOf: (id: string) => string): string {
  const amount = claim.amount && { ...claim.amount, text: claim.value, minorUnits: null };
  const said = claimValue({ ...claim, amount }, language, nameOf);
  return said.language === language ? said.text : "";
}

/** A word that is never said of the subject, or dates before anything was. */
function whyNothing(casebook: Casebook, subject: string, predicate: string | null): Bilingual {
  const ids = new Set(subjects(casebook, subject));
  const said = [...new Set(casebook.claims.filter((claim) => ids.has(claim.subject)).map((claim) => claim.predicate))].sort(compareText);
  if (said.length === 0) return { en: `No claim is about ${subject}.`, fr: `Aucune affirmation ne porte sur ${subject}.` };
  if (predicate === null || said.includes(predicate))
    return { en: "Nothing is said of it at these dates.", fr: "Rien n’en est dit à ces dates." };
  return {
    en: `Nothing is ever said of ${subject} under "${predicate}". What is said: ${said.join(", ")}.`,
    fr: `Rien n’est jamais dit de ${subject} sous « ${predicate} ». Ce qui est dit : ${said.join(", ")}.`,
  };
}

/** What others make of a claim, in two signs at most. */
function standing(claim: FactClaim): string {
  const sign = claim.chosen ? "►" : claim.supersededBy === null ? "" : "†";
  return `${sign}${claim.contradicts.length > 0 ? "≠" : ""}`;
}

function legend(claims: readonly FactClaim[], language: Language, policy: string): string {
  const signs = [
    { met: claims.some((claim) => claim.chosen), en: `► read by the policy: ${policy}`, fr: `► retenu par la règle : ${policy}` },
    {
      met: claims.some((claim) => claim.contradicts.length > 0),
      en: "≠ contradicted by another claim",
      fr: "≠ contredit par une autre affirmation",
    },
    {
      met: claims.some((claim) => claim.supersededBy !== null),
      en: "† corrected by a later row",
      fr: "† corrigé par une ligne ultérieure",
    },
  ];
  return signs
    .filter((sign) => sign.met)
    .map((sign) => sign[language])
    .join("\n");
}

const CSV_HEAD: readonly string[] = [
  "id subject predicate value unit qualifier low point high period",
  "valid_on known_on stance confidence source comes_from superseded_by contradicts chosen paraphrase paraphrase_fr",
].flatMap((part) => part.split(" "));

function csvRow(claim: FactClaim): readonly (string | number | null)[] {
  return [
    claim.id,
    claim.subject,
    claim.predicate,
    claim.value,
    claim.unit,
    claim.qualifier,
    claim.amount?.low ?? null,
    claim.amount?.point ?? null,
    claim.amount?.high ?? null,
    claim.period,
    claim.validOn,
    claim.knownOn,
    claim.stance,
    claim.confidence,
    claim.source,
    claim.comesFrom,
    claim.supersededBy,
    claim.contradicts.join("|"),
    String(claim.chosen),
    claim.paraphrase,
    claim.paraphraseFr,
  ];
}
