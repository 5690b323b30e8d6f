import { entityNames, cited, formatShare, playedRoleNames, type RolePair, roles, roleWords, view } from "keiretsu";
import { citations } from "./cite.ts";
import { EXIT, type Bilingual, type Command, type Language } from "./command.ts";
import { entityAsked } from "./entity-option.ts";
import { openCasebook } from "./open.ts";
import { CASEBOOK, VIEW_OPTIONS, viewOptions } from "./options.ts";
import { formatTable, paint, wrapText, writeCsv, writeJson } from "./output.ts";

/** Pairs told when the reader names nobody; --json and --csv give all. */
const TOLD = 12;

/** What firms are to one another at once: supplier, client, investor, lender, guarantor, on the board. */
export const rolesCommand: Command = {
  name: "roles",
  summary: { en: "Which roles one firm plays towards another at once", fr: "Les rôles qu’une firme joue à la fois envers une autre" },
  arguments: [CASEBOOK],
  options: [
    {
      name: "entity",
      kind: "text",
      value: "id",
      description: { en: "Only what this firm is to others", fr: "Seulement ce que cette firme est pour d’autres" },
    },
    {
      name: "on",
      kind: "text",
      value: "id",
      description: { en: "Only what others are to this firm", fr: "Seulement ce que d’autres sont pour cette firme" },
    },
    ...VIEW_OPTIONS,
  ],
  csv: true,
  examples: ["keiretsu roles casebooks/ai-alliances --entity nvidia --on coreweave", "keiretsu roles casebooks/ai-alliances"],
  run(call) {
    const casebook = openCasebook(call);
    const [entity, on] = [entityAsked(casebook, call.text("entity")), entityAsked(casebook, call.text("on"))];
    const result = roles(view(casebook, viewOptions(call)), { entity, on });
    if (call.flag("json")) return writeJson(call.io, result);
    const { pairs, firms } = result.values;
    if (call.flag("csv")) {
      const head = ["a", "b", "role", "side", "low", "high", "measured_by", "through", "legs", "claims", "sources"];
      const rows = pairs.flatMap(({ a, b, roles: played }) =>
        played.map((one) => [
          a,
          b,
          one.role,
          one.side,
          one.materiality.low,
          one.materiality.high,
          one.measuredBy,
          ...[one.through, one.legs, one.claims, one.sources].map((ids) => ids.join("|")),
        ]),
      );
      return writeCsv(call.io, { head, rows });
    }
    const { io, language } = call;
    const name = entityNames(casebook, call.language);
    const named = entity !== null || on !== null;
    const told = named ? pairs : pairs.filter((pair) => pair.flagged).slice(0, TOLD);
    const sources = cited(
      casebook,
      told.flatMap((pair) => pair.roles.flatMap((one) => one.sources)),
    );
    const { mark, list } = citations(io, sources, language);
    if (told.length === 0) io.stdout(`${call.say({ en: "No role in this view.", fr: "Aucun rôle dans cette vue." })}\n`);
    for (const pair of told) {
      io.stdout(`${paint(io, "bold", `${name(pair.a)} → ${name(pair.b)}`)}  ${call.say(verdict(pair, language))}\n`);
      const head = [roleWords.role, roleWords.weight, roleWords.behind, roleWords.source].map(call.say);
      const rows = pair.roles.map((one) => [
        call.say(playedRoleNames[one.role]),
        rangeText(one.materiality, language),
        [
          ...one.legs,
          ...(one.legs.length === 0 ? one.claims : []),
          ...one.through.map((id) => `${call.say(roleWords.through)} ${name(id)}`),
        ].join(", "),
        mark(...one.sources),
      ]);
      io.stdout(`${formatTable(io, { head, rows }, { align: ["left", "right", "left", "left"], wrap: [2, 3], indent: 2 })}\n\n`);
    }
    if (!named && firms.length > 0) {
      const head = [roleWords.firm, roleWords.flagged, roleWords.highest].map(call.say);
      const rows = firms.slice(0, TOLD).map((firm) => [name(firm.firm), firm.flagged, rangeText(firm.score, language)]);
      io.stdout(`${formatTable(io, { head, rows }, { align: ["left", "right", "right"] })}\n\n`);
    }
    io.stdout(`${wrapText(io, call.say(roleWords.legend))}\n`);
    if (sources.length > 0) io.stdout(`\n${list()}`);
    return EXIT.fine;
  },
};

function verdict(pair: RolePair, language: Language): Bilingual {
  const n = pair.roles.length;
  const score = rangeText(pair.score, language);
  const en = `${n} role${n === 1 ? "" : "s"}${pair.flagged ? `, of ${pair.sides.length} sides` : ""}; score ${score}`;
  const fr = `${n} rôle${n === 1 ? "" : "s"}${pair.flagged ? `, de ${pair.sides.length} côtés` : ""} ; score ${score}`;
  return { en, fr };
}

function rangeText({ low, high }: { readonly low: number; readonly high: number }, language: Language): string {
  return low === high ? formatShare(low, language) : `${formatShare(low, language)} – ${formatShare(high, language)}`;
}
