import { type Place, uniformAt } from "./random.ts";
import { WASM } from "./random.generated.ts";
import { linkKernel } from "./wasm.ts";

/** Uniform numbers of entities 0, 1, 2 .. at one place (random.ts: uniformAt), in memory that the next row overwrites. */
export type UniformRow = (seed: number, place: Omit<Place, "entity">) => Float64Array;

/** Rows of so many entities: compiled where that can be had (assembly/random.ts), with the same bits. */
export function openUniformRow(entities: number): UniformRow {
  return compiledRow(entities) ?? plainRow(entities);
}

export function plainRow(entities: number): UniformRow {
  const row = new Float64Array(entities);
  return (seed, place) => {
    for (let entity = 0; entity < entities; entity++) row[entity] = uniformAt(seed, { ...place, entity });
    return row;
  };
}

function compiledRow(entities: number): UniformRow | null {
  const linked = linkKernel(WASM, 8 * entities);
  if (!linked) return null;
  const row = linked.take(Float64Array, entities);
  const { uniformRow } = linked.kernel;
  return (seed, { stream, draw, variable }) => {
    uniformRow(entities, row.byteOffset, seed, Math.floor(seed / 0x100000000), stream, draw, variable);
    return row;
  };
}
