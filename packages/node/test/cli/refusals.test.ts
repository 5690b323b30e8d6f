import { describe, expect, test } from "vitest";
import { run } from "./run.ts";

const BOOK = "casebooks/ai-alliances";

describe("a call at fault is answered with what was found and what is allowed, and exit code 2", () => {
  test.each([
    [
      `circularity ${BOOK} --known 2025-13`,
      '--known: found "2025-13", expected a date: YYYY, YYYY-MM or YYYY-MM-DD.',
      "--known : « 2025-13 » trouvé, une date : AAAA, AAAA-MM ou AAAA-MM-JJ attendue.",
    ],
    [
      `loops ${BOOK} --at-least signed`,
      '--at-least: found "signed", expected one of rumoured, letter-of-intent, announced, definitive, partly-performed, closed.',
      "--at-least : « signed » trouvé, l’une des valeurs rumoured, letter-of-intent, announced, definitive, partly-performed, closed attendue.",
    ],
    [
      `loops ${BOOK} --max-length 1`,
      '--max-length: found "1", expected a whole number from 2 to 12.',
      "--max-length : « 1 » trouvé, un entier de 2 à 12 attendu.",
    ],
    [
      `loops ${BOOK} --max-length 3.5`,
      '--max-length: found "3.5", expected a whole number from 2 to 12.',
      "--max-length : « 3.5 » trouvé, un entier de 2 à 12 attendu.",
    ],
    [
      `spread ${BOOK} --chapter nowhere`,
      'chapter "nowhere" is in no deal, expected all or one of ai, bubbles, crypto, ford, keiretsu, lucent [unknown-chapter]',
      "Chapitre inconnu : « nowhere ».",
    ],
    [
      `spread ${BOOK} --seller nobody`,
      'seller "nobody" is no entity of the casebook [unknown-entity]',
      "« nobody » n’est pas une entité de ce dossier.",
    ],
    ["circularity nowhere", "nowhere is not a folder.", "nowhere n’est pas un dossier."],
    ["spread", 'Missing argument: casebook. Run "keiretsu --help" to see what there is.', "Argument manquant : dossier."],
    [`spread ${BOOK} ${BOOK}`, `Too many arguments: ${BOOK}, ${BOOK}.`, `Trop d’arguments : ${BOOK}, ${BOOK}.`],
    [`loops ${BOOK} --max-lenght 3`, "Unknown option --max-lenght. Did you mean --max-length?", "Option inconnue : --max-lenght."],
    [`loops ${BOOK} --known`, "--known <date> needs a value.", "--known <date> demande une valeur."],
    [`loops ${BOOK} --json --csv`, "--json and --csv cannot be asked together.", "--json et --csv ne se demandent pas ensemble."],
    ["lops", 'Unknown command "lops". Did you mean loops?', "Commande inconnue : « lops ». Vouliez-vous dire loops ?"],
  ])("keiretsu %s", async (line, english, french) => {
    const en = await run(`keiretsu ${line}`);
    expect({ code: en.code, stdout: en.stdout }).toEqual({ code: 2, stdout: "" });
    // The chapters of the book may grow: only the beginning is fixed there.
    expect(en.stderr).toContain(english.split(" expected all or")[0]);
    const fr = await run(`keiretsu ${line} --lang fr`.replace("--known --lang fr", "--lang fr --known"));
    expect(fr.code).toBe(2);
    expect(fr.stderr).toContain(french);
  });

  test("data at fault has exit code 1 and the findings on stderr", async () => {
    const { code, stdout, stderr } = await run("keiretsu circularity docs");
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain("datapackage.json");
    expect(stderr).toContain('"keiretsu check docs" tells all.');
  });
});

describe("French output", () => {
  test.each(["circularity", "spread", "loops"])("keiretsu %s has no English words", async (name) => {
    const { stdout } = await run(`keiretsu ${name} ${BOOK} --lang fr`);
    // Ids, names of firms and options are as they are; these words are ours.
    expect(stdout.replaceAll(/--[a-z-]+/g, "")).not.toMatch(
      /\b(the|and|with|money|legs?|loops? of|share of|unknown|at most|at least|rolled|amount|firms?|counted|same|none)\b(?! <)/i,
    );
  });
});
