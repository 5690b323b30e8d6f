import { expect, test } from "vitest";
import { semicolons, spaced } from "../../src/tell/language.ts";
import { formatAmount } from "../../src/tell/money.ts";
import { predicateName } from "../../src/tell/predicates.ts";

const nameOf = (id: string): string => ({ microsoft: "Microsoft", mgx: "MGX" })[id] ?? id;

test("French keeps signs on the line of their word, and leaves tags and English alone", () => {
  const html = '<p title="a ; b">16 % : « oui » ; non ?</p>';
  expect(spaced(html, "fr")).toBe('<p title="a ; b">16\u202f%\u00a0: «\u00a0oui\u00a0»\u202f; non\u202f?</p>');
  expect(spaced(html, "en")).toBe(html);
  expect(semicolons(["a", "b"], "fr")).toBe("a\u202f; b");
  expect(semicolons(["a", "b"], "en")).toBe("a; b");
});

test.each([
  ["ownership-share-by-microsoft", "share owned by Microsoft", "part du capital détenue par Microsoft"],
  ["equity-method-loss-openai", "loss on OpenAI by the equity method", "perte sur OpenAI par mise en équivalence"],
  ["right-of-first-refusal-by-microsoft", "right of first refusal (Microsoft)", "droit de premier refus (Microsoft)"],
  ["net-loss", "net loss", "perte nette"],
  ["never-heard-of", "never heard of", "never heard of"],
])("the predicate %s has a name", (predicate, en, fr) => {
  const plain = (html: string): string => html.replace(/<[^>]+>/g, "");
  expect(plain(predicateName(predicate, "en", nameOf))).toBe(en);
  expect(plain(predicateName(predicate, "fr", nameOf))).toBe(fr);
});

test("a predicate that nobody named is marked as English on a French page, and harms no page", () => {
  expect(predicateName("never-heard-of", "fr", nameOf)).toBe('<span lang="en">never heard of</span>');
  expect(predicateName("<b>", "en", nameOf)).toBe("&lt;b&gt;");
});

test.each([
  [5, "USD/day", "5\u00a0USD a day", "5\u00a0$ par jour"],
  [577_036, "units/year", "577,036\u00a0units a year", "577\u202f036\u00a0unités par an"],
  [160, "USD/EUR", "160\u00a0USD/EUR", "160\u00a0$/EUR"],
])("%d %s is said in words", (value, unit, en, fr) => {
  expect(formatAmount(value, unit, "en")).toBe(en);
  expect(formatAmount(value, unit, "fr")).toBe(fr);
});
