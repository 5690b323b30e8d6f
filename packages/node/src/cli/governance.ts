import {
  entityNames,
  cited,
  formatDate,
  formatNumber,
  formatShare,
  governance,
  holds,
  parseDate,
  view,
  type Flag,
  type FlagName,
  type Hold,
} from "keiretsu";
import { citations, ourWords } from "./cite.ts";
import { EXIT, type Bilingual, type Command, type Language } from "./command.ts";
import { entityAsked } from "./entity-option.ts";
import { openCasebook } from "./open.ts";
import { CASEBOOK, VIEW_OPTIONS, viewOptions } from "./options.ts";
import { formatTable, paint, wrapText, writeCsv, writeJson } from "./output.ts";

/** Whether the board of a firm can act against its partners. */
export const governanceCommand: Command = {
  name: "governance",
  summary: { en: "Can the board of a firm act against a partner?", fr: "Le conseil d’une firme peut-il agir contre un partenaire ?" },
  arguments: [CASEBOOK],
  options: [
    {
      name: "of",
      kind: "text",
      value: "id",
      required: true,
      description: { en: "Firm whose board is asked about", fr: "Firme dont le conseil est examiné" },
    },
    { name: "by", kind: "text", value: "id", description: { en: "Only this partner", fr: "Seulement ce partenaire" } },
    {
      name: "without",
      kind: "list",
      value: "hold",
      choices: [...holds],
      description: { en: "What if these were taken away", fr: "Et si l’on retirait ceux-ci" },
    },
    ...VIEW_OPTIONS,
  ],
  csv: true,
  examples: [
    "keiretsu governance casebooks/ai-alliances --of openai --valid 2023-12-31",
    "keiretsu governance casebooks/ai-alliances --of openai --by microsoft --without seats --valid 2023-12-31",
  ],
  run(call) {
    const casebook = openCasebook(call);
    const result = governance(view(casebook, viewOptions(call)), {
      of: entityAsked(casebook, call.text("of"))!,
      by: entityAsked(casebook, call.text("by")),
      without: (call.list("without") ?? []) as Hold[],
    });
    if (call.flag("json")) return writeJson(call.io, result);
    const { values } = result;
    if (call.flag("csv")) {
      const rows = values.partners.flatMap((one) =>
        one.flags.map((flag) => [
          one.partner,
          flag.flag,
          flag.verdict,
          flag.value?.low ?? null,
          flag.value?.high ?? null,
          ...[flag.legs, flag.claims, flag.sources].map((ids) => ids.join("|")),
        ]),
      );
      return writeCsv(call.io, { head: ["partner", "flag", "verdict", "low", "high", "legs", "claims", "sources"], rows });
    }
    const { io, language } = call;
    const name = entityNames(casebook, call.language);
    const byId = new Map(casebook.claims.map((claim) => [claim.id, claim.source]));
    const sources = cited(casebook, [
      ...values.partners.flatMap((one) => [
        ...one.flags.flatMap((flag) => flag.sources),
        ...one.holds.flatMap((held) => held.claims.map((id) => byId.get(id)!)),
      ]),
      ...values.formal.flatMap((row) => row.sources),
      ...values.effective.sources,
      ...values.events.map((event) => event.source),
      ...values.said.map((row) => row.source),
    ]);
    const { mark, list } = citations(io, sources, language);
    const say = (text: Bilingual): void => io.stdout(`${wrapText(io, call.say(text))}\n`);
    const head = [PARTNER, ...FLAGS, SAYS].map(call.say);
    const rows = values.partners.map((one) => [
      name(one.partner),
      ...one.flags.map((flag) => flagText(flag, language, call.say)),
      one.holds
        .map(
          (held) =>
            `${call.say(HOLD_NAMES[held.kind] ?? HOLD_NAMES[held.hold])}${held.share === null ? "" : ` ${formatShare(held.share, language)}`}`,
        )
        .join(", ") || null,
    ]);
    if (rows.length > 0) io.stdout(`${formatTable(io, { head, rows }, { wrap: [0, 1, 2, 3, 4, 5] })}\n\n`);
    const { overlap, supply, effective } = values;
    say({
      en: `Says held by those who also supply: ${overlap.holds}${call.list("without") ? `; without ${listed(call.list("without")!, "en")}: ${overlap.without}, and ties of supply ${supply.ties} as before ${supply.without}` : ""}.`,
      fr: `Voix au chapitre de ceux qui fournissent aussi : ${overlap.holds}${call.list("without") ? ` ; sans ${listed(call.list("without")!, "fr")} : ${overlap.without}, et liens de fourniture ${supply.ties}, puis ${supply.without}` : ""}.`,
    });
    if (values.formal.length > 0) {
      io.stdout(`\n${paint(io, "bold", call.say({ en: "Control on paper", fr: "Contrôle sur le papier" }))}\n`);
      for (const row of values.formal)
        io.stdout(
          `  ${name(row.holder)}: ${formatShare(row.control, language)} (${call.say(HOLD_NAMES[row.by])}) ${mark(...row.sources)}\n`.replace(
            ":",
            language === "fr" ? " :" : ":",
          ),
        );
    }
    if (effective.contested > 0 || effective.remaining !== null) {
      io.stdout(`\n${paint(io, "bold", call.say({ en: "Control in fact", fr: "Contrôle de fait" }))}\n`);
      const left = effective.remaining === null ? "?" : formatShare(effective.remaining.high, language);
      say({
        en: `Contested decisions of the board that stood: ${effective.stood} of ${effective.contested}. Part of the staff that had not threatened to leave: at most ${left}. ${mark(...effective.sources)}`,
        fr: `Décisions contestées du conseil qui ont tenu : ${effective.stood} sur ${effective.contested}. Part du personnel qui n’avait pas menacé de partir : au plus ${left}. ${mark(...effective.sources)}`,
      });
    }
    if (values.events.length > 0) {
      io.stdout(`\n${paint(io, "bold", call.say({ en: "What happened", fr: "Ce qui s’est passé" }))}\n`);
      const when = values.events.map((event) => [
        event.on === null ? "?" : formatDate(parseDate(event.on), language),
        name(event.who),
        ourWords(event.text, event.textFr, language),
        mark(event.source),
      ]);
      io.stdout(`${formatTable(io, { head: [WHEN, WHO, WHAT, SOURCE].map(call.say), rows: when }, { wrap: [1, 2], indent: 2 })}\n`);
    }
    for (const row of values.said) {
      const first =
        row.firstTie === null
          ? { en: "no tie", fr: "aucun lien" }
          : {
              en: `first tie ${formatDate(parseDate(row.firstTie), "en")}`,
              fr: `premier lien : ${formatDate(parseDate(row.firstTie), "fr")}`,
            };
      if (row.tied) continue;
      say({
        en: `A source says it depended on ${name(row.party)}: no direct tie in the casebook at this date (${first.en}). ${mark(row.source)}`,
        fr: `Une source dit qu’elle dépendait ${of(name(row.party))} : aucun lien direct dans le dossier à cette date (${first.fr}). ${mark(row.source)}`,
      });
    }
    say({
      en: "\nA flag passes, fails or is unknown by what sources tell; it is no legal conclusion.",
      fr: "\nUn critère est rempli, manqué ou inconnu d’après les sources ; ce n’est pas une conclusion juridique.",
    });
    if (sources.length > 0) io.stdout(`\n${list()}`);
    return EXIT.fine;
  },
};

