import type { Simulation } from "../panel/simulation/simulate.ts";
import { cashParts } from "./pictures/cash-parts.ts";
import type { Language } from "./language.ts";
import { pictureFan } from "./pictures/picture-fan.ts";
import { pictureOutcomes } from "./pictures/picture-outcomes.ts";
import { pictureOwing } from "./pictures/picture-owing.ts";
import { type PictureSet, pictureSet } from "./pictures/picture-set.ts";
import { pictureStack } from "./pictures/picture-stack.ts";
import type { PictureOptions } from "./pictures/svg.ts";
import { pictureTornado } from "./pictures/picture-tornado.ts";
import {
  type FanSeries,
  fanScene,
  mattersScene,
  outcomesScene,
  owingScene,
  reportedAt,
  type ToldRun,
  scenariosScene,
  stackScene,
} from "./pictures/scene-simulation.ts";

type Theme = NonNullable<PictureOptions["theme"]>;

interface Look {
  readonly language: Language;
  readonly theme: Theme;
}

/** A picture with the numbers behind it, one row a mark. Names of columns and ids are the same in every language. */
export interface RunChart {
  readonly name: string;
  readonly title: string;
  readonly set: PictureSet;
  readonly table: RunTable;
}

export interface RunTable {
  /** Currency of the amounts; null where there are only shares. */
  readonly unit: string | null;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

const fanNames: readonly FanSeries[] = ["coverage", "revenue", "cash"];

/** The charts of a run, and of its outcomes beside those of other scenarios. */
export function simulationCharts(runs: readonly ToldRun[], language: Language, theme: Theme = "both"): readonly RunChart[] {
  const look: Look = { language, theme };
  const [run] = runs;
  return [
    outcomesChart(run, look),
    scenariosChart(runs, look),
    ...fanNames.map((series) => fanChart(run, series, look)),
    ...run.simulation.expected.map(({ entity }) => stackChart(run, entity, look)),
    owingChart(run, look),
    mattersChart(run, look),
  ].filter((chart) => chart !== null);
}

function outcomesChart(run: ToldRun, { language, theme }: Look): RunChart | null {
  const scene = outcomesScene(run, language);
  if (scene === null) return null;
  return {
    name: "outcomes",
    title: scene.title,
    set: pictureSet((options) => pictureOutcomes(scene, options), language, theme),
    table: {
      unit: null,
      columns: ["firm", ...outcomeColumns],
      rows: run.simulation.firms.map((firm) => [firm.entity, ...outcomeCells(firm)]),
    },
  };
}

function scenariosChart(runs: readonly ToldRun[], { language, theme }: Look): RunChart | null {
  const scene = scenariosScene(runs, language);
  if (scene === null) return null;
  const rows = runs.flatMap(({ simulation: { scenario, firms } }) =>
    firms.map((firm) => [scenario.id, firm.entity, ...outcomeCells(firm)]),
  );
  return {
    name: "scenarios",
    title: scene.title,
    set: pictureSet((options) => pictureOutcomes(scene, options), language, theme),
    table: { unit: null, columns: ["scenario", "firm", ...outcomeColumns], rows },
  };
}

const outcomeColumns = (["closed", "rolled", "failed"] as const).flatMap((outcome) => [outcome, `${outcome}-low`, `${outcome}-high`]);

function outcomeCells({ outcomes }: Simulation["firms"][number]): readonly (number | null)[] {
  return (["closed", "rolled", "failed"] as const).flatMap((outcome) =>
    outcomes === null ? [null, null, null] : [outcomes[outcome].share, outcomes[outcome].low, outcomes[outcome].high],
  );
}

function fanChart(run: ToldRun, series: FanSeries, { language, theme }: Look): RunChart | null {
  const scene = fanScene(run, series, language);
  if (scene === null) return null;
  const { simulation, unit } = run;
  const reported = simulation.calibration.flatMap((row) => reportedAt(simulation, row, series).map((at) => ({ ...at, claim: row.claim })));
  const rows = simulation.firms.flatMap((firm) =>
    (firm.series?.[series] ?? []).flatMap((band, q) => {
      const found = reported.filter(({ entity, quarter }) => entity === firm.entity && quarter === q);
      const said = found.length === 0 ? [[null, null]] : found.map(({ value, claim }) => [value, claim]);
      return said.map((cells) => [firm.entity, simulation.quarters[q], ...band, ...cells]);
    }),
  );
  return {
    name: `fan-${series}`,
    title: scene.title,
    set: pictureSet((options) => pictureFan(scene, options), language, theme),
    table: {
      unit: series === "coverage" ? null : unit,
      columns: ["firm", "quarter", "p5", "p25", "p50", "p75", "p95", "reported", "claim"],
      rows,
    },
  };
}

/** null for a firm whose books are not kept: what it does beside its promises is not known. */
function stackChart(run: ToldRun, entity: string, { language, theme }: Look): RunChart | null {
  const { simulation, unit } = run;
  const firm = simulation.expected.find((one) => one.entity === entity);
  const kept = simulation.firms.some((one) => one.entity === entity && one.outcomes !== null);
  const scene = firm === undefined || !kept ? null : stackScene(run, firm, language);
  if (firm === undefined || scene === null) return null;
  const { sources, uses } = cashParts(firm);
  const rows = simulation.quarters.flatMap((quarter, q) => [
    ...sources.map(({ id, amounts }) => [quarter, "source", id, amounts[q]]),
    ...uses.map(({ id, amounts }) => [quarter, "use", id, amounts[q]]),
  ]);
  return {
    name: `cash-${entity}`,
    title: scene.title,
    set: pictureSet((options) => pictureStack(scene, options), language, theme),
    table: { unit, columns: ["quarter", "side", "part", "amount"], rows },
  };
}

function owingChart(run: ToldRun, { language, theme }: Look): RunChart | null {
  const scene = owingScene(run, language);
  if (scene === null) return null;
  const { simulation, unit } = run;
  const rows = simulation.owing.flatMap(({ from, to, booked, promised }) =>
    simulation.quarters.map((quarter, q) => [from, to, quarter, booked[q], promised[q]]),
  );
  return {
    name: "owing",
    title: scene.title,
    set: pictureSet((options) => pictureOwing(scene, options), language, theme),
    table: { unit, columns: ["debtor", "creditor", "quarter", "booked", "promised"], rows },
  };
}

function mattersChart(run: ToldRun, { language, theme }: Look): RunChart | null {
  const scene = mattersScene(run, language);
  if (scene === null) return null;
  const rows = run.simulation.questions!.sensitivity.map(({ what, subject, low, high }) => [
    what,
    subject,
    low.value,
    high.value,
    low.failed,
    high.failed,
    low.closed,
    high.closed,
  ]);
  const columns = ["assumption", "subject", "low", "high", "failed-at-low", "failed-at-high", "closed-at-low", "closed-at-high"];
  return {
    name: "matters",
    title: scene.title,
    set: pictureSet((options) => pictureTornado(scene, options), language, theme),
    table: { unit: run.unit, columns, rows },
  };
}
