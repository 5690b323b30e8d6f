import { join } from "node:path";
import { gatherReport, type OverTime, plural, report as tell, type Scenario } from "keiretsu";
import { type AnswerFolder, pictureFiles, refuseForeign, tellCreated, writeAnswer } from "./answer-folder.ts";
import { type Call, type Command, EXIT } from "./command.ts";
import { openCasebook, withReserve } from "./open.ts";
import { CASEBOOK, VIEW_OPTIONS, viewOptions } from "./options.ts";
import { writeJson } from "./output.ts";
import { openSimulations, scenarioOf } from "./simulate.ts";
import { tableFiles } from "./simulate-pictures.ts";
import { namedScenario, openScenarios } from "./stress.ts";

const MANIFEST = "report.json";

/** The whole answer as one page with its pictures and results. */
export const report: Command = {
  name: "report",
  summary: {
    en: "Write the whole answer as one page, with pictures and results",
    fr: "Écrire toute la réponse en une page, avec images et résultats",
  },
  arguments: [CASEBOOK],
  options: [
    {
      name: "output",
      short: "o",
      kind: "text",
      value: "folder",
      required: true,
      description: {
        en: "Folder to write; an earlier report in it is replaced",
        fr: "Dossier à écrire ; un rapport antérieur y est remplacé",
      },
    },
    {
      name: "scenario",
      kind: "list",
      value: "id|file",
      description: {
        en: "What-ifs to tell, by their id in the casebook or as files (default: those that it marks)",
        fr: "Scénarios à raconter, par leur nom dans le dossier ou leur fichier (par défaut : ceux qu’il indique)",
      },
    },
    {
      name: "beside",
      kind: "list",
      value: "folder",
      description: {
        en: "Casebooks of the past whose runs over time stand beside",
        fr: "Dossiers du passé dont le déroulé dans le temps figure à côté",
      },
    },
    ...VIEW_OPTIONS,
  ],
  examples: ["keiretsu report casebooks/ai-alliances -o report", "keiretsu report casebooks/ai-alliances -o rapport --lang fr"],
  async run(call) {
    const output: AnswerFolder = { folder: call.text("output")!, option: "-o", manifest: MANIFEST, schema: "keiretsu.report/1" };
    refuseForeign(output);
    const { html, svgs, tables, json } = reportOf(call);
    const files = new Map([["report.html", html], ...(await pictureFiles(call, svgs)), ...tableFiles(tables)]);
    const { names, created } = writeAnswer(output, files, { ...json, language: call.language });
    const { folder } = output;
    if (call.flag("json")) return writeJson(call.io, { ...json, language: call.language, folder, files: names });
    const page = join(folder, "report.html");
    const beside = names.length - 1;
    call.io.stdout(
      call.say({
        en: `Written: ${page}, with ${beside} ${plural(beside, "file", "files", "en")} beside it (pictures, results). Open ${page} in a browser.\n`,
        fr: `Écrit : ${page}, avec ${beside} ${plural(beside, "fichier", "fichiers", "fr")} à côté (images, résultats). Ouvrez ${page} dans un navigateur.\n`,
      }),
    );
    tellCreated(call, created);
    return EXIT.fine;
  },
};

/** Everything that a report is made of, in the language of the call. */
export function reportOf(call: Call): ReturnType<typeof tell> {
  const casebook = openCasebook(call);
  const material = gatherReport(casebook, viewOptions(call), scenariosToTell(call), overTime(call));
  return tell(
    {
      ...material,
      circularity: withReserve(casebook, material.circularity),
      spread: withReserve(casebook, material.spread),
      loops: withReserve(casebook, material.loops),
      roles: withReserve(casebook, material.roles),
      likeness: withReserve(casebook, material.likeness),
      disclosure: withReserve(casebook, material.disclosure),
      stresses: material.stresses.map((stress) => withReserve(casebook, stress)),
      runs: material.runs.map((run) => withReserve(casebook, run)),
    },
    call.language,
  );
}

/** The scenarios asked for, else those that the casebook marks for its report; assumptions of the book come after their own. */
function scenariosToTell(call: Call): readonly Scenario[] {
  const book = openScenarios(call);
  const asked = call.list("scenario");
  const told = asked === null ? book.scenarios.filter(({ inReport }) => inReport) : asked.map((id) => namedScenario(call, book, id));
  return told.map((scenario) => ({ ...scenario, assumptions: [...scenario.assumptions, ...book.assumptions] }));
}

/** The run that a report tells where a casebook has one, with the other scenarios beside it; and that of each case of the past. */
const TOLD = "base";

function overTime(call: Call): OverTime {
  const book = openSimulations(call);
  const ids = book.files.map(({ id }) => id);
  const ordered = ids.includes(TOLD) ? [TOLD, ...ids.filter((id) => id !== TOLD)] : [];
  return {
    scenarios: ordered.map((asked) => scenarioOf(call, book, { asked, option: "--scenario" })),
    cases: (call.list("beside") ?? []).map((folder) => ({
      casebook: openCasebook(call, folder),
      scenario: scenarioOf(call, openSimulations(call, folder), { asked: TOLD, option: `--beside ${folder}` }),
    })),
  };
}