/** « de » before a name, elided before a vowel. */
function of(name: string): string {
  return /^[aeiouéèêâîôûy]/i.test(name) ? `d’${name}` : `de ${name}`;
}

function flagText(flag: Flag, language: Language, say: (text: Bilingual) => string): string {
  const { value } = flag;
  const times = (x: number): string => formatNumber(Math.round(x * 10) / 10, language);
  const range = value === null ? "" : ` (${times(value.low)}–${value.high === null ? "?" : times(value.high)})`;
  return `${say(VERDICTS[flag.verdict])}${range}`;
}

function listed(words: readonly string[], language: Language): string {
  return words.map((word) => HOLD_NAMES[word][language]).join(", ");
}

const WHEN: Bilingual = { en: "Date", fr: "Date" };
const WHO: Bilingual = { en: "Who", fr: "Qui" };
const WHAT: Bilingual = { en: "What", fr: "Quoi" };
const SOURCE: Bilingual = { en: "Source", fr: "Source" };
const PARTNER: Bilingual = { en: "Partner", fr: "Partenaire" };
const SAYS: Bilingual = { en: "Its say", fr: "Sa voix" };
const FLAG_NAMES: Readonly<Record<FlagName, Bilingual>> = {
  "seat-or-veto": { en: "No seat or veto", fr: "Ni siège ni veto" },
  "change-of-control": { en: "No clause on control", fr: "Pas de clause de contrôle" },
  "exit-cost": { en: "Exit cost within cash", fr: "Sortie payable" },
  "directors-tied": { en: "Directors untied", fr: "Administrateurs libres" },
};
const FLAGS: readonly Bilingual[] = Object.values(FLAG_NAMES);
const VERDICTS: Readonly<Record<Flag["verdict"], Bilingual>> = {
  pass: { en: "pass", fr: "rempli" },
  fail: { en: "fail", fr: "manqué" },
  unknown: { en: "unknown", fr: "inconnu" },
};
const HOLD_NAMES: Readonly<Record<string, Bilingual>> = {
  votes: { en: "votes", fr: "droits de vote" },
  seats: { en: "seats", fr: "sièges" },
  vetoes: { en: "vetoes", fr: "vetos" },
  stake: { en: "stake", fr: "participation" },
  "board-appointment": { en: "names the board", fr: "nomme le conseil" },
  "board-seat": { en: "seat on the board", fr: "siège au conseil" },
  "observer-seat": { en: "observer on the board", fr: "observateur au conseil" },
  veto: { en: "veto", fr: "veto" },
  "right-of-first-refusal": { en: "right of first refusal", fr: "droit de premier refus" },
};
