import { roleConflict } from "../measure/role-conflict.ts";
import { toResult } from "../network/result.ts";
import { sha256 } from "../num/sha256.ts";
import { output } from "./fields.ts";
import type { Field, Model, ModelInput, Output } from "./model.ts";
import type { Plain } from "./plain.ts";

const INPUTS: readonly Field[] = [
  {
    name: "low",
    kind: "numbers",
    required: true,
    fallback: null,
    unit: "share",
    max: 1,
    description: {
      en: "Materiality of each role at its low end, 0 to 1; 0 where it is not known",
      fr: "Poids de chaque rôle au plus bas, de 0 à 1 ; 0 s’il n’est pas connu",
    },
  },
  {
    name: "high",
    kind: "numbers",
    required: false,
    fallback: null,
    unit: "share",
    max: 1,
    description: {
      en: "The same at its high end; 1 where it is not known; as low where left out",
      fr: "De même au plus haut ; 1 s’il n’est pas connu ; égal au plus bas par défaut",
    },
  },
];

const OUTPUTS: readonly Output[] = [
  output("scoreLow", "share", "Least score within the ranges", "Score le plus bas dans les bornes"),
  output("scoreHigh", "share", "Greatest score within the ranges", "Score le plus haut dans les bornes"),
  output("togetherLow", "share", "All roles together, at the low ends", "Tous les rôles ensemble, au plus bas"),
  output("togetherHigh", "share", "All roles together, at the high ends", "Tous les rôles ensemble, au plus haut"),
  output("atLow", "share", "Score with unknown roles at 0", "Score, rôles inconnus à 0"),
  output("atHigh", "share", "Score with unknown roles at 1", "Score, rôles inconnus à 1"),
  output("n", "", "Number of roles", "Nombre de rôles"),
];

export const roleConflictModel: Model = {
  id: "role-conflict",
  question: {
    en: "How much do several roles of one firm towards another come together?",
    fr: "À quel point plusieurs rôles d’une firme envers une autre se cumulent-ils ?",
  },
  orientation: { en: "The roles that A plays towards B.", fr: "Les rôles que A joue envers B." },
  inputs: INPUTS,
  outputs: OUTPUTS,
  source: "keiretsu; the denominators follow La Porta, Lopez-de-Silanes and Shleifer 1999 for votes",
  page: "docs/models/role-conflict.md",
  run: runRoleConflict,
};

function runRoleConflict({ fields }: ModelInput): Plain {
  const low = fields.low as readonly number[];
  const high = (fields.high as readonly number[] | null | undefined) ?? low;
  const { score, together, ...values } = roleConflict(
    Array.from({ length: Math.max(low.length, high.length) }, (_, i) => ({ low: low[i], high: high[i] })),
  );
  const rows = low.map((x, i) => JSON.stringify([x, high[i]])).sort();
  return toResult(
    "role-conflict",
    { digest: sha256(rows.join("\n")), unit: "units" },
    {},
    { values: { scoreLow: score.low, scoreHigh: score.high, togetherLow: together.low, togetherHigh: together.high, ...values } },
  );
}
