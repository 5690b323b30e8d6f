import {
  entityNames,
  cited,
  formatAmount,
  formatDate,
  formatShare,
  inputWords,
  rayReadings,
  type Result,
  reverse,
  type Reverse,
  reverseAssumptions,
  reverseMissing,
  type ReverseRun,
  stressModelNames,
  view,
  type Written,
  type Casebook,
} from "keiretsu";
import { bind, citations } from "./cite.ts";
import { type Bilingual, type Call, type Command, EXIT, UsageError } from "./command.ts";
import { entityAsked } from "./entity-option.ts";
import { openCasebook, withReserve } from "./open.ts";
import { CASEBOOK, PROJECT_OPTIONS, projectOptions, VIEW_OPTIONS, viewOptions } from "./options.ts";
import { formatTable, paint, wrapText, writeCsv, writeJson } from "./output.ts";
import { openScenarios, STRESS_OPTIONS } from "./stress.ts";

/** The least that must go wrong for a firm to fail, or for so much to stay unpaid. */
export const reverseCommand: Command = {
  name: "reverse",
  summary: {
    en: "The least that must go wrong for a firm to fail, or for so much to stay unpaid",
    fr: "Le moins qui doive mal tourner pour qu’une entreprise fasse défaut, ou que tant reste impayé",
  },
  arguments: [CASEBOOK],
  options: [
    {
      name: "breaks",
      kind: "text",
      value: "id",
      description: { en: "The firm that is to fail", fr: "L’entreprise qui doit faire défaut" },
    },
    {
      name: "unpaid",
      kind: "number",
      value: "amount",
      min: 0,
      description: { en: "Instead: so much is to stay unpaid in all", fr: "Ou bien : tant doit rester impayé en tout" },
    },
    {
      name: "norm",
      kind: "choice",
      choices: ["l1", "l2", "linf"],
      fallback: "l1",
      description: {
        en: "Size of a shock: sum, root of squares, largest loss",
        fr: "Taille d’un choc : somme, racine des carrés, plus grande perte",
      },
    },
    {
      name: "hit",
      kind: "list",
      value: "id",
      description: {
        en: "Firms that may be hit (default: all but the one that is to fail)",
        fr: "Entreprises qui peuvent être touchées (par défaut toutes sauf celle qui doit faire défaut)",
      },
    },
    ...STRESS_OPTIONS.filter(({ name }) => name !== "model"),
    ...VIEW_OPTIONS,
    ...PROJECT_OPTIONS,
  ],
  csv: true,
  examples: [
    "keiretsu reverse casebooks/ai-alliances --breaks coreweave --known 2026-02-27",
    "keiretsu reverse casebooks/ai-alliances --unpaid 5000000000 --norm l2 --known 2026-02-27 --lang fr",
  ],
  run(call) {
    const casebook = openCasebook(call);
    const breaks = entityAsked(casebook, call.text("breaks"));
    const unpaid = call.number("unpaid");
    if ((breaks === null) === (unpaid === null))
      throw new UsageError({ en: "Give either --breaks or --unpaid.", fr: "Donnez soit --breaks, soit --unpaid." });
    const hit = call.list("hit")?.map((asked) => entityAsked(casebook, asked)!) ?? null;
    const { assumptions } = openScenarios(call);
    const options = {
      ...projectOptions(call),
      owedFrom: call.text("owed-from") as "announced",
      marketEquity: call.text("equity") === "market",
      breaks,
      unpaid,
      norm: call.text("norm") as Reverse["norm"],
      hit,
    };
    const result = withReserve(casebook, reverse(view(casebook, viewOptions(call)), { assumptions, window: call.text("window") }, options));
    if (call.flag("json")) return writeJson(call.io, result);
    if (call.flag("csv"))
      return writeCsv(call.io, {
        head: ["amounts", "buffers", "size", "lower_bound", "exact", "entity", "written_off"],
        rows: result.values.runs.flatMap(({ amounts, buffers, size, lowerBound, exact, shock }) =>
          (shock.length > 0 ? shock : [{ entity: "", amount: null }]).map(({ entity, amount }) => [
            amounts,
            buffers,
            size,
            lowerBound,
            String(exact),
            entity,
            amount,
          ]),
        ),
      });
    call.io.stdout(reverseText(call, casebook, result));
    return EXIT.fine;
  },
};

