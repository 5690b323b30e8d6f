import {
  entityNames,
  cited,
  dimensionNames,
  formatNumber,
  formatShare,
  levelNames,
  likenessOf,
  standingNames,
  type Trait,
  traitOrigins,
  view,
} from "keiretsu";
import { citations, ourWords } from "./cite.ts";
import { EXIT, UsageError, type Bilingual, type Command, type Language } from "./command.ts";
import { entityAsked } from "./entity-option.ts";
import { openCasebook } from "./open.ts";
import { CASEBOOK, VIEW_OPTIONS, viewOptions } from "./options.ts";
import { formatTable, paint, wrapText, writeCsv, writeJson } from "./output.ts";

/** Nearest groups told. */
const NEAREST = 3;

/** In what a web is like a keiretsu, and in what not. */
export const likenessCommand: Command = {
  name: "likeness",
  summary: {
    en: "In what this web is like a keiretsu, dimension by dimension",
    fr: "En quoi ce réseau ressemble à un keiretsu, dimension par dimension",
  },
  arguments: [CASEBOOK],
  options: [
    {
      name: "group",
      kind: "text",
      value: "id",
      description: { en: "Only this group, compared with all", fr: "Seulement ce groupe, comparé à tous" },
    },
    ...VIEW_OPTIONS,
  ],
  csv: true,
  examples: ["keiretsu likeness casebooks/ai-alliances", "keiretsu likeness casebooks/ai-alliances --group g-mitsubishi"],
  run(call) {
    const casebook = openCasebook(call);
    const group = entityAsked(casebook, call.text("group"));
    const result = likenessOf(view(casebook, viewOptions(call)), { group });
    const { groups, sceptics } = result.values;
    if (group !== null && groups.length === 0)
      throw new UsageError({
        en: `No row tells a trait of "${group}" in this view.`,
        fr: `Aucune ligne ne dit un trait de « ${group} » dans cette vue.`,
      });
    if (call.flag("json")) return writeJson(call.io, result);
    if (call.flag("csv")) {
      const rows = groups.flatMap((one) =>
        one.traits.map((trait) => [
          one.group,
          trait.dimension,
          trait.low,
          trait.high,
          trait.by,
          trait.judge,
          trait.of,
          trait.level,
          trait.standing,
          trait.claims.join("|"),
          trait.sources.join("|"),
        ]),
      );
      return writeCsv(call.io, {
        head: ["group", "dimension", "low", "high", "by", "judge", "of", "level", "standing", "claims", "sources"],
        rows,
      });
    }
    const { io, language } = call;
    const name = entityNames(casebook, call.language);
    const webs = groups.filter((one) => one.web);
    const told = webs.length > 0 ? webs : groups;
    const sources = cited(casebook, [...told.flatMap((one) => one.traits.flatMap(few)), ...sceptics.map((row) => row.source)]);
    const { mark, list } = citations(io, sources, language);
    if (told.length === 0) io.stdout(`${call.say({ en: "No group in this view.", fr: "Aucun groupe dans cette vue." })}\n`);
    for (const one of told) {
      io.stdout(`${paint(io, "bold", name(one.group))}\n`);
      const head = [DIMENSION, PART, LEVEL, AMONG, BY, SOURCE].map(call.say);
      const rows = one.traits.map((trait) => [
        call.say(dimensionNames[trait.dimension]),
        partText(trait, language),
        call.say(levelNames[trait.level]),
        call.say(standingNames[trait.standing]),
        `${call.say(traitOrigins[trait.by])}${trait.of === one.group ? "" : ` (${name(trait.of)})`}`,
        trait.legs.length > FEW ? call.say({ en: `${trait.legs.length} legs`, fr: `${trait.legs.length} volets` }) : mark(...trait.sources),
      ]);
      io.stdout(
        `${formatTable(io, { head, rows }, { align: ["left", "right", "left", "left", "left", "left"], wrap: [0, 4, 5], indent: 2 })}\n`,
      );
      if (one.unknown.length > 0)
        io.stdout(
          `${wrapText(io, `${call.say({ en: "Unknown:", fr: "Inconnu :" })} ${one.unknown.map((dimension) => call.say(dimensionNames[dimension])).join(", ")}`, 2)}\n`,
        );
      const near = one.nearest
        .slice(0, NEAREST)
        .map((other) => `${name(other.group)} ${distance(other.low, language)}–${distance(other.high, language)} (${other.shared.length})`);
      if (near.length > 0)
        io.stdout(
          `${wrapText(io, call.say({ en: `Nearest, with the distance and how many dimensions it rests on: ${near.join("; ")}.`, fr: `Les plus proches, avec la distance et le nombre de dimensions : ${near.join(" ; ")}.` }), 2)}\n`,
        );
      io.stdout("\n");
    }
    for (const row of sceptics)
      io.stdout(
        `${wrapText(io, `${call.say({ en: "Against the comparison:", fr: "Contre la comparaison :" })} ${ourWords(row.text, row.textFr, language)} ${mark(row.source)}`)}\n`,
      );
    io.stdout(
      `${wrapText(io, call.say({ en: "Each dimension is a part of a whole, from 0 to 1. A judgement is a third of that range (absent, partly, present) and is that of its source. A distance is no verdict.", fr: "Chaque dimension est une part d’un tout, de 0 à 1. Un jugement est un tiers de cette étendue (absent, en partie, présent) et n’engage que sa source. Une distance n’est pas un verdict." }))}\n`,
    );
    if (sources.length > 0) io.stdout(`\n${list()}`);
    return EXIT.fine;
  },
};

const FEW = 6;

/** What is measured on every counted leg has too many sources to list; the JSON has them all. */
function few(trait: Trait): readonly string[] {
  return trait.legs.length > FEW ? [] : trait.sources;
}

function partText({ low, high }: Trait, language: Language): string {
  return low === high ? formatShare(low, language) : `${formatShare(low, language)} – ${formatShare(high, language)}`;
}

function distance(x: number, language: Language): string {
  return formatNumber(Math.round(x * 100) / 100, language);
}

const DIMENSION: Bilingual = { en: "Dimension", fr: "Dimension" };
const PART: Bilingual = { en: "Part", fr: "Part" };
const LEVEL: Bilingual = { en: "Level", fr: "Niveau" };
const AMONG: Bilingual = { en: "Among groups", fr: "Parmi les groupes" };
const BY: Bilingual = { en: "By", fr: "Par" };
const SOURCE: Bilingual = { en: "Source", fr: "Source" };
