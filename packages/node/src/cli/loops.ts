import {
  entityNames,
  type Casebook,
  formatAmount,
  formatNumber,
  KeiretsuError,
  listing,
  type Loop,
  loops as ask,
  type LoopsValues,
  plural,
  type Result,
  subjects,
  verdictNames,
  type Verdict,
  view,
} from "keiretsu";
import { EXIT, type Bilingual, type Call, type Command, type Option, UsageError } from "./command.ts";
import { MAX_LENGTH } from "./circularity.ts";
import { cautions, loopPath, statusName } from "./circularity-words.ts";
import { loopsOfEdges } from "./edges-command.ts";
import { CASEBOOK_OR_EDGES, EDGES_OPTIONS, openEdges } from "./edges-option.ts";
import { openCasebook, withReserve } from "./open.ts";
import { PROJECT_OPTIONS, VIEW_OPTIONS, projectOptions, viewOptions } from "./options.ts";
import { subjectKnown } from "./subject.ts";
import { displayWidth, formatTable, paint, wrapText, writeCsv, writeJson } from "./output.ts";

const SHOWN = 25;

/** A loop is a structure: contingent legs are shown and marked unless they are asked away. */
const OPTIONS: readonly Option[] = [
  ...VIEW_OPTIONS,
  ...PROJECT_OPTIONS.map((option) => (option.name === "contingent" ? { ...option, fallback: "yes" } : option)),
  MAX_LENGTH,
  {
    name: "stated",
    kind: "flag",
    description: { en: "Only loops that the casebook states", fr: "Seulement les boucles que le dossier énonce" },
  },
  {
    name: "firm",
    kind: "list",
    value: "id",
    description: {
      en: "Only loops through this entity of the casebook; repeat for loops through several",
      fr: "Seulement les boucles qui passent par cette entité du dossier ; à répéter pour plusieurs",
    },
  },
];

/** Each loop with its legs, what it can carry, its signature, status and sources. */
export const loops: Command = {
  name: "loops",
  summary: { en: "Each loop of money: legs, what it can carry, status", fr: "Chaque boucle d’argent : volets, ce qu’elle porte, statut" },
  arguments: [CASEBOOK_OR_EDGES],
  options: [...OPTIONS, ...EDGES_OPTIONS],
  csv: true,
  examples: [
    "keiretsu loops casebooks/ai-alliances --stated",
    "keiretsu loops casebooks/ai-alliances --known 2025-10-24 --at-least letter-of-intent",
  ],
  run(call) {
    const edges = openEdges(call);
    const firms = call.list("firm") ?? [];
    if (edges && firms.length > 0)
      throw new UsageError({ en: "--firm asks a casebook, not --edges.", fr: "--firm interroge un dossier, pas --edges." });
    if (edges) return loopsOfEdges(call, edges);
    const casebook = openCasebook(call);
    const asked = { ...projectOptions(call), maxLength: call.number("max-length")! };
    const answer = withReserve(casebook, ask(view(casebook, viewOptions(call)), asked));
    const stated = call.flag("stated");
    const through = firms.map((firm) => nodesOf(casebook, firm));
    const result: Result<LoopsValues> = {
      ...answer,
      params: { ...answer.params, stated, firms },
      values: {
        ...answer.values,
        loops: answer.values.loops.filter(
          (loop) => (!stated || loop.title !== null) && through.every((ids) => loop.nodes.some((node) => ids.has(node))),
        ),
      },
    };
    if (call.flag("json")) return writeJson(call.io, result);
    if (call.flag("csv")) return writeCsv(call.io, csvTable(result));
    call.io.stdout(`${page(call, casebook, { result, all: answer.values.loops, firms }).join("\n")}\n`);
    return EXIT.fine;
  },
};

/** The ids under which a firm may stand in a loop: its own, and those of its parents, to which it is rolled up. */
function nodesOf(casebook: Casebook, firm: string): ReadonlySet<string> {
  const kinds = ["entity"] as const;
  const parents = new Map(casebook.entities.map((entity) => [entity.id, entity.parent]));
  const ids = subjectKnown({ subject: firm, casebook, kinds }, () => {
    const found = subjects(casebook, firm).filter((id) => parents.has(id));
    if (found.length === 0) throw new KeiretsuError("unknown-subject", `"${firm}" is no entity of the casebook`);
    return found;
  });
  const nodes = new Set(ids);
  // A set that grows while it is walked: each parent brings its own, and one that is met again adds nothing.
  for (const id of nodes) {
    const parent = parents.get(id);
    if (parent) nodes.add(parent);
  }
  return nodes;
}

function csvTable({ values }: Result<LoopsValues>): Parameters<typeof writeCsv>[1] {
  return {
    head: [
      "id",
      "title",
      "nodes",
      "legs",
      "low",
      "high",
      "open",
      "half",
      "signature",
      "status",
      "feasible",
      "contingent",
      "in_kind",
      "sources",
    ],
    rows: values.loops.map((loop) => [
      loop.id,
      loop.title,
      loop.nodes.join("|"),
      loop.legs.join("|"),
      loop.capacity.low,
      loop.capacity.high,
      String(loop.open),
      String(loop.half),
      loop.signature,
      loop.status,
      String(loop.feasible),
      String(loop.contingent),
      String(loop.inKind),
      loop.sources.join("|"),
    ]),
  };
}

interface Told {
  /** What is shown. */
  readonly result: Result<LoopsValues>;
  /** Every loop, of which the first sentence speaks. */
  readonly all: readonly Loop[];
  readonly firms: readonly string[];
}

