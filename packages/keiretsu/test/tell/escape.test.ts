import { expect, test } from "vitest";
import { anchor, escapeAddress, escapeText } from "../../src/tell/escape.ts";
import { inLanguage, listing, plural, speak } from "../../src/tell/language.ts";

test("markup in a name is text", () => {
  expect(escapeText(`<script>alert("x" & 'y')</script>`)).toBe("&lt;script&gt;alert(&quot;x&quot; &amp; &#39;y&#39;)&lt;/script&gt;");
});

test("what XML forbids becomes U+FFFD, what turns the direction of text disappears", () => {
  expect(escapeText("a\u0000b\ud800c")).toBe("a\ufffdb\ufffdc");
  expect(escapeText("safe\u202eexe.txt\u2066")).toBe("safeexe.txt");
  expect(escapeText("𝔸 三菱")).toBe("𝔸 三菱");
});

test("only web addresses become links", () => {
  expect(escapeAddress("https://example.org/a?b=1&c=2")).toBe("https://example.org/a?b=1&amp;c=2");
  expect(escapeAddress("javascript:alert(1)")).toBeNull();
  expect(escapeAddress("")).toBeNull();
});

test("anchors hold only safe marks, and different ids stay different", () => {
  expect(anchor("claim", "c-s000-001")).toBe("claim-c-s000-001");
  expect(anchor("claim", "a b")).not.toBe(anchor("claim", "a_b"));
  expect(anchor("claim", '"><x')).toMatch(/^[A-Za-z0-9_-]+$/);
});

test("a message book opens at one language", () => {
  const book = { title: { en: "Money", fr: "Argent" }, count: { en: (n: number) => `${n} legs`, fr: (n: number) => `${n} volets` } };
  expect(speak(book, "fr").title).toBe("Argent");
  expect(speak(book, "en").count(3)).toBe("3 legs");
});

test("plurals, lists and missing French", () => {
  expect([0, 1, 2].map((n) => plural(n, "one", "many", "en"))).toEqual(["many", "one", "many"]);
  expect([0, 1, 2].map((n) => plural(n, "un", "des", "fr"))).toEqual(["un", "un", "des"]);
  expect(listing(["a", "b", "c"], "fr")).toBe("a, b et c");
  expect(inLanguage("title", "", "fr")).toEqual({ text: "title", language: "en" });
});
