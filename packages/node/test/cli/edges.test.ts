import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { run } from "./run.ts";

const folder = mkdtempSync(join(tmpdir(), "keiretsu-edges-command-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, ...lines: string[]): string {
  const path = join(folder, name);
  writeFileSync(path, lines.join("\n"));
  return path;
}

/** A owes B 10, B owes C 7, C owes A 5, D owes A 3: 5 goes round the triangle, 3 x 5 of 25 can be set off. */
const TRIANGLE = ["A,B,10", "B,C,7", "C,A,5", "D,A,3"];
const COLUMNS = "--columns from=debtor,to=creditor,amount=amount";

describe("--edges", () => {
  const plain = file("plain.csv", "debtor,creditor,amount", ...TRIANGLE);

  test("circularity of a triangle", async () => {
    const { code, stdout, stderr } = await run(`keiretsu circularity --edges ${plain} ${COLUMNS} --unit EUR --json`);
    expect(code).toBe(0);
    const { values, unit, converged } = JSON.parse(stdout);
    expect({ unit, converged }).toEqual({ unit: "EUR", converged: true });
    expect(values.gross.point).toBe(25);
    expect(values.setOff.point).toBe(15);
    expect(values.reciprocal.point).toBe(0);
    // Net: A 8 - 10 = -2, B 10 - 7 = 3, C 7 - 5 = 2, D -3.
    expect(values.netFloor.point).toBe(5);
    expect(values.loops).toEqual([
      {
        id: "A>B>C",
        nodes: ["A", "B", "C"],
        legs: ["A>B", "B>C", "C>A"],
        capacity: { low: 5, high: 5 },
        signature: null,
        status: null,
        feasible: true,
      },
    ]);
    expect(stderr).toBe("4 rows read: 4 kept, 0 refused; 4 ids, 0 parallel rows, 0 from a firm to itself.\n");
  });

  test("the order of rows and the convention with swapped columns leave the JSON as it is, byte for byte", async () => {
    const shuffled = file("shuffled.csv", "debtor,creditor,amount", ...[...TRIANGLE].reverse());
    const swapped = file("swapped.csv", "debtor,creditor,amount", ...TRIANGLE.map((row) => row.replace(/(\w),(\w)/, "$2,$1")));
    for (const command of ["circularity", "loops"]) {
      const expected = (await run(`keiretsu ${command} --edges ${plain} ${COLUMNS} --json`)).stdout;
      expect((await run(`keiretsu ${command} --edges ${shuffled} ${COLUMNS} --json`)).stdout).toBe(expected);
      expect((await run(`keiretsu ${command} --edges ${swapped} ${COLUMNS} --convention creditor-debtor --json`)).stdout).toBe(expected);
    }
  });

  test("loops as text in French and as CSV", async () => {
    const text = await run(`keiretsu loops --edges ${plain} ${COLUMNS} --unit EUR --lang fr`);
    expect(text.stdout).toContain("A → B → C → A");
    expect(text.stderr).toContain("4 lignes lues : 4 gardées, 0 refusées");
    expect((await run(`keiretsu loops --edges ${plain} ${COLUMNS} --csv`)).stdout).toBe(
      "nodes,capacity,signature,feasible\r\nA|B|C,5,,true\r\n",
    );
    const [french, english] = [
      await run(`keiretsu circularity --edges ${plain} ${COLUMNS} --lang fr`),
      await run(`keiretsu circularity --edges ${plain} ${COLUMNS}`),
    ];
    expect(french.stdout).toContain("Sur 25 de paiements, 15 (60\u202f%) peuvent se compenser le long de boucles.");
    expect(english.stdout).toContain("Of 25 in payments, 15 (60%) can be struck off along loops.");
  });

  test("refused rows are told, carried in the JSON and give exit code 1", async () => {
    const broken = file("broken.csv", "debtor,creditor,amount", ...TRIANGLE, "A,B,ten", "A,,1");
    const { code, stdout, stderr } = await run(`keiretsu circularity --edges ${broken} ${COLUMNS} --json`);
    expect(code).toBe(1);
    expect(JSON.parse(stdout).warnings.map((warning: { code: string }) => warning.code)).toContain("refused-rows");
    expect(stderr).toContain(`${broken}:6:5: not-a-number`);
    expect(stderr).toContain("6 rows read: 4 kept, 2 refused");
  });

  test("under --lang fr nothing of it is English but the codes", async () => {
    const broken = file("anglais.csv", "debtor,creditor,amount", ...TRIANGLE, "A,B,10", "B,B,1", "A,B,ten", "A,B");
    const { stderr } = await run(`keiretsu loops --edges ${broken} ${COLUMNS} --lang fr`);
    expect(stderr).toContain(`${broken}:8:5: not-a-number : Le montant n’est pas un nombre simple tel que 1234.50. « ten »`);
    expect(stderr).toContain("La ligne n’a pas autant de champs que l’en-tête : 2 champs, 3 attendus.");
    expect(stderr).toContain("refused-rows : 1 ligne refusée sur 8 : not-a-number");
    expect(stderr).toContain("parallel-edges : 1 ligne a même payeur et même bénéficiaire qu’une autre");
    expect(stderr).toContain("self-loops : 1 ligne où une entreprise se paie elle-même");
    expect(stderr.replaceAll(/[a-z]+(-[a-z0-9]+)+/g, "")).not.toMatch(/ (the|rows?|amounts?|of|another|nodes?) /);
  });

  test("a model reads semicolons and decimal commas too", async () => {
    const commas = file("virgules.csv", "debtor;creditor;amount", ...TRIANGLE.map((row) => `${row.replaceAll(",", ";")},50`));
    const { code, stdout } = await run(`keiretsu model max-circulation --edges ${commas} ${COLUMNS} --delimiter ; --decimal ,`);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).values.gross).toBe(27);
  });

  test("what is missing is said", async () => {
    expect((await run("keiretsu loops")).stderr).toContain("Name a casebook, or a file of payments with --edges.");
    expect((await run(`keiretsu loops casebooks/ai-alliances --edges ${plain}`)).stderr).toContain("not both");
    expect((await run(`keiretsu loops --edges ${plain}`)).stderr).toContain(
      'no column "from" for from; the header has: debtor, creditor, amount',
    );
    expect((await run(`keiretsu loops --edges ${plain} --columns from=debtor`)).stderr).toContain("from= and to= are both needed");
    expect((await run(`keiretsu loops --edges ${plain} --columns payer=debtor`)).stderr).toContain('found "payer=debtor"');
    expect((await run(`keiretsu loops --edges ${join(folder, "none.csv")}`)).code).toBe(2);
  });
});
