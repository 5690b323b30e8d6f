import type { FindingCode } from "../finding-code.ts";

/** What can be wrong with an edit. Such a finding stands in "edits", its line is the number of the edit. */

export const editUnknownTable: FindingCode = {
  code: "edit-unknown-table",
  severity: "error",
  summary: 'The edit names the table "{found}"; the tables are {expected}.',
  summaryFr: "La modification nomme la table « {found} » ; les tables sont {expected}.",
  advice: "Correct the name of the table.",
  adviceFr: "Corrigez le nom de la table.",
};

export const editTableWithoutFile: FindingCode = {
  code: "edit-table-without-file",
  severity: "error",
  summary: "The casebook has no file with rows of {found}.",
  summaryFr: "Le dossier n’a pas de fichier avec des lignes de {found}.",
  advice: "Add {found}.csv with its line of column names and list it in datapackage.json, then import the folder again.",
  adviceFr: "Ajoutez {found}.csv avec sa ligne de noms de colonnes et annoncez-le dans datapackage.json, puis réimportez le dossier.",
};

export const editUnknownColumn: FindingCode = {
  code: "edit-unknown-column",
  severity: "error",
  summary: '{file} has no column "{found}"{guess}.',
  summaryFr: "{file} n’a pas de colonne « {found} »{guessFr}.",
  advice: "Correct the name of the column, or leave the cell out.",
  adviceFr: "Corrigez le nom de la colonne, ou omettez la cellule.",
};

export const editUnknownRow: FindingCode = {
  code: "edit-unknown-row",
  severity: "error",
  summary: 'No row of {table} has the key "{found}"{guess}.',
  summaryFr: "Aucune ligne de {table} n’a la clé « {found} »{guessFr}.",
  advice: "Correct the key; or look whether someone else has taken the row out.",
  adviceFr: "Corrigez la clé ; ou voyez si quelqu’un d’autre a retiré la ligne.",
};

export const editWithoutId: FindingCode = {
  code: "edit-without-id",
  severity: "error",
  summary: "The new row of {table} has no id.",
  summaryFr: "La nouvelle ligne de {table} n’a pas d’identifiant.",
  advice: "Give it one, as in nvda-openai-2025-09.",
  adviceFr: "Donnez-lui-en un, comme nvda-openai-2025-09.",
};

export const editIdTaken: FindingCode = {
  code: "edit-id-taken",
  severity: "error",
  summary: 'A row of {table} has the id "{found}" already.',
  summaryFr: "Une ligne de {table} a déjà l’identifiant « {found} ».",
  advice: "Choose another id; a correction of a claim is a new row with supersedes.",
  adviceFr: "Choisissez un autre identifiant ; une correction est une nouvelle ligne avec supersedes.",
};

export const editIdChanged: FindingCode = {
  code: "edit-id-changed",
  severity: "error",
  summary: 'The row "{found}" of {table} would get the id "{other}": what refers to it would lead nowhere.',
  summaryFr: "La ligne « {found} » de {table} recevrait l’identifiant « {other} » : ce qui y renvoie ne mènerait nulle part.",
  advice: "Leave the id as it is; merge two entities that are one.",
  adviceFr: "Laissez l’identifiant tel quel ; fusionnez deux entités qui n’en font qu’une.",
};

export const mergeIntoItself: FindingCode = {
  code: "merge-into-itself",
  severity: "error",
  summary: '"{found}" cannot be merged into itself.',
  summaryFr: "« {found} » ne peut être fusionnée avec elle-même.",
  advice: "Name the entity to keep and another one to drop.",
  adviceFr: "Nommez l’entité à garder et une autre à supprimer.",
};

export const mergeLeavesMention: FindingCode = {
  code: "merge-leaves-mention",
  severity: "warning",
  summary: '{file} is no table and still speaks of "{found}", which is now "{other}".',
  summaryFr: "{file} n’est pas une table et parle encore de « {found} », qui est maintenant « {other} ».",
  advice: "Correct the file by hand and import the folder again.",
  adviceFr: "Corrigez le fichier à la main et réimportez le dossier.",
};
