import { csvText, type RunChart, plural, type Result, type ToldRun, type Simulation, simulationCharts } from "keiretsu";
import { type AnswerFolder, pictureFiles, refuseForeign, tellCreated, writeAnswer } from "./answer-folder.ts";
import type { Call, Option } from "./command.ts";

/** `simulate --out`: the pictures of a run, each with its table and its JSON, and the result beside them. */
export const OUT: readonly Option[] = [
  {
    name: "out",
    kind: "text",
    value: "folder",
    description: {
      en: "Folder for the pictures, each with its table (CSV) and JSON; earlier ones in it are replaced",
      fr: "Dossier des images, chacune avec son tableau (CSV) et son JSON ; les précédentes y sont remplacées",
    },
  },
  {
    name: "beside",
    kind: "list",
    value: "id|all",
    description: {
      en: "Scenarios of the casebook whose outcomes stand beside in the pictures (with --out)",
      fr: "Scénarios du dossier dont les issues figurent à côté dans les images (avec --out)",
    },
  },
];

/** Where the pictures go; null = nowhere. Refuses a folder that holds anything else. */
export function pictureFolder(call: Call): AnswerFolder | null {
  const folder = call.text("out");
  if (folder === null) return null;
  const output = { folder, option: "--out", manifest: "simulation.json", schema: "keiretsu.simulation/1" };
  refuseForeign(output);
  return output;
}

/** Written whole or not at all. The first result is the one asked for. */
export async function writePictures(
  call: Call,
  output: AnswerFolder,
  { results, name }: { readonly results: readonly Result<Simulation>[]; readonly name: (id: string) => string },
): Promise<ReturnType<typeof writeAnswer>> {
  const charts = simulationCharts(
    results.map(({ values, unit }): ToldRun => ({ simulation: values, unit, name })),
    call.language,
  );
  const files = new Map<string, string | Uint8Array>(await pictureFiles(call, chartSvgs(charts)));
  for (const [file, text] of tableFiles(charts)) files.set(file, text);
  return writeAnswer(output, files, { language: call.language, simulation: results[0] });
}

function chartSvgs(charts: readonly RunChart[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    charts.flatMap(({ name, set }) => [
      [name, set.wide],
      [`${name}-medium`, set.medium],
      [`${name}-narrow`, set.narrow],
    ]),
  );
}

/** Each table as CSV and as JSON: one object a row; what is unknown is an empty cell, or null. */
export function tableFiles(charts: readonly Omit<RunChart, "set">[]): ReadonlyMap<string, string> {
  return new Map(
    charts.flatMap(({ name, title, table: { unit, columns, rows } }) => {
      const records = rows.map((row) => Object.fromEntries(columns.map((column, k) => [column, row[k]])));
      return [
        [`${name}.csv`, csvText({ head: columns, rows })],
        [`${name}.json`, `${JSON.stringify({ title, unit, rows: records }, null, 1)}\n`],
      ];
    }),
  );
}

export function tellWritten(call: Call, folder: string, { names, created }: ReturnType<typeof writeAnswer>): void {
  const count = names.length;
  call.io.stdout(
    call.say({
      en: `\nWritten: ${count} ${plural(count, "file", "files", "en")} in ${folder} (pictures, tables, results).\n`,
      fr: `\nÉcrit : ${count} ${plural(count, "fichier", "fichiers", "fr")} dans ${folder} (images, tableaux, résultats).\n`,
    }),
  );
  tellCreated(call, created);
}
