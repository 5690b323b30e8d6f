import { entityNames, cited, formatDate, heldRights, parseDate, rightNames, rightWords, view } from "keiretsu";
import { citations } from "./cite.ts";
import { EXIT, type Command } from "./command.ts";
import { entityAsked } from "./entity-option.ts";
import { openCasebook } from "./open.ts";
import { CASEBOOK, VIEW_OPTIONS, viewOptions } from "./options.ts";
import { formatTable, wrapText, writeCsv, writeJson } from "./output.ts";

/** Ties without a price, with their dates. */
export const rightsCommand: Command = {
  name: "rights",
  summary: {
    en: "Ties without a price: seats, vetoes, exclusivity, first refusal, licences",
    fr: "Les liens sans prix : sièges, vetos, exclusivité, premier refus, licences",
  },
  arguments: [CASEBOOK],
  options: [
    {
      name: "entity",
      kind: "text",
      value: "id",
      description: { en: "Only what this entity holds or bears", fr: "Seulement ce que cette entité détient ou supporte" },
    },
    ...VIEW_OPTIONS,
  ],
  csv: true,
  examples: ["keiretsu rights casebooks/ai-alliances --entity openai"],
  run(call) {
    const casebook = openCasebook(call);
    const result = heldRights(view(casebook, viewOptions(call)), { entity: entityAsked(casebook, call.text("entity")) });
    if (call.flag("json")) return writeJson(call.io, result);
    const { rights } = result.values;
    if (call.flag("csv")) {
      return writeCsv(call.io, {
        head: ["kind", "holder", "over", "since", "until", "stands", "legs", "claims", "sources"],
        rows: rights.map((right) => [
          right.kind,
          right.holder,
          right.over,
          right.since,
          right.until,
          String(right.stands),
          ...[right.legs, right.claims, right.sources].map((ids) => ids.join("|")),
        ]),
      });
    }
    const { io, language } = call;
    if (rights.length === 0) {
      io.stdout(`${call.say({ en: "No such tie in this view.", fr: "Aucun lien de cette sorte dans cette vue." })}\n`);
      return EXIT.fine;
    }
    const name = entityNames(casebook, call.language);
    const sources = cited(
      casebook,
      rights.flatMap((right) => right.sources),
    );
    const { mark, list } = citations(io, sources, language);
    const day = (text: string | null): string => (text === null ? "?" : formatDate(parseDate(text), language));
    const head = [rightWords.right, rightWords.holder, rightWords.over, rightWords.since, rightWords.until, rightWords.source].map(
      call.say,
    );
    const rows = rights.map((right) => [
      call.say(rightNames[right.kind]),
      name(right.holder),
      name(right.over),
      day(right.since),
      right.stands ? call.say(rightWords.stands) : day(right.until),
      mark(...right.sources),
    ]);
    io.stdout(`${formatTable(io, { head, rows }, { wrap: [0, 1, 2, 5] })}\n\n`);
    io.stdout(`${wrapText(io, call.say(rightWords.note))}\n\n${list()}`);
    return EXIT.fine;
  },
};
