import { cited, disclosure, disclosureNames, disclosureWords, formatShare, subjects, view } from "keiretsu";
import { citations } from "./cite.ts";
import { EXIT, UsageError, type Command } from "./command.ts";
import { openCasebook } from "./open.ts";
import { CASEBOOK, VIEW_OPTIONS, viewOptions } from "./options.ts";
import { formatTable, wrapText, writeCsv, writeJson } from "./output.ts";

/** How much of each deal can be read in public, and what is missing. */
export const disclosureCommand: Command = {
  name: "disclosure",
  summary: { en: "How much of each deal is told, and what is missing", fr: "Ce qui est dit de chaque accord, et ce qui manque" },
  arguments: [CASEBOOK],
  options: [
    {
      name: "subject",
      kind: "text",
      value: "id",
      description: { en: "Only this deal or leg", fr: "Seulement cet accord ou ce volet" },
    },
    ...VIEW_OPTIONS,
  ],
  csv: true,
  examples: ["keiretsu disclosure casebooks/ai-alliances", "keiretsu disclosure casebooks/ai-alliances --subject amd-openai-warrant"],
  run(call) {
    const casebook = openCasebook(call);
    const subject = call.text("subject");
    const known = new Set(casebook.legs.map((leg) => leg.id));
    const legs = subject === null ? null : subjects(casebook, subject).filter((id) => known.has(id));
    if (legs?.length === 0)
      throw new UsageError({
        en: `"${subject}" is no deal or leg of this casebook. "keiretsu find <casebook> <words>" searches by words.`,
        fr: `« ${subject} » n’est ni un accord ni un volet de ce dossier. « keiretsu find <dossier> <mots> » cherche par mots.`,
      });
    const result = disclosure(view(casebook, viewOptions(call)), { legs });
    if (call.flag("json")) return writeJson(call.io, result);
    const { values } = result;
    if (call.flag("csv")) {
      return writeCsv(call.io, {
        head: ["leg", "deal", "score", "missing", "strongest", "claims", "sources"],
        rows: values.legs.map((row) => [
          row.leg,
          row.deal,
          row.score,
          row.missing.join("|"),
          row.strongest,
          row.claims.join("|"),
          row.sources.join("|"),
        ]),
      });
    }
    const { io, language } = call;
    const sources =
      subject === null
        ? []
        : cited(
            casebook,
            values.legs.flatMap((row) => row.sources),
          );
    const { mark, list } = citations(io, sources, language);
    if (values.legs.length === 0) {
      io.stdout(`${call.say({ en: "No deal counts in this view.", fr: "Aucun accord ne compte dans cette vue." })}\n`);
      return EXIT.fine;
    }
    const head = [
      disclosureWords.leg,
      disclosureWords.told,
      disclosureWords.missing,
      ...(subject === null ? [] : [disclosureWords.source]),
    ].map(call.say);
    const rows = values.legs.map((row) => [
      row.leg,
      formatShare(row.score, language),
      row.missing.map((field) => call.say(disclosureNames[field])).join(", ") || null,
      ...(subject === null ? [] : [mark(...row.sources)]),
    ]);
    io.stdout(`${formatTable(io, { head, rows }, { align: ["left", "right", "left", "left"], wrap: [0, 2, 3] })}\n\n`);
    if (subject === null) {
      const worst = [...values.missing].sort((a, b) => b.legs / Math.max(1, b.of) - a.legs / Math.max(1, a.of))[0];
      const mean = formatShare(values.mean, language);
      io.stdout(
        `${wrapText(io, call.say({ en: `On average ${mean} of what applies is told. Most often missing: ${disclosureNames[worst.field].en} (${worst.legs} of ${worst.of}).`, fr: `En moyenne, ${mean} de ce qui s’applique est dit. Le plus souvent absent : ${disclosureNames[worst.field].fr} (${worst.legs} sur ${worst.of}).` }))}\n\n`,
      );
    }
    io.stdout(`${wrapText(io, call.say(disclosureWords.note))}\n`);
    if (sources.length > 0) io.stdout(`\n${list()}`);
    return EXIT.fine;
  },
};
