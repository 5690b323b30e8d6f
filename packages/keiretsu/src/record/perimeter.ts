import type { Casebook } from "./casebook.ts";

/** Kinds of entity whose units are one firm with their parent. Sectors, governments, persons and historical groups stand for themselves. */
const rolledKinds: ReadonlySet<string> = new Set(["company", "lab", "fund", "project", "data-centre"]);

/**
 * The firm that an entity belongs to: itself, or with "parent" the top of its chain of parents (aws -> amazon), as far as both ends of
 * each step are firms. In a ring of parents the smallest id stands for all.
 */
export function perimeter(casebook: Casebook, mode: "parent" | "unit"): (entity: string) => string {
  if (mode === "unit") return (entity) => entity;
  const byId = new Map(casebook.entities.map((entity) => [entity.id, entity]));
  const isFirm = (id: string): boolean => rolledKinds.has(byId.get(id)?.kind ?? "");
  const known = new Map<string, string>();
  const top = (entity: string): string => {
    const chain = [entity];
    let id = entity;
    for (;;) {
      const parent = byId.get(id)?.parent ?? null;
      if (parent === null || !isFirm(id) || !isFirm(parent)) return id;
      const ring = chain.indexOf(parent);
      if (ring >= 0) return chain.slice(ring).sort()[0];
      chain.push(parent);
      id = parent;
    }
  };
  return (entity) => {
    let firm = known.get(entity);
    if (firm === undefined) known.set(entity, (firm = top(entity)));
    return firm;
  };
}
