import { KeiretsuError } from "../assert.ts";
import { toResult } from "../network/result.ts";
import { philox } from "../num/random.ts";
import { sha256 } from "../num/sha256.ts";
import { output } from "./fields.ts";
import type { Field, Model, ModelInput, Output } from "./model.ts";
import type { Plain } from "./plain.ts";

const INPUTS: readonly Field[] = [
  {
    name: "vectors",
    kind: "records",
    required: true,
    fallback: null,
    unit: "",
    description: {
      en: "{counter: four words, key: two words}, hexadecimal",
      fr: "{counter : quatre mots, key : deux mots}, en hexadécimal",
    },
  },
];

const OUTPUTS: readonly Output[] = [output("outputs", "", "Four words for each, hexadecimal", "Quatre mots pour chacun, en hexadécimal")];

export const philoxModel: Model = {
  id: "philox4x32-10",
  question: { en: "Which random words belong to this counter and key?", fr: "Quels mots aléatoires vont avec ce compteur et cette clé ?" },
  orientation: { en: "Counters and keys; they have no direction.", fr: "Des compteurs et des clés, sans direction." },
  inputs: INPUTS,
  outputs: OUTPUTS,
  source: "Salmon, Moraes, Dror and Shaw 2011",
  page: "docs/models/philox4x32-10.md",
  run: runPhilox,
};

function runPhilox({ fields }: ModelInput): Plain {
  const vectors = fields.vectors as readonly Readonly<Record<string, unknown>>[];
  const outputs = vectors.map(({ counter, key }, k) => {
    const out = new Uint32Array(4);
    philox(words(counter, 4, `vectors[${k}].counter`), words(key, 2, `vectors[${k}].key`), out);
    return Array.from(out, (word) => word.toString(16).padStart(8, "0"));
  });
  return toResult("philox4x32-10", { digest: sha256(JSON.stringify(vectors)), unit: "units" }, {}, { values: { outputs } });
}

function words(value: unknown, count: number, name: string): readonly number[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  if (list.length !== count || !list.every((word) => typeof word === "string" && /^[0-9a-f]{8}$/i.test(word)))
    throw new KeiretsuError("bad-vector", `${name} is ${JSON.stringify(value)}, expected ${count} words of eight hexadecimal digits`);
  return list.map((word) => Number.parseInt(word as string, 16));
}
