import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lineAndColumn } from "../../../src/tell/export/read/graph-file.ts";
import { XmlReader } from "../../../src/tell/export/read/xml-reader.ts";
import { xmlText } from "../../../src/tell/export/xml-text.ts";

/** Every event as a short text, until the end or the fault. */
function events(source: string): readonly string[] {
  const xml = new XmlReader(source);
  const out: string[] = [];
  for (;;) {
    const event = xml.next();
    if (event === "end") return out;
    if (event === "fault") {
      const { line, column } = lineAndColumn(source, xml.fault!.at);
      return [...out, `${line}:${column} ${xml.fault!.code}: ${xml.fault!.found}`];
    }
    const name = xml.prefix === "" ? xml.name : `${xml.prefix}:${xml.name}`;
    if (event === "text") out.push(JSON.stringify(xml.text));
    else if (event === "close") out.push(`/${name}`);
    else out.push([name, ...[...xml.attributes].map(([key, value]) => `${key}=${JSON.stringify(value)}`)].join(" "));
  }
}

describe("what is well formed", () => {
  test.each([
    ["<a/>", ["a", "/a"]],
    ["\ufeff<?xml version='1.0' encoding='utf-8' standalone=\"yes\"?>\r\n<a></a >\n", ['"\\n"', "a", "/a", '"\\n"']],
    ['<n:a xmlns:n="u" b = \'1\'\n c="2"/>', ['n:a xmlns:n="u" b="1" c="2"', "/n:a"]],
    ["<!-- - > --><?a <?><a>x<!--<b>-->y<?php ?>z</a>", ["a", '"x"', '"y"', '"z"', "/a"]],
    ["<a>&lt;&amp;&gt;&quot;&apos;&#233;&#x1F600;&#10;</a>", ["a", JSON.stringify("<&>\"'é😀\n"), "/a"]],
    ['<a b="&#9;&#xA; \t\n\r\nx&amp;lt;"/>', [`a b=${JSON.stringify("\t\n    x&lt;")}`, "/a"]],
    ["<a>1\r\n2\r3</a>", ["a", '"1\\n2\\n3"', "/a"]],
    ["<a><![CDATA[<b>&amp;]]]]></a>", ["a", '"<b>&amp;]]"', "/a"]],
    ["<é-1.·_><ü/></é-1.·_>", ["é-1.·_", "ü", "/ü", "/é-1.·_"]],
  ])("%j", (source, expected) => {
    const clean = (list: readonly string[]): readonly string[] => list.filter((event) => event !== '"\\n"');
    expect(clean(events(source))).toEqual(clean(expected));
  });

  test("white space in an attribute is spaces, in a text it stays", () => {
    expect(events('<a b="1\t2\r\n3">\t</a>')).toEqual(['a b="1 2 3"', '"\\t"', "/a"]);
  });
});

