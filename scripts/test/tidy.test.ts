import { expect, test } from "vitest";
import { CHAIN, RULES, tidy, type Tree } from "../tidy.ts";

/** One tree a rule that must be caught, with the file that must be named. */
const MUST_FAIL: Readonly<Record<string, readonly [file: string, tree: Record<string, string>][]>> = {
  "import-chain": [
    ["packages/keiretsu/src/trace/loops.ts", { "packages/keiretsu/src/trace/loops.ts": 'import { load } from "../record/load.ts";\n' }],
    ["packages/keiretsu/src/network/a.ts", { "packages/keiretsu/src/network/a.ts": 'export { b } from "../panel/b.ts";\n' }],
    ["packages/keiretsu/src/shed/a.ts", { "packages/keiretsu/src/shed/a.ts": "export const a = 1;\n" }],
    ["packages/keiretsu/src/tell/a.ts", { "packages/keiretsu/src/tell/a.ts": 'import { x } from "../../../node/src/x.ts";\n' }],
  ],
  "library-stands-alone": [
    ["packages/keiretsu/package.json", { "packages/keiretsu/package.json": '{ "dependencies": { "left-pad": "1" } }' }],
    ["packages/keiretsu/src/num/a.ts", { "packages/keiretsu/src/num/a.ts": "export const a = Math.random();\n" }],
    ["packages/keiretsu/src/num/a.ts", { "packages/keiretsu/src/num/a.ts": 'import { readFileSync } from "node:fs";\n' }],
    ["packages/keiretsu/src/num/a.ts", { "packages/keiretsu/src/num/a.ts": "export const a = new Date();\n" }],
    [
      "packages/keiretsu/src/num/a.ts",
      { "packages/keiretsu/src/num/a.ts": "export const a = ['b'].sort((x, y) => x.localeCompare(y));\n" },
    ],
  ],
  "node-uses-the-door": [
    ["packages/node/src/a.ts", { "packages/node/src/a.ts": 'import { load } from "../../keiretsu/src/record/load.ts";\n' }],
  ],
  "long-file": [["packages/node/src/a.ts", { "packages/node/src/a.ts": "const a = 1;\n".repeat(500) }]],
  "model-has-its-pages": [
    [
      "packages/keiretsu/src/models/perpetual-motion.ts",
      { "packages/keiretsu/src/models/perpetual-motion.ts": '  id: "perpetual-motion",\n' },
    ],
  ],
  "finding-is-documented": [
    [
      "packages/keiretsu/src/record/checks/a.ts",
      { "packages/keiretsu/src/record/checks/a.ts": 'return [{ code: "moon-phase" }];\n', "docs/reference/findings.md": "`other`\n" },
    ],
  ],
  "speaks-of-itself": [
    ["docs/a.md", { "docs/a.md": "see /home/someone/facts\n" }],
    ["casebooks/a/sources.csv", { "casebooks/a/sources.csv": "s1,000_e15326c63b5f600e.txt\n" }],
  ],
  "left-over": [
    ["packages/node/src/a.ts", { "packages/node/src/a.ts": "// TODO finish\n" }],
    ["packages/node/test/a.test.ts", { "packages/node/test/a.test.ts": 'test.skip("later", () => {});\n' }],
  ],
  "dead-link": [["docs/a.md", { "docs/a.md": "[gone](models/gone.md)\n" }]],
  "two-readmes": [["README.fr.md", { "README.md": "# a\n## b\n", "README.fr.md": "# a\n" }]],
};

const tree = (files: Record<string, string>): Tree => new Map(Object.entries(files));

test.each(Object.keys(RULES))("%s catches each tree made to break it, and only names that rule", (rule) => {
  const cases = MUST_FAIL[rule];
  expect(cases, `rule ${rule} has no tree that must fail`).toBeDefined();
  for (const [file, files] of cases) {
    const complaints = tidy(tree(files));
    expect(complaints.map((complaint) => [complaint.rule, complaint.file])).toContainEqual([rule, file]);
  }
});

test("a tree in order gives no complaint", () => {
  const files = {
    "packages/keiretsu/package.json": '{ "name": "keiretsu" }',
    "packages/keiretsu/src/panel/a.ts": '// Math.random is forbidden here\nimport { b } from "../trace/b.ts";\nexport const a = b;\n',
    "packages/keiretsu/src/trace/b.ts": 'import { c } from "../network/c.ts";\nexport const b = c;\n',
    "packages/node/src/d.ts": 'import { a } from "keiretsu";\nexport const d = a;\n',
    "docs/a.md": "[b](b.md#there) [c](../packages) [d](mailto:someone)\n",
    "docs/b.md": "# there\n",
  };
  expect(tidy(tree(files))).toEqual([]);
});

test("the chain has no way back: no room may import one that may import it", () => {
  for (const [room, allowed] of Object.entries(CHAIN)) for (const other of allowed) expect(CHAIN[other]).not.toContain(room);
});