/** Single firms told. */
const TOLD = 5;

function reverseText(call: Call, casebook: Casebook, { values, unit, warnings }: Result<Reverse>): string {
  const { io, language } = call;
  const name = entityNames(casebook, call.language);
  const say = (text: Bilingual): string => `${wrapText(io, bind(call.say(text)))}\n`;
  const title = (text: Bilingual): string => `${paint(io, "bold", bind(call.say(text)))}\n`;
  const money = (x: number): string => formatAmount(x, unit, language);
  const hits = (shock: readonly Written[]): string => shock.map(({ entity, amount }) => `${name(entity)} ${money(amount)}`).join(", ");
  const sources = cited(
    casebook,
    values.inputs.flatMap(({ source }) => source ?? []),
  );
  const { mark, list } = citations(io, sources, language);
  const goal: Bilingual =
    values.breaks === null
      ? { en: `${money(values.unpaid!)} stay unpaid`, fr: `${money(values.unpaid!)} restent impayés` }
      : { en: `${name(values.breaks)} cannot pay what it owes`, fr: `${name(values.breaks)} ne peut payer ce qu’elle doit` };
  const { low, high } = values.size;
  const [from, to] = [formatDate(values.window.from, language), formatDate(values.window.to, language)];
  const answer: Bilingual =
    values.runs.length === 0
      ? { en: "The record places nothing to fail on.", fr: "Le dossier ne situe rien sur quoi faire défaut." }
      : low === null
        ? { en: "No loss of these firms is enough.", fr: "Aucune perte de ces entreprises ne suffit." }
        : high === null
          ? {
              en: `At least ${money(low)} must be lost; nothing says at most how much, since cash is unknown.`,
              fr: `Il faut perdre au moins ${money(low)} ; rien ne dit combien au plus, faute de connaître la trésorerie.`,
            }
          : {
              en: `The least loss that is enough lies between ${money(low)} and ${money(high)}.`,
              fr: `La plus petite perte suffisante est comprise entre ${money(low)} et ${money(high)}.`,
            };
  const lead = say({
    en: `What must go wrong so that ${goal.en}, of what falls due from ${from} to ${to}? ${answer.en}`,
    fr: `Que doit-il se passer pour que ${goal.fr}, sur ce qui est exigible du ${from} au ${to} ? ${answer.fr}`,
  });
  const told = values.runs.filter(({ amounts }) => amounts === "point");
  const head = [
    { en: "Unknown cash", fr: "Trésorerie inconnue" },
    { en: "Least loss", fr: "Perte minimale" },
    { en: "Proof", fr: "Preuve" },
    { en: "Who loses it", fr: "Qui la subit" },
  ].map(call.say);
  const proof = ({ size, exact, lowerBound }: ReverseRun): string | null =>
    size === null
      ? null
      : exact
        ? call.say({ en: "exact", fr: "exacte" })
        : call.say({ en: `at least ${money(lowerBound)}`, fr: `au moins ${money(lowerBound)}` });
  const rows = told.map((run) => [
    call.say(BUFFERS[run.buffers]),
    run.size === null ? null : money(run.size),
    proof(run),
    run.already ? call.say({ en: "nobody: it is so already", fr: "personne : c’est déjà le cas" }) : hits(run.shock) || null,
  ]);
  const table = rows.length === 0 ? "" : `${formatTable(io, { head, rows }, { align: ["left", "right"], wrap: [0, 3] })}\n`;
  const ties = told.flatMap(({ nearTies }) => nearTies);
  const near =
    ties.length === 0
      ? ""
      : title({ en: "As little, within 1 %", fr: "Presque aussi peu, à 1 % près" }) +
        ties.map((tie) => `${wrapText(io, `- ${hits(tie)}`, 2)}\n`).join("");
  const alone = told.flatMap((run) =>
    run.alone.length === 0
      ? []
      : [
          say({
            en: `Enough alone, ${BUFFERS[run.buffers].en}: ${hits(run.alone.slice(0, TOLD))}.`,
            fr: `Suffit seul, ${BUFFERS[run.buffers].fr} : ${hits(run.alone.slice(0, TOLD))}.`,
          }),
        ],
  );
  const notes = warnings.map(({ message }) => `${wrapText(io, `${call.say({ en: "Note: ", fr: "Note\u00a0: " })}${message}`)}\n`);
  const inputs = values.inputs.map((row) => [
    inputWords(row, language),
    row.to === null ? name(row.from) : `${name(row.from)} → ${name(row.to)}`,
    formatAmount({ low: row.low, high: row.high }, unit, language),
    row.source === null ? "" : mark(row.source),
  ]);
  const inputHead = [
    { en: "Fed with", fr: "Donnée" },
    { en: "Whose", fr: "De qui" },
    { en: "Amount", fr: "Montant" },
    { en: "Source", fr: "Source" },
  ].map(call.say);
  const bullets = (lines: readonly string[]): string => lines.map((line) => `${wrapText(io, `- ${bind(line)}`, 2)}\n`).join("");
  return [
    lead,
    table,
    near + alone.join(""),
    othersText(call, values, { name, title, say }),
    `${formatTable(io, { head: inputHead, rows: inputs }, { align: ["left", "left", "right"], wrap: [0, 1] })}\n`,
    title({ en: "Assumed", fr: "Hypothèses" }) + bullets(reverseAssumptions(values, language)),
    values.missing.length === 0 ? "" : title({ en: "Missing", fr: "Manque" }) + bullets(reverseMissing(values, name, language)),
    notes.join(""),
    list(),
  ]
    .filter((part) => part !== "")
    .join("\n");
}