describe("what is not, with its place", () => {
  test.each([
    ["", "1:1 bad-xml: no element"],
    ["hello", "1:1 bad-xml: text before the first element"],
    ["<a>", "1:4 bad-xml: the end, </a> was expected"],
    ["<a><b></a>", "1:7 bad-xml: </a>, </b> was expected"],
    ["</a>", "1:1 bad-xml: </a>"],
    ["<a/><b/>", "1:5 bad-xml: a second element at the top"],
    ["<a/>x", "1:5 bad-xml: text after the end"],
    ["<a b/>", "1:4 bad-xml: b without a value in quotes"],
    ["<a b=1/>", "1:4 bad-xml: b without a value in quotes"],
    ['<a b="1/>', "1:4 bad-xml: b whose quote is not closed"],
    ['<a\n  b="1" b="2"/>', "2:9 bad-xml: b twice"],
    ['<a b="1"c="2"/>', "1:9 bad-xml: <a is not closed by >"],
    ['<a b="<"/>', "1:7 bad-xml: < in the value of b"],
    ["<a", "1:3 bad-xml: <a is not closed by >"],
    ["<a><", "1:4 bad-xml: < without a name"],
    ["<a>< b/></a>", "1:4 bad-xml: < without a name"],
    ["<1a/>", "1:1 bad-xml: < without a name"],
    ["<a></a", "1:7 bad-xml: </a without >"],
    ["<a>]]></a>", "1:4 bad-xml: ]]> in a text"],
    ["<a><!-- -- --></a>", "1:9 bad-xml: a comment that is not closed by -->"],
    ["<a><!-- </a>", "1:4 bad-xml: a comment that is not closed by -->"],
    ["<a><?x </a>", "1:4 bad-xml: <? without ?>"],
    ['<a><?xml version="1.0"?></a>', "1:4 bad-xml: <?xml that is not at the start"],
    ["<a><![CDATA[x</a>", "1:4 bad-xml: <![CDATA[ that is out of place or not closed"],
    ["<a>x\u0000y</a>", "1:5 bad-xml: a control character"],
    ["<a>é😀\u0001</a>", "1:6 bad-xml: a control character"],
    ["<a>\ud800</a>", "1:4 bad-xml: a control character"],
    ["<a>\n&nbsp;</a>", "2:1 unknown-entity: &nbsp;"],
    ["<a>a & b</a>", "1:6 unknown-entity: & b"],
    ["<a>&#0;</a>", "1:4 unknown-entity: &#0;"],
    ["<a>&#xD800;</a>", "1:4 unknown-entity: &#xD800;"],
    ["<a>&#x110000;</a>", "1:4 unknown-entity: &#x110000;"],
    ["<a>&#11;</a>", "1:4 unknown-entity: &#11;"],
    ['<a b="&x;"/>', "1:7 unknown-entity: &x;"],
    ["<a>&__proto__;</a>", "1:4 unknown-entity: &__proto__;"],
    ['<?xml version="1.0" encoding="ISO-8859-1"?><a/>', "1:1 other-encoding: ISO-8859-1"],
    ['<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', '1:1 document-type: <!DOCTYPE a SYSTEM "'],
    ['<!DOCTYPE z [<!ENTITY l "lol"><!ENTITY m "&l;&l;&l;">]><z>&m;</z>', "1:1 document-type: <!DOCTYPE z [<!ENTIT"],
    ["<a><!ENTITY b 'c'></a>", "1:4 document-type: <!ENTITY b 'c'></a>"],
  ])("%j", (source, expected) => {
    expect(events(source).at(-1)).toBe(expected);
  });

  test("elements 65 deep, and no sooner", () => {
    const nested = (depth: number): string => "<a>".repeat(depth) + "</a>".repeat(depth);
    expect(events(nested(64))).toHaveLength(128);
    expect(events(nested(65)).at(-1)).toBe("1:193 too-deep: 64");
    expect(events("<a>".repeat(1_000_000)).at(-1)).toBe("1:193 too-deep: 64");
  });
});

test("a fault stays: nothing follows it", () => {
  const xml = new XmlReader("<a><b></a>");
  const first = Array.from({ length: 5 }, () => xml.next());
  expect(first).toEqual(["open", "open", "fault", "fault", "fault"]);
});

test("never throws and always ends, whatever the bytes", () => {
  const pieces = fc.constantFrom(
    "<",
    ">",
    "/",
    "a",
    "b",
    '"',
    "'",
    "=",
    " ",
    "&",
    "amp;",
    "#65;",
    "!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?",
    "?>",
    "\n",
    "é",
    ":",
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
      const source = parts.join("");
      expect(events(source).length).toBeLessThan(200);
    }),
    { numRuns: 3000, seed: 8 },
  );
});

test("a text of any characters that XML holds comes back", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const [, content = '""'] = events(`<a b="${xmlText(text)}">${xmlText(text)}</a>`);
      const kept = text.replace(/[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd");
      expect(JSON.parse(content === "/a" ? '""' : content)).toBe(kept);
      expect(events(`<a b="${xmlText(text)}"/>`)[0]).toBe(`a b=${JSON.stringify(kept)}`);
    }),
    { numRuns: 1000, seed: 9 },
  );
});