function page(call: Call, casebook: Casebook, { result, all, firms }: Told): string[] {
  const nameOf = entityNames(casebook, call.language);
  const { io, language } = call;
  const { values, unit } = result;
  const { counts, dead } = values;
  const largest = all.find((loop) => loop.capacity.high !== null);
  const carries = largest ? formatAmount(largest.capacity, unit, language) : "";
  const n = (x: number): string => formatNumber(x, language);
  const first: Bilingual = {
    en: `${n(counts.loops)} ${plural(counts.loops, "loop", "loops", "en")} of money over ${n(counts.legs)} legs that count; ${n(counts.stated)} of them ${plural(counts.stated, "is", "are", "en")} stated by the casebook, with ${n(counts.half)} half-${plural(counts.half, "loop", "loops", "en")} whose return is not a recorded deal.${largest ? ` The largest can carry ${carries}: ${loopPath(largest, nameOf)}.` : ""}`,
    fr: `${n(counts.loops)} ${plural(counts.loops, "boucle", "boucles", "fr")} d’argent sur ${n(counts.legs)} volets comptés ; le dossier en énonce ${n(counts.stated)}, avec ${n(counts.half)} ${plural(counts.half, "demi-boucle", "demi-boucles", "fr")} dont le retour n’est pas un accord enregistré.${largest ? ` La plus grande peut porter ${carries} : ${loopPath(largest, nameOf)}.` : ""}`,
  };
  const share: Bilingual = {
    en: "Loops share legs, so what they carry does not add up: see keiretsu circularity for the sum.",
    fr: "Les boucles partagent des volets : leurs montants ne s’additionnent pas (le total est dans keiretsu circularity).",
  };
  const shown = values.loops.slice(0, SHOWN);
  const rest = values.loops.length - shown.length;
  return [
    wrapText(io, paint(io, "bold", call.say(first))),
    wrapText(io, call.say(share)),
    ...(firms.length > 0
      ? [
          wrapText(
            io,
            call.say({
              en: `Through ${listing(firms, "en")}: ${n(values.loops.length)} ${plural(values.loops.length, "loop", "loops", "en")}.`,
              fr: `Par ${listing(firms, "fr")} : ${n(values.loops.length)} ${plural(values.loops.length, "boucle", "boucles", "fr")}.`,
            }),
          ),
        ]
      : []),
    "",
    ...loopList(call, casebook, shown, unit),
    ...(rest > 0
      ? [
          call.say({
            en: `${n(rest)} more: --firm shows those through a firm, --csv or --json all.`,
            fr: `${n(rest)} de plus : --firm montre celles d’une entreprise, --csv ou --json toutes.`,
          }),
        ]
      : []),
    ...cautions(call, result).map((sentence) => wrapText(io, sentence)),
    ...(dead.length > 0
      ? [
          `\n${paint(io, "bold", call.say({ en: "Stated loops that carry nothing here", fr: "Boucles énoncées qui ne portent rien ici" }))}`,
          deadTable(call, values),
        ]
      : []),
  ];
}

/** Two lines a loop: what it carries and the way of the money; below them its legs, which are ids to look up and never cut. */
function loopList(call: Call, casebook: Casebook, shown: readonly Loop[], unit: string): string[] {
  const nameOf = entityNames(casebook, call.language);
  const { language, io } = call;
  const amounts = shown.map((loop) =>
    loop.half ? call.say({ en: "half-loop", fr: "demi-boucle" }) : formatAmount(loop.capacity, unit, language),
  );
  const width = Math.max(...amounts.map(displayWidth));
  return shown.flatMap((loop, k) => {
    const name = loop.title === null ? "" : ` (${loop.id})`;
    const lines = [
      paint(io, "bold", `${loopPath(loop, nameOf)}${name}`),
      `${loop.legs.join(", ")} · ${statusName(loop.status, language)}${marks(call, loop)}`,
    ].flatMap((text) => wrapText(io, text, width + 2).split("\n"));
    return [`${" ".repeat(width - displayWidth(amounts[k]))}${amounts[k]}  ${lines[0].slice(width + 2)}`, ...lines.slice(1)];
  });
}

function marks(call: Call, loop: Loop): string {
  const words = [
    loop.contingent ? call.say({ en: "contingent", fr: "conditionnelle" }) : "",
    loop.inKind ? call.say({ en: "in kind", fr: "en nature" }) : "",
    loop.feasible ? "" : call.say({ en: "not in this order of dates", fr: "dates incompatibles" }),
  ].filter((word) => word !== "");
  return words.length === 0 ? "" : ` (${words.join(", ")})`;
}

const REASONS: Readonly<Record<"in-kind-or-contingent" | "inside-one-firm" | "not-recorded" | "open" | "length", Bilingual>> = {
  "in-kind-or-contingent": { en: "left out as asked", fr: "laissé de côté comme demandé" },
  "inside-one-firm": { en: "inside one firm", fr: "dans une même entreprise" },
  "not-recorded": { en: "not a recorded leg", fr: "volet non enregistré" },
  open: { en: "its legs do not close between these firms", fr: "ses volets ne se referment pas entre ces entreprises" },
  length: { en: "longer than --max-length", fr: "plus longue que --max-length" },
};

function deadTable(call: Call, values: LoopsValues): string {
  const why = (reason: string): string => call.say(REASONS[reason as keyof typeof REASONS] ?? verdictNames[reason as Verdict]);
  return formatTable(
    call.io,
    {
      head: [call.say({ en: "Loop", fr: "Boucle" }), call.say({ en: "Because", fr: "Parce que" })],
      rows: values.dead.map((loop) => [
        `${loop.id}: ${call.say({ en: loop.title, fr: loop.titleFr || loop.title })}`,
        loop.ends.length === 0 ? why(loop.reason) : loop.ends.map((end) => `${end.leg}: ${why(end.reason)}`).join("; "),
      ]),
    },
    { wrap: [0, 1] },
  );
}