const BUFFERS: Readonly<Record<ReverseRun["buffers"], Bilingual>> = {
  thin: { en: "just enough to pay if all others do", fr: "juste assez pour payer si tous les autres paient" },
  ample: { en: "more than any loss", fr: "plus que toute perte" },
};

const STATES: Readonly<Record<Exclude<Reverse["others"][number]["state"], "answered">, Bilingual>> = {
  "not-enough": { en: "not even losing all is enough", fr: "même tout perdre ne suffit pas" },
  "not-identifiable": { en: "the evidence does not feed it", fr: "les preuves ne l’alimentent pas" },
};

function othersText(
  call: Call,
  { others }: Reverse,
  told: {
    readonly name: (id: string) => string;
    readonly title: (text: Bilingual) => string;
    readonly say: (text: Bilingual) => string;
  },
): string {
  const share = (x: number | null): string | null => (x === null ? null : formatShare(x, call.language));
  const head = [
    { en: "Model", fr: "Modèle" },
    { en: "All lose alike", fr: "Tous perdent autant" },
    { en: "One alone loses", fr: "Un seul perd" },
    { en: "Gap of the sum", fr: "Écart de la somme" },
  ].map(call.say);
  const rows = others.map(({ model, reading, state, allAlike, alone, gap }) => [
    `${call.say(stressModelNames[model])} (${call.say(rayReadings[reading])})`,
    state === "answered" ? share(allAlike) : call.say(STATES[state]),
    alone
      .slice(0, 3)
      .map((one) => `${told.name(one.entity)} ${share(one.share)}`)
      .join(", ") || null,
    share(gap),
  ]);
  return (
    told.title({ en: "Models that are only monotone", fr: "Modèles seulement monotones" }) +
    told.say({
      en: "Bisection along rays, in shares of what each firm has: exact for the largest share that a firm loses; for the sum of shares an upper bound, with its gap to the lower one.",
      fr: "Bissection le long de rayons, en parts de ce qu’a chaque entreprise : exact pour la plus grande part perdue ; pour la somme des parts, borne supérieure, avec son écart à la borne inférieure.",
    }) +
    `${formatTable(call.io, { head, rows }, { wrap: [0, 1, 2] })}\n`
  );
}
