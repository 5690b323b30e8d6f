import { type Casebook, type ExitTerms, unwind, view } from "keiretsu";
import { readTermsFile, readTermsOf } from "../scenarios.ts";
import { type Call, type Command, DataError, EXIT, UsageError } from "./command.ts";
import { entityAsked } from "./entity-option.ts";
import { findingText } from "./finding-text.ts";
import { openCasebook, withReserve } from "./open.ts";
import { CASEBOOK, VIEW_OPTIONS, viewOptions } from "./options.ts";
import { writeCsv, writeJson } from "./output.ts";
import { unwindText } from "./unwind-text.ts";

/** How long and how costly it is to undo ties. */
export const unwindCommand: Command = {
  name: "unwind",
  summary: {
    en: "How long and how costly it is to undo ties, in which order, who bears it",
    fr: "Combien de temps et d’argent pour dénouer des liens, dans quel ordre, qui le porte",
  },
  arguments: [CASEBOOK],
  options: [
    {
      name: "entity",
      kind: "text",
      value: "id",
      description: { en: "Only ties of this entity (default: all)", fr: "Seulement les liens de cette entité (par défaut tous)" },
    },
    {
      name: "from",
      kind: "text",
      value: "id",
      description: { en: "Only its ties with this one", fr: "Seulement ses liens avec celle-ci" },
    },
    {
      name: "group",
      kind: "text",
      value: "id",
      description: {
        en: "Only ties within this group, or of the entity with it",
        fr: "Seulement les liens dans ce groupe, ou de l’entité avec lui",
      },
    },
    {
      name: "quarters",
      kind: "integer",
      min: 0,
      max: 400,
      description: { en: "Most quarters allowed", fr: "Trimestres permis au plus" },
    },
    {
      name: "terms",
      kind: "text",
      value: "file",
      description: {
        en: "Terms of leaving to assume (default: those of the casebook)",
        fr: "Conditions de sortie supposées (par défaut celles du dossier)",
      },
    },
    {
      name: "without",
      kind: "choice",
      choices: ["ownership"],
      value: "layer",
      description: {
        en: "Take a layer away by authority, and see what still joins each group",
        fr: "Retirer une couche par autorité, et voir ce qui relie encore chaque groupe",
      },
    },
    ...VIEW_OPTIONS,
  ],
  csv: true,
  examples: [
    "keiretsu unwind casebooks/ai-alliances --entity openai --known 2026-02-27",
    "keiretsu unwind casebooks/ai-alliances --entity coreweave --from nvidia --known 2026-02-27 --lang fr",
    "keiretsu unwind casebooks/keiretsu-japan --group g-toyota",
    "keiretsu unwind casebooks/keiretsu-japan --group zaibatsu --without ownership",
  ],
  run(call) {
    const casebook = openCasebook(call);
    const [entity, from, group] = ["entity", "from", "group"].map((name) => entityAsked(casebook, call.text(name)));
    if (from !== null && (entity === null || group !== null))
      throw new UsageError({ en: "--from needs --entity, and goes without --group.", fr: "--from demande --entity, et va sans --group." });
    const options = {
      entity,
      from,
      group,
      quarters: call.number("quarters"),
      terms: openTerms(call, casebook),
      without: call.text("without") as "ownership" | null,
    };
    const result = withReserve(casebook, unwind(view(casebook, viewOptions(call)), options));
    if (call.flag("json")) return writeJson(call.io, result);
    const { values } = result;
    if (call.flag("csv"))
      return writeCsv(call.io, {
        head: ["tie", "kind", "holder", "issuer", "size", "quarters_low", "quarters_high", "within_year", "ends_on", "claims", "sources"],
        rows: values.ties.map((tie) => [
          tie.id,
          tie.kind,
          tie.holder,
          tie.issuer,
          tie.size?.point ?? null,
          tie.quarters.low,
          tie.quarters.high,
          tie.withinYear,
          tie.endsOn,
          tie.claims.join("|"),
          tie.sources.join("|"),
        ]),
      });
    call.io.stdout(unwindText(call, casebook, result));
    return EXIT.fine;
  },
};

/** The terms of the file asked for, else those of the casebook; faults in them are told, and nothing is computed on a file with any. */
function openTerms(call: Call, casebook: Casebook): ExitTerms {
  const asked = call.text("terms");
  if (asked !== null && call.reader.size(asked) === null)
    throw new UsageError({ en: `--terms: no file "${asked}".`, fr: `--terms : pas de fichier « ${asked} ».` });
  const { terms, findings } =
    asked === null ? readTermsOf(call.args[0], casebook, call.reader) : readTermsFile(asked, { casebook, reader: call.reader });
  if (terms !== null) return terms;
  const { io, language } = call;
  io.stderr(findings.map((finding) => findingText(finding, { io, language, folder: "" })).join(""));
  throw new DataError({
    en: `Terms with faults: nothing was computed (faults: ${findings.length}).`,
    fr: `Conditions fautives : rien n’a été calculé (fautes : ${findings.length}).`,
  });
}
