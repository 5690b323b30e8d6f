import { KeiretsuError } from "../assert.ts";
import type { UncertainFunction } from "../measure/sensitivity.ts";
import { shapleyEffects } from "../measure/shapley-effects.ts";
import { sobolIndices } from "../measure/sobol-indices.ts";
import { toResult } from "../network/result.ts";
import { parseExpression } from "../num/expression.ts";
import { sha256 } from "../num/sha256.ts";
import { output, parameter } from "./fields.ts";
import type { Field, Model, ModelInput, Output } from "./model.ts";
import type { Plain } from "./plain.ts";

const INPUTS: readonly Field[] = [
  {
    name: "function",
    kind: "text",
    required: true,
    fallback: null,
    unit: "",
    description: {
      en: "The answer as a formula of x1, x2 ... with + - * / ^, sin, cos, tan, exp, log, sqrt, abs",
      fr: "La réponse en formule de x1, x2 ... avec + - * / ^, sin, cos, tan, exp, log, sqrt, abs",
    },
  },
  {
    name: "ranges",
    kind: "matrix",
    required: true,
    fallback: null,
    unit: "",
    min: -Number.MAX_VALUE,
    description: { en: "[low, high] of each x, uniform between", fr: "[bas, haut] de chaque x, uniforme entre les deux" },
  },
  parameter("a", null, "Constant a of the formula", "Constante a de la formule"),
  parameter("b", null, "Constant b of the formula", "Constante b de la formule"),
  parameter("samples", 4096, "Points of each set", "Points de chaque ensemble", { kind: "count", min: 2, max: 1_048_576 }),
  parameter("seed", 1, "Seed of the scrambling", "Graine du brouillage", { kind: "count" }),
];

const OUTPUTS: readonly Output[] = [
  output("mean", "", "Mean of the answer", "Moyenne de la réponse"),
  output("variance", "", "Its variance", "Sa variance"),
  output("first", "share", "Part of the variance that each input explains alone", "Part de la variance que chaque entrée explique seule"),
  output("total", "share", "With its interactions", "Avec ses interactions"),
  output("firstInterval", "share", "Bootstrap intervals, 95 %", "Intervalles bootstrap à 95 %"),
  output("totalInterval", "share", "Likewise", "De même"),
  output(
    "shapley",
    "share",
    "Shapley effects: interactions shared out, adding up to 1",
    "Effets de Shapley : interactions réparties, de somme 1",
  ),
];

export const sobolIndicesModel: Model = {
  id: "sobol-indices",
  question: { en: "Which of the uncertain inputs moves the answer?", fr: "Laquelle des entrées incertaines fait bouger la réponse ?" },
  orientation: { en: "A function of uncertain inputs; it has no direction.", fr: "Une fonction d’entrées incertaines, sans direction." },
  inputs: INPUTS,
  outputs: OUTPUTS,
  source: "Saltelli et al. 2010; Jansen 1999; Owen 2014; Song, Nelson and Staum 2016",
  page: "docs/models/sobol-indices.md",
  run: runSobolIndices,
};

function runSobolIndices({ fields }: ModelInput): Plain {
  const text = fields.function as string;
  const ranges = fields.ranges as readonly (readonly [number, number])[];
  ranges.forEach(([low, high], j) => {
    if (!(low <= high)) throw new KeiretsuError("bad-range", `range of x${j + 1} is ${low} to ${high}, expected low <= high`);
  });
  const constants = Object.fromEntries(
    ["a", "b"].filter((name) => typeof fields[name] === "number").map((name) => [name, fields[name] as number]),
  );
  const { evaluate } = parseExpression(text);
  const problem: UncertainFunction = {
    evaluate: (x) => evaluate({ ...constants, ...Object.fromEntries(Array.from(x, (value, j) => [`x${j + 1}`, value])) }),
    quantiles: ranges.map(
      ([low, high]) =>
        (u) =>
          low + (high - low) * u,
    ),
  };
  const params = { samples: (fields.samples as number | undefined) ?? 4096, seed: (fields.seed as number | undefined) ?? 1 };
  const outcome = sobolIndices(problem, params);
  const { shapley } = shapleyEffects(problem, params).values;
  const digest = sha256(JSON.stringify({ text, ranges, ...constants }));
  return toResult(
    "sobol-indices",
    { digest, unit: "units" },
    { ...params, ...constants },
    { ...outcome, values: { ...outcome.values, shapley } },
  );
}
