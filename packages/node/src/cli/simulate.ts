import { createHash } from "node:crypto";
import {
  entityNames,
  addPacked,
  defaultSimulateOptions,
  type Economy,
  emptyTally,
  parseLever,
  projectEconomy,
  simulate,
  type SimulateOptions,
  simulationChunkSize,
  simulationResult,
  type SimulationScenario,
  type Tally,
  view,
} from "keiretsu";
import { chunksOf } from "../pool/chunk.ts";
import { Journal } from "../pool/journal.ts";
import { findSimulation, readSimulations, type SimulationBook } from "../scenarios.ts";
import type { TallyJob } from "../simulation/tally-job.ts";
import { type Bilingual, type Call, type Command, EXIT, type Option, UsageError } from "./command.ts";
import { refuseScenarios } from "./finding-text.ts";
import { openCasebook, withReserve } from "./open.ts";
import { CASEBOOK, VIEW_OPTIONS, viewOptions } from "./options.ts";
import { writeJson } from "./output.ts";
import { computeInPool, INTERRUPTED, partsOf, type Progress, sayHeld, WORKERS } from "./pooled.ts";
import { OUT, pictureFolder, tellWritten, writePictures } from "./simulate-pictures.ts";
import { answerSensitivity, SENSITIVITY_OPTIONS } from "./sensitivity.ts";
import { simulationText } from "./simulate-text.ts";

/** Raised when the counts of a chunk change their meaning. */
const VERSION = 1;

/** Which scenario is run, how often, from which numbers. */
export const RUN_OPTIONS: readonly Option[] = [
  {
    name: "scenario",
    kind: "text",
    value: "id|file",
    fallback: "base",
    description: {
      en: "A scenario of the casebook (scenarios/simulation) by its id, or a file",
      fr: "Un scénario du dossier (scenarios/simulation) par son nom, ou un fichier",
    },
  },
  {
    name: "set",
    kind: "list",
    value: "what=value",
    description: {
      en: "Turn one thing: demand=0.5, funding=0, growth=low, growth.openai=0.4, funding-shut=2026-Q3, delay=4, systems-life=3, ban=same-pair",
      fr: "Changer une chose : demand=0.5, funding=0, growth=low, growth.openai=0.4, funding-shut=2026-Q3, delay=4, systems-life=3, ban=same-pair",
    },
  },
  {
    name: "draws",
    kind: "integer",
    min: 1,
    max: 10_000_000,
    fallback: `${defaultSimulateOptions.draws}`,
    value: "n",
    description: { en: "Random paths", fr: "Trajectoires tirées au hasard" },
  },
  {
    name: "seed",
    kind: "integer",
    min: 0,
    fallback: `${defaultSimulateOptions.seed}`,
    value: "n",
    description: { en: "Seed: the same gives the same bytes", fr: "Graine : la même donne les mêmes octets" },
  },
  {
    name: "amounts",
    kind: "choice",
    choices: ["low", "point", "high"],
    fallback: defaultSimulateOptions.amounts,
    description: {
      en: "Which end of the ranges that sources give",
      fr: "Quelle borne des fourchettes que donnent les sources",
    },
  },
];

export const simulateCommand: Command = {
  name: "simulate",
  summary: {
    en: "Run the commitments over time: does the loop close, roll on or fail, for whom, when",
    fr: "Dérouler les engagements dans le temps : la boucle se referme, se prolonge ou échoue, pour qui, quand",
  },
  arguments: [CASEBOOK],
  options: [
    ...RUN_OPTIONS,
    {
      name: "question-draws",
      kind: "integer",
      min: 0,
      max: 100_000,
      fallback: `${defaultSimulateOptions.questionDraws}`,
      value: "n",
      description: {
        en: "Paths behind what would have to be true and what matters; 0: not asked",
        fr: "Trajectoires derrière ce qui devrait être vrai et ce qui compte ; 0 : pas demandé",
      },
    },
    WORKERS,
    {
      name: "journal",
      kind: "text",
      value: "file",
      description: {
        en: "Keep what is done in this file: the same command goes on after an interruption or a crash, to the same bytes",
        fr: "Garder dans ce fichier ce qui est fait : la même commande reprend après une interruption ou une panne, aux mêmes octets près",
      },
    },
    ...OUT,
    ...SENSITIVITY_OPTIONS,
    ...VIEW_OPTIONS,
  ],
  examples: [
    "keiretsu simulate casebooks/ai-alliances --scenario base --draws 200 --question-draws 0",
    "keiretsu simulate casebooks/ai-alliances --set demand=0 --set funding=0 --draws 50 --question-draws 0 --lang fr",
  ],
  async run(call) {
    const output = pictureFolder(call);
    const casebook = openCasebook(call);
    const scenario = askedScenario(call);
    const others = besideScenarios(call, scenario);
    const options: SimulateOptions = {
      draws: call.number("draws")!,
      seed: call.number("seed")!,
      amounts: call.text("amounts") as SimulateOptions["amounts"],
      questionDraws: call.number("question-draws")!,
    };
    const seen = view(casebook, viewOptions(call));
    if (call.flag("sensitivity")) return answerSensitivity(call, { casebook, seen, scenario });
    const projected = projectEconomy(seen, scenario, options.amounts);
    const { tally, journal, progress } = await tallyInPool(call, projected.economy, options);
    if (progress.done < progress.all) {
      call.io.stderr(`${call.say(keptOf(journal, progress))}\n`);
      return INTERRUPTED;
    }
    const result = withReserve(casebook, simulationResult(seen, scenario, { projected, tally, options }));
    const name = entityNames(casebook, call.language);
    const beside = others.map((other) => simulate(seen, other, { ...options, questionDraws: 0 }));
    const written = output === null ? null : await writePictures(call, output, { results: [result, ...beside], name });
    if (call.flag("json")) writeJson(call.io, result);
    else {
      call.io.stdout(simulationText(call, result.values, { casebook, unit: result.unit, name, asOf: result.asOf }));
      if (written !== null) tellWritten(call, output!.folder, written);
    }
    journal?.remove();
    return EXIT.fine;
  },
};

