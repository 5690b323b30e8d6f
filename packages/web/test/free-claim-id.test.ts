import { expect, test } from "vitest";
import freeClaimId from "../src/worker/questions/free-claim-id.ts";
import type { OpenBook } from "../src/worker/book.ts";
import { opened } from "./opened.ts";

const book = opened("ford-1914");
const [{ id: known }, ...others] = book.casebook.claims;
const stem = "c-raff-summers-1987-10-001";

/** The casebook with claims of these ids beside its own. */
const withClaims = (...ids: readonly string[]): OpenBook => ({
  ...book,
  casebook: { ...book.casebook, claims: [...book.casebook.claims, ...ids.map((id) => ({ ...book.casebook.claims[0], id }))] },
});

test("a correction takes the first letter that neither the casebook nor a proposal has", () => {
  expect([known, ...others.map(({ id }) => id)]).toContain(stem);
  expect(freeClaimId(book, { corrects: stem, taken: [] })).toBe(`${stem}-b`);
  expect(freeClaimId(book, { corrects: stem, taken: [`${stem}-b`] })).toBe(`${stem}-c`);
  expect(freeClaimId(withClaims(`${stem}-b`, `${stem}-d`), { corrects: stem, taken: [`${stem}-c`] })).toBe(`${stem}-e`);
});

test("the correction of a correction is a letter further, and after the letters come numbers", () => {
  expect(freeClaimId(withClaims(`${stem}-b`), { corrects: `${stem}-b`, taken: [] })).toBe(`${stem}-c`);
  const letters = "bcdefghijklmnopqrstuvwxyz".split("").map((letter) => `${stem}-${letter}`);
  expect(freeClaimId(book, { corrects: stem, taken: letters })).toBe(`${stem}-27`);
});
