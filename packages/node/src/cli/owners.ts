import { entityNames, cited, formatShare, owners, type Owners, view } from "keiretsu";
import { citations } from "./cite.ts";
import { type Call, EXIT, type Command } from "./command.ts";
import { openCasebook } from "./open.ts";
import { CASEBOOK, VIEW_OPTIONS, viewOptions } from "./options.ts";
import { formatTable, paint, wrapText, writeCsv, writeJson } from "./output.ts";
import { chainsText, controlText, dilutionText, groupsText } from "./owners-text.ts";

/** Stakes at a date, through chains too; who controls whom; what warrants change; what groups hold of themselves. */
export const ownersCommand: Command = {
  name: "owners",
  summary: { en: "Who owns and controls whom, warrants included", fr: "Qui détient et contrôle qui, bons de souscription compris" },
  arguments: [CASEBOOK],
  options: VIEW_OPTIONS,
  csv: true,
  examples: ["keiretsu owners casebooks/keiretsu-japan", "keiretsu owners casebooks/ai-alliances --lang fr"],
  run(call) {
    const casebook = openCasebook(call);
    const result = owners(view(casebook, viewOptions(call)));
    if (call.flag("json")) return writeJson(call.io, result);
    const { stakes, integrated, control } = result.values;
    if (call.flag("csv")) {
      return writeCsv(call.io, {
        head: ["holder", "held", "direct", "corrected", "plain", "claims"],
        rows: integrated.map((row) => [row.holder, row.held, row.direct, row.corrected, row.plain, row.claims.join("|")]),
      });
    }
    const name = entityNames(casebook, call.language);
    const { io, language } = call;
    const { instruments } = result.values.diluted;
    const terms = instruments.flatMap((row) => [row.shares, row.strike, row.statedShare].flatMap((term) => term?.source ?? []));
    const sources = cited(casebook, [...stakes.map((stake) => stake.source), ...control.boards.map((right) => right.source), ...terms]);
    const { mark, list } = citations(io, sources, language);
    const bySource = new Map(casebook.claims.map((claim) => [claim.id, claim.source]));
    const words = { name, cite: (claims: readonly string[]): string => mark(...claims.map((id) => bySource.get(id) ?? "")) };
    stakesText(call, result.values, { name, mark });
    chainsText(call, result.values, words);
    controlText(call, result.values, words);
    dilutionText(call, result.values, words);
    groupsText(call, result.values, words);
    if (sources.length > 0) io.stdout(`\n${list()}`);
    return EXIT.fine;
  },
};

function stakesText(
  { io, say, language }: Call,
  { stakes, loops }: Owners,
  { name, mark }: { readonly name: (id: string) => string; readonly mark: (...ids: readonly string[]) => string },
): void {
  const head = [
    { en: "Holder", fr: "Détenteur" },
    { en: "Held", fr: "Détenu" },
    { en: "Share", fr: "Part" },
    { en: "Source", fr: "Source" },
  ].map(say);
  const rows = stakes.map((stake) => [name(stake.holder), name(stake.held), formatShare(stake.share, language), mark(stake.source)]);
  io.stdout(`${paint(io, "bold", say({ en: "Stakes as sources state them", fr: "Participations selon les sources" }))}\n`);
  io.stdout(`${formatTable(io, { head, rows }, { align: ["left", "left", "right", "left"] })}\n\n`);
  if (loops.length === 0) io.stdout(`${say({ en: "No loop of ownership.", fr: "Aucune boucle de détention." })}\n`);
  for (const loop of loops) {
    const path = [...loop.nodes, loop.nodes[0]].map(name).join(" → ");
    const smallest = formatShare(loop.smallestStake, language);
    const line = say({ en: `Loop: ${path} (smallest stake ${smallest})`, fr: `Boucle : ${path} (plus petite part ${smallest})` });
    io.stdout(`${wrapText(io, line)}\n`);
  }
}