/** All paths, counted by as many workers as there are; what they count does not hang on how many. */
async function tallyInPool(
  call: Call,
  economy: Economy,
  { draws, seed }: SimulateOptions,
): Promise<{ readonly tally: Tally; readonly journal: Journal | null; readonly progress: Progress }> {
  const size = simulationChunkSize(draws);
  const chunks = chunksOf(digestOf({ version: VERSION, economy, seed, draws, size }), draws, size);
  const path = call.text("journal");
  const journal = path === null ? null : new Journal(path, chunks[0].job, chunks);
  if (journal !== null && journal.done.size > 0) sayHeld(call, journal, chunks.length);
  let tally = emptyTally(economy, 0);
  const progress = await computeInPool(call, {
    data: { economy, seed } satisfies TallyJob,
    chunks,
    journal,
    take: (_, counts) => {
      tally = addPacked(tally, counts);
    },
  });
  return { tally, journal, progress };
}

function digestOf(job: unknown): string {
  return createHash("sha256").update(JSON.stringify(job)).digest("hex");
}

function keptOf(journal: Journal | null, progress: Progress): Bilingual {
  const parts = partsOf(progress);
  if (journal === null)
    return {
      en: `Interrupted after ${parts.en}; without --journal nothing is kept.`,
      fr: `Interrompu après ${parts.fr} ; sans --journal rien n’est gardé.`,
    };
  return {
    en: `Interrupted: ${parts.en} are kept in ${journal.path}; the same command goes on from there.`,
    fr: `Interrompu : ${parts.fr} sont gardées dans ${journal.path} ; la même commande reprend de là.`,
  };
}

/** Throws `UsageError` where there is none; its faults are told on stderr. */
export function askedScenario(call: Call): SimulationScenario {
  return turned(call, scenarioOf(call, openSimulations(call), { asked: call.text("scenario")!, option: "--scenario" }));
}

/** Those whose outcomes stand beside, other than the one asked for, with the same things turned. */
function besideScenarios(call: Call, { id }: SimulationScenario): readonly SimulationScenario[] {
  const asked = call.list("beside") ?? [];
  if (asked.length === 0) return [];
  if (call.text("out") === null)
    throw new UsageError({
      en: "--beside is drawn in the pictures: give --out <folder> with it.",
      fr: "--beside se dessine dans les images : donnez --out <dossier> avec.",
    });
  const book = openSimulations(call);
  const ids = asked.includes("all") ? book.files.map((file) => file.id) : asked;
  return [...new Set(ids)]
    .filter((one) => one !== id)
    .map((one) => turned(call, scenarioOf(call, book, { asked: one, option: "--beside" })));
}

/** Scenarios of runs over time of a casebook; nothing is computed on a file with faults. */
export function openSimulations(call: Call, folder: string = call.args[0]): SimulationBook {
  const book = readSimulations(folder, call.reader);
  if (book.findings.length > 0) refuseScenarios(call, book.findings);
  return book;
}

export function scenarioOf(
  call: Call,
  book: SimulationBook,
  { asked, option }: { readonly asked: string; readonly option: string },
): SimulationScenario {
  const found = findSimulation(asked, book, call.reader);
  if (found === null) {
    const ids = book.files.map(({ id }) => id).join(", ");
    const listed = ids === "" ? "" : ` (${ids})`;
    throw new UsageError({
      en: `${option}: no scenario and no file "${asked}"${listed}.`,
      fr: `${option} : ni scénario ni fichier « ${asked} »${listed}.`,
    });
  }
  return found.scenario ?? refuseScenarios(call, found.findings);
}

/** With what --set turns. */
function turned(call: Call, scenario: SimulationScenario): SimulationScenario {
  return { ...scenario, levers: [...scenario.levers, ...(call.list("set") ?? []).map(parseLever)] };
}
