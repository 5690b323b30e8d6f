import { compareText } from "../finding.ts";
import { integrityRules, judgementRules } from "./checks/index.ts";
import * as edits from "./edit/edit-codes.ts";
import * as csv from "./read/csv-codes.ts";
import type { FindingCode } from "./finding-code.ts";
import * as files from "./read/package-codes.ts";
import * as table from "./read/table-codes.ts";

/** Every code that a finding can have, by who finds it, for the page that lists them and the test that holds a case of each. */
export const codesByRoom: readonly { readonly room: string; readonly codes: readonly FindingCode[] }[] = [
  { room: "Folder and files", codes: sorted(Object.values(files)) },
  { room: "Comma-separated text", codes: sorted(Object.values(csv)) },
  { room: "Columns and cells", codes: sorted(Object.values(table)) },
  { room: "Ids and references", codes: integrityRules.flatMap((rule) => rule.codes) },
  { room: "Edits of rows", codes: sorted(Object.values(edits)) },
  { room: "Judgement", codes: judgementRules.flatMap((rule) => rule.codes) },
];

/** The order in which a module lists its names is its host's affair. */
function sorted(codes: readonly FindingCode[]): readonly FindingCode[] {
  return [...codes].sort((a, b) => compareText(a.code, b.code));
}
