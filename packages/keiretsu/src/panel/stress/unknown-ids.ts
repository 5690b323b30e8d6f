import type { Casebook } from "../../record/casebook.ts";
import type { Path } from "../reading.ts";
import type { Assumption, Scenario, Shock } from "./scenario.ts";
import { countryWords } from "./shocks.ts";

/** An id in a scenario that the casebook does not have, and where it stands in the file. */
interface UnknownId {
  readonly id: string;
  readonly path: Path;
  readonly expected: string;
}

interface Named {
  readonly id: string;
  readonly is: keyof typeof expected;
}

const expected = {
  entity: "an entity of the casebook",
  struck: "an entity of the casebook or a country",
  country: "a country with a firm in the casebook",
  leg: "a leg of the casebook",
} as const;

export function unknownIds(casebook: Casebook, { shocks, assumptions }: Pick<Scenario, "shocks" | "assumptions">): readonly UnknownId[] {
  const entities = new Set(casebook.entities.map(({ id }) => id));
  const legs = new Set(casebook.legs.map(({ id }) => id));
  const countries = new Set(casebook.entities.flatMap(({ country }) => country ?? []));
  const has = ({ id, is }: Named): boolean => {
    if (is === "leg") return legs.has(id);
    if (is === "country") return countries.has(id.toUpperCase());
    return entities.has(id) || (is === "struck" && countryWords[id] !== undefined);
  };
  const lost = (named: readonly Named[], path: Path): readonly UnknownId[] =>
    named.filter((one) => !has(one)).map(({ id, is }) => ({ id, path, expected: expected[is] }));
  return [
    ...shocks.flatMap((shock, i) => lost(namedBy(shock), ["shocks", i])),
    ...assumptions.flatMap((one, i) => lost(assumedOf(one), ["assumptions", i])),
  ];
}

function namedBy(shock: Shock): readonly Named[] {
  switch (shock.kind) {
    case "entity":
      return [{ id: shock.entity, is: "struck" }];
    case "country":
      return [{ id: shock.country, is: "country" }];
    case "stake":
      return entitiesOf([shock.holder, shock.held]);
    case "funding":
      return shock.entity === null ? [] : entitiesOf([shock.entity]);
    case "move":
      return entitiesOf([shock.from, ...shock.to]);
    default:
      return [];
  }
}

function assumedOf(one: Assumption): readonly Named[] {
  switch (one.kind) {
    case "term":
      return [{ id: one.leg, is: "leg" }];
    case "stake":
      return entitiesOf([one.holder, one.held]);
    case "supply":
      return entitiesOf([one.from, one.to]);
    case "industry":
      return entitiesOf(one.entities);
    case "essentiality":
    case "recovery":
      return [];
    default:
      return entitiesOf([one.entity]);
  }
}

function entitiesOf(ids: readonly string[]): readonly Named[] {
  return ids.map((id) => ({ id, is: "entity" }));
}
