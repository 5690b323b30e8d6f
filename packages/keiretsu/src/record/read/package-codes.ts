import type { FindingCode } from "../finding-code.ts";

/** What can be wrong with the folder, its files and datapackage.json. The first ones are found by whoever reads the files. */

export const notACasebook: FindingCode = {
  code: "not-a-casebook",
  severity: "error",
  summary: "The folder has no datapackage.json.",
  summaryFr: "Le dossier ne contient pas de datapackage.json.",
  advice: "Name the folder of a casebook, such as casebooks/ai-alliances.",
  adviceFr: "Indiquez un dossier de faits, par exemple casebooks/ai-alliances.",
};

export const missingFile: FindingCode = {
  code: "missing-file",
  severity: "error",
  summary: "datapackage.json lists {found}, which is not there.",
  summaryFr: "datapackage.json annonce {found}, qui n’existe pas.",
  advice: "Add the file or take it out of datapackage.json.",
  adviceFr: "Ajoutez le fichier ou retirez-le de datapackage.json.",
};

export const unreadableFile: FindingCode = {
  code: "unreadable-file",
  severity: "error",
  summary: "It cannot be read ({found}).",
  summaryFr: "Lecture impossible ({found}).",
  advice: "Check that it is there and that you may read it.",
  adviceFr: "Vérifiez qu’il existe et que vous avez le droit de le lire.",
};

export const notAPlainFile: FindingCode = {
  code: "not-a-plain-file",
  severity: "error",
  summary: "{found} is a folder, a pipe or a device, expected a plain file.",
  summaryFr: "{found} est un dossier, un tube ou un périphérique, un fichier ordinaire est attendu.",
  advice: "Put the file itself there; nothing else is opened.",
  adviceFr: "Mettez-y le fichier lui-même ; rien d’autre n’est ouvert.",
};

export const fileTooLarge: FindingCode = {
  code: "file-too-large",
  severity: "error",
  summary: "The file has {found} bytes, at most {expected} are read.",
  summaryFr: "Le fichier a {found} octets, {expected} au plus sont lus.",
  advice: "A casebook holds statements; read a large edge list with --edges instead.",
  adviceFr: "Un dossier contient des affirmations ; lisez une grande liste d’arêtes avec --edges.",
};

export const linkLeavesFolder: FindingCode = {
  code: "link-leaves-folder",
  severity: "error",
  summary: "The path leads out of the folder through a link.",
  summaryFr: "Le chemin sort du dossier par un lien.",
  advice: "Put the file itself into the folder.",
  adviceFr: "Mettez le fichier lui-même dans le dossier.",
};

export const invalidUtf8: FindingCode = {
  code: "invalid-utf8",
  severity: "error",
  summary: "Byte {offset} of the file is {found}, which is not UTF-8.",
  summaryFr: "L’octet {offset} du fichier est {found}, ce qui n’est pas de l’UTF-8.",
  advice: "Save the file as UTF-8; it was probably written as Latin-1 or Windows-1252.",
  adviceFr: "Enregistrez le fichier en UTF-8 ; il a sans doute été écrit en Latin-1 ou Windows-1252.",
};

export const utf16: FindingCode = {
  code: "utf-16",
  severity: "error",
  summary: "The file is UTF-16, expected UTF-8.",
  summaryFr: "Le fichier est en UTF-16, l’UTF-8 est attendu.",
  advice: "Save it as UTF-8.",
  adviceFr: "Enregistrez-le en UTF-8.",
};

export const unlistedFile: FindingCode = {
  code: "unlisted-file",
  severity: "warning",
  summary: "{found} lies in the folder and datapackage.json does not list it: it is not read.",
  summaryFr: "{found} se trouve dans le dossier et datapackage.json ne l’annonce pas : il n’est pas lu.",
  advice: "List it, or move it elsewhere.",
  adviceFr: "Annoncez-le, ou déplacez-le.",
};

export const badJson: FindingCode = {
  code: "bad-json",
  severity: "error",
  summary: "datapackage.json is not JSON.",
  summaryFr: "datapackage.json n’est pas du JSON.",
  advice: "Look for a missing comma, bracket or quotation mark near this place.",
  adviceFr: "Cherchez une virgule, une accolade ou un guillemet manquant près de cet endroit.",
};

export const badPackage: FindingCode = {
  code: "bad-package",
  severity: "error",
  summary: "{found} is missing or is not {expected}.",
  summaryFr: "{found} manque ou n’est pas {expectedFr}.",
  advice: "See docs/reference/casebook.md for an example.",
  adviceFr: "Voyez un exemple dans docs/reference/casebook.md.",
};

export const unknownTable: FindingCode = {
  code: "unknown-table",
  severity: "error",
  summary: "No table is called {found}; the tables are {expected}.",
  summaryFr: "Aucune table ne s’appelle {found} ; les tables sont {expected}.",
  advice: "Correct the name of the resource, or take it out.",
  adviceFr: "Corrigez le nom de la ressource, ou retirez-la.",
};

export const pathEscape: FindingCode = {
  code: "path-escape",
  severity: "error",
  summary: "The path {found} is not a plain path inside the folder.",
  summaryFr: "Le chemin {found} n’est pas un chemin simple à l’intérieur du dossier.",
  advice: "Name a file of the folder, without .., a drive, an address or a leading slash.",
  adviceFr: "Nommez un fichier du dossier, sans .., lecteur, adresse ni barre initiale.",
};

export const duplicatePath: FindingCode = {
  code: "duplicate-path",
  severity: "error",
  summary: "{found} is listed twice: its rows would count twice.",
  summaryFr: "{found} est annoncé deux fois : ses lignes compteraient deux fois.",
  advice: "List each file once.",
  adviceFr: "Annoncez chaque fichier une seule fois.",
};

export const assumedCurrency: FindingCode = {
  code: "assumed-currency",
  severity: "warning",
  summary: "datapackage.json names no currency under keiretsu: USD is assumed.",
  summaryFr: "datapackage.json ne nomme aucune monnaie sous keiretsu : USD est supposé.",
  advice: 'Write "currency": "USD" there, or the code of another currency.',
  adviceFr: 'Écrivez-y "currency": "USD", ou le code d’une autre monnaie.',
};

export const unknownKey: FindingCode = {
  code: "unknown-key",
  severity: "warning",
  summary: "keiretsu in datapackage.json has the key {found}, which is not read; the keys are {expected}{guess}.",
  summaryFr: "keiretsu dans datapackage.json a la clé {found}, qui n’est pas lue ; les clés sont {expected}{guessFr}.",
  advice: "Correct its name, or take it out.",
  adviceFr: "Corrigez son nom, ou retirez-la.",
};
