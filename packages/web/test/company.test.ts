import { counterparties, defaultProjectOptions, defaultViewOptions, firmsMoney, owners, roles, view } from "keiretsu";
import { expect, test } from "vitest";
import companies from "../src/worker/questions/companies.ts";
import company from "../src/worker/questions/company.ts";
import companyPicture from "../src/worker/questions/company-picture.ts";
import ties from "../src/worker/questions/ties.ts";
import { opened } from "./opened.ts";

const book = opened("ai-alliances");
const asked = { view: defaultViewOptions, project: defaultProjectOptions };
const seen = view(book.casebook);

test("the index has every entity once, the firms of counted deals first with the library's sums", () => {
  const { firms, others } = companies(book, asked);
  expect(firms.map(({ firm, received, paid }) => ({ firm, received, paid }))).toEqual(
    firmsMoney(seen).map(({ firm, received, paid }) => ({ firm, received, paid })),
  );
  const ids = [...firms, ...others].map(({ firm }) => firm).sort();
  expect(ids).toEqual(book.casebook.entities.map(({ id }) => id).sort());
});

test("a firm brings its money, its units and every deal that it or a unit of it is party to", () => {
  const { money, units, deals } = company(book, { ...asked, id: "openai" });
  expect(money).toEqual(counterparties(seen, { of: "openai" }));
  expect(units.map((id) => book.casebook.entities.find((one) => one.id === id)?.parent)).toEqual(units.map(() => "openai"));
  const party = new Set(["openai", ...units]);
  const own = book.casebook.legs.filter(({ from, to, issuer }) => party.has(from) || party.has(to) || party.has(issuer ?? ""));
  expect([...deals].sort()).toEqual([...new Set(own.map(({ deal }) => deal))].sort());
  expect(() => company(book, { ...asked, id: "nobody" })).toThrow("nobody");
});

test("its picture names each counterparty and is none where nothing is paid", () => {
  const frame = { width: 700, language: "fr", theme: "light" } as const;
  const svg = companyPicture(book, { ...asked, ...frame, id: "openai" })!;
  for (const { firm } of counterparties(seen, { of: "openai" }).values.counterparties.slice(0, 5))
    expect(svg).toContain(book.casebook.entities.find(({ id }) => id === firm)!.name);
  expect(companyPicture(book, { ...asked, ...frame, id: "ai-sector" })).toBeNull();
});

test("its ties are those of the library that name it", () => {
  const found = ties(book, { view: defaultViewOptions, id: "openai" });
  expect(found.stakes).toEqual(owners(seen).values.stakes.filter(({ holder, held }) => holder === "openai" || held === "openai"));
  expect(found.stakes.length).toBeGreaterThan(0);
  expect(found.roles).toEqual(roles(seen).values.pairs.filter(({ a, b }) => a === "openai" || b === "openai"));
});
