import { entityNames, defaultHindsightOptions, hindsight, view } from "keiretsu";
import { type Command, EXIT } from "./command.ts";
import { hindsightText } from "./hindsight-text.ts";
import { openCasebook, withReserve } from "./open.ts";
import { CASEBOOK, VIEW_OPTIONS, viewOptions } from "./options.ts";
import { writeJson } from "./output.ts";
import { askedScenario } from "./simulate.ts";

export const hindsightCommand: Command = {
  name: "hindsight",
  summary: {
    en: "Run a case of the past and set it beside what is on record: loans, orders, holdings, failures, losses",
    fr: "Dérouler un cas du passé à côté de ce qui est connu : prêts, commandes, participations, échecs, pertes",
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
        en: "Turn one thing, as for simulate: amount.winstar-line=low, demand=0.5, funding-shut=2001-Q2",
        fr: "Changer une chose, comme pour simulate : amount.winstar-line=low, demand=0.5, funding-shut=2001-Q2",
      },
    },
    {
      name: "draws",
      kind: "integer",
      min: 1,
      max: 1_000_000,
      fallback: `${defaultHindsightOptions.draws}`,
      value: "n",
      description: {
        en: "Random paths where a lender forbears; all else is on the path without chance",
        fr: "Trajectoires tirées au hasard là où un prêteur patiente ; le reste suit la trajectoire sans hasard",
      },
    },
    {
      name: "seed",
      kind: "integer",
      min: 0,
      fallback: `${defaultHindsightOptions.seed}`,
      value: "n",
      description: { en: "Seed: the same gives the same bytes", fr: "Graine : la même donne les mêmes octets" },
    },
    ...VIEW_OPTIONS,
  ],
  examples: ["keiretsu hindsight casebooks/lucent-2000", "keiretsu hindsight casebooks/keiretsu-japan --draws 200 --lang fr"],
  run(call) {
    const casebook = openCasebook(call);
    const options = { draws: call.number("draws")!, seed: call.number("seed")! };
    const result = withReserve(casebook, hindsight(view(casebook, viewOptions(call)), askedScenario(call), options));
    if (call.flag("json")) return writeJson(call.io, result);
    call.io.stdout(hindsightText(call, result.values, { unit: result.unit, name: entityNames(casebook, call.language) }));
    return EXIT.fine;
  },
};
