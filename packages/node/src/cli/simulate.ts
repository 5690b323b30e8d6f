import { defaultSimulateOptions, type Finding, parseLever, simulate, type SimulateOptions, type SimulationScenario, view } from "keiretsu";
import { findSimulation, readSimulations } from "../scenarios.ts";
import { type Call, type Command, DataError, EXIT, UsageError } from "./command.ts";
import { findingText } from "./finding-text.ts";
import { openCasebook, withReserve } from "./open.ts";
import { CASEBOOK, VIEW_OPTIONS, viewOptions } from "./options.ts";
import { writeJson } from "./output.ts";
import { simulationText } from "./simulate-text.ts";
import { nameOf } from "./stress.ts";

export const simulateCommand: Command = {
  name: "simulate",
  summary: {
    en: "Run the commitments over time: does the loop close, roll on or fail, for whom, when",
    fr: "Dérouler les engagements dans le temps : la boucle se referme, se prolonge ou échoue, pour qui, quand",
  },
  arguments: [CASEBOOK],
  options: [
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
    ...VIEW_OPTIONS,
  ],
  examples: [
    "keiretsu simulate casebooks/ai-alliances --scenario base --draws 200 --question-draws 0",
    "keiretsu simulate casebooks/ai-alliances --set demand=0 --set funding=0 --draws 50 --question-draws 0 --lang fr",
  ],
  run(call) {
    const casebook = openCasebook(call);
    const scenario = askedScenario(call);
    const options: SimulateOptions = {
      draws: call.number("draws")!,
      seed: call.number("seed")!,
      amounts: call.text("amounts") as SimulateOptions["amounts"],
      questionDraws: call.number("question-draws")!,
    };
    const result = withReserve(casebook, simulate(view(casebook, viewOptions(call)), scenario, options));
    if (call.flag("json")) return writeJson(call.io, result);
    call.io.stdout(simulationText(call, result.values, { casebook, unit: result.unit, name: nameOf(casebook), asOf: result.asOf }));
    return EXIT.fine;
  },
};

function askedScenario(call: Call): SimulationScenario {
  const book = readSimulations(call.args[0]);
  if (book.findings.length > 0) refuse(call, book.findings);
  const asked = call.text("scenario")!;
  const found = findSimulation(asked, book);
  if (found === null) {
    const ids = book.files.map(({ id }) => id).join(", ");
    const listed = ids === "" ? "" : ` (${ids})`;
    throw new UsageError({
      en: `--scenario: no scenario and no file "${asked}"${listed}.`,
      fr: `--scenario : ni scénario ni fichier « ${asked} »${listed}.`,
    });
  }
  const scenario = found.scenario ?? refuse(call, found.findings);
  return { ...scenario, levers: [...scenario.levers, ...(call.list("set") ?? []).map(parseLever)] };
}

function refuse(call: Call, findings: readonly Finding[]): never {
  const { io, language } = call;
  io.stderr(findings.map((finding) => findingText(finding, { io, language, folder: "" })).join(""));
  throw new DataError({
    en: `Scenarios with faults: nothing was computed (faults: ${findings.length}).`,
    fr: `Scénarios fautifs : rien n’a été calculé (fautes : ${findings.length}).`,
  });
}
