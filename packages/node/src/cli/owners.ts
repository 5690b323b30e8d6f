import { cited, formatShare, owners, view } from "keiretsu";
import { citations } from "./cite.ts";
import { EXIT, type Command } from "./command.ts";
import { openCasebook } from "./open.ts";
import { CASEBOOK, VIEW_OPTIONS, viewOptions } from "./options.ts";
import { formatTable, wrapText, writeCsv, writeJson } from "./output.ts";

/** Stakes at a date and the loops among them. */
export const ownersCommand: Command = {
  name: "owners",
  summary: { en: "Who owns whom, and the loops of ownership", fr: "Qui détient qui, et les boucles de détention" },
  arguments: [CASEBOOK],
  options: VIEW_OPTIONS,
  csv: true,
  examples: ["keiretsu owners casebooks/keiretsu-japan"],
  run(call) {
    const casebook = openCasebook(call);
    const result = owners(view(casebook, viewOptions(call)));
    if (call.flag("json")) return writeJson(call.io, result);
    const { stakes, loops } = result.values;
    if (call.flag("csv")) {
      return writeCsv(call.io, {
        head: ["holder", "held", "share", "claim", "source"],
        rows: stakes.map((stake) => [stake.holder, stake.held, stake.share, stake.claim, stake.source]),
      });
    }
    const names = new Map(casebook.entities.map((entity) => [entity.id, entity.name]));
    const name = (id: string): string => names.get(id) ?? id;
    const { io, language } = call;
    const sources = cited(
      casebook,
      stakes.map((stake) => stake.source),
    );
    const { mark, list } = citations(io, sources, language);
    const head = [
      { en: "Holder", fr: "Détenteur" },
      { en: "Held", fr: "Détenu" },
      { en: "Share", fr: "Part" },
      { en: "Source", fr: "Source" },
    ].map(call.say);
    const rows = stakes.map((stake) => [name(stake.holder), name(stake.held), formatShare(stake.share, language), mark(stake.source)]);
    io.stdout(`${formatTable(call.io, { head, rows }, { align: ["left", "left", "right", "left"] })}\n\n`);
    if (loops.length === 0) io.stdout(`${call.say({ en: "No loop of ownership.", fr: "Aucune boucle de détention." })}\n`);
    for (const loop of loops) {
      const path = [...loop.nodes, loop.nodes[0]].map(name).join(" → ");
      const smallest = formatShare(loop.smallestStake, language);
      const line = call.say({ en: `Loop: ${path} (smallest stake ${smallest})`, fr: `Boucle : ${path} (plus petite part ${smallest})` });
      io.stdout(`${wrapText(io, line)}\n`);
    }
    if (sources.length > 0) io.stdout(`\n${list()}`);
    return EXIT.fine;
  },
};
