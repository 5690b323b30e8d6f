import type { FindingCode } from "../finding-code.ts";

/** What can be wrong with a CSV file as text, before any column has a meaning. */

export const byteOrderMark: FindingCode = {
  code: "byte-order-mark",
  severity: "note",
  summary: "The file starts with a byte order mark; plain UTF-8 needs none.",
  summaryFr: "Le fichier commence par une marque d’ordre des octets ; l’UTF-8 simple n’en a pas besoin.",
  advice: "Save it as UTF-8 without a mark; it was read all the same.",
  adviceFr: "Enregistrez-le en UTF-8 sans marque ; il a été lu malgré tout.",
};

export const emptyFile: FindingCode = {
  code: "empty-file",
  severity: "error",
  summary: "The file is empty, expected a first line with the names of the columns.",
  summaryFr: "Le fichier est vide, une première ligne avec les noms des colonnes est attendue.",
  advice: "Add the line of column names, or take the file out of datapackage.json.",
  adviceFr: "Ajoutez la ligne des noms de colonnes, ou retirez le fichier de datapackage.json.",
};

export const otherSeparator: FindingCode = {
  code: "other-separator",
  severity: "error",
  summary: "The columns are separated by {found}, expected commas.",
  summaryFr: "Les colonnes sont séparées par {foundFr}, des virgules sont attendues.",
  advice: "Export the table again as comma-separated UTF-8; spreadsheets set to French write semicolons.",
  adviceFr: "Exportez de nouveau la table avec des virgules, en UTF-8 ; un tableur réglé en français écrit des points-virgules.",
};

export const lostCharacter: FindingCode = {
  code: "lost-character",
  severity: "error",
  summary: "The sign U+FFFD stands in this cell: a character was lost when the text changed its encoding.",
  summaryFr: "Le signe U+FFFD se trouve dans cette cellule : un caractère s’est perdu quand le texte a changé d’encodage.",
  advice: "Write the character again, from the source.",
  adviceFr: "Réécrivez le caractère, d’après la source.",
};

export const unclosedQuote: FindingCode = {
  code: "unclosed-quote",
  severity: "error",
  summary: "A quotation mark opens this cell and none closes it before the end of the file.",
  summaryFr: "Un guillemet ouvre cette cellule et aucun ne la ferme avant la fin du fichier.",
  advice: "Close the cell with a quotation mark; write a mark inside a cell twice.",
  adviceFr: "Fermez la cellule par un guillemet ; doublez un guillemet à l’intérieur d’une cellule.",
};

export const strayQuote: FindingCode = {
  code: "stray-quote",
  severity: "error",
  summary: "A quotation mark stands inside a cell where none may be.",
  summaryFr: "Un guillemet se trouve dans une cellule où il ne peut être.",
  advice: "Put the whole cell between quotation marks and write each mark inside it twice.",
  adviceFr: "Mettez toute la cellule entre guillemets et doublez chaque guillemet intérieur.",
};

export const raggedRow: FindingCode = {
  code: "ragged-row",
  severity: "error",
  summary: "This row has {found} cells, expected {expected} as in the first line.",
  summaryFr: "Cette ligne a {found} cellules, {expected} sont attendues comme dans la première ligne.",
  advice: "Add the missing commas, or put a cell that holds a comma between quotation marks.",
  adviceFr: "Ajoutez les virgules manquantes, ou mettez entre guillemets la cellule qui contient une virgule.",
};

export const nulByte: FindingCode = {
  code: "nul-byte",
  severity: "error",
  summary: "A NUL character stands in this cell; text never holds one.",
  summaryFr: "Un caractère NUL se trouve dans cette cellule ; un texte n’en contient jamais.",
  advice: "The file is damaged or is not text: export it again as UTF-8.",
  adviceFr: "Le fichier est abîmé ou n’est pas du texte : exportez-le de nouveau en UTF-8.",
};

export const controlCharacter: FindingCode = {
  code: "control-character",
  severity: "error",
  summary: "The control character {found} stands in this cell; it can hide or reorder text.",
  summaryFr: "Le caractère de commande {found} se trouve dans cette cellule ; il peut cacher ou déplacer du texte.",
  advice: "Delete it; end lines with LF or CRLF.",
  adviceFr: "Supprimez-le ; terminez les lignes par LF ou CRLF.",
};

export const cellTooLong: FindingCode = {
  code: "cell-too-long",
  severity: "error",
  summary: "This cell has {found} characters, at most {expected} are read.",
  summaryFr: "Cette cellule a {found} caractères, {expected} au plus sont lus.",
  advice: "Look for a quotation mark that never closes, or shorten the text.",
  adviceFr: "Cherchez un guillemet jamais fermé, ou raccourcissez le texte.",
};

export const tooManyCells: FindingCode = {
  code: "too-many-cells",
  severity: "error",
  summary: "This row has more than {expected} cells.",
  summaryFr: "Cette ligne a plus de {expected} cellules.",
  advice: "This is not a table of a casebook: reading stopped here.",
  adviceFr: "Ce n’est pas une table de dossier : la lecture s’est arrêtée ici.",
};

export const formulaInCell: FindingCode = {
  code: "formula-in-cell",
  severity: "error",
  summary: "This cell starts with {found} and is not a number: a spreadsheet would run it as a formula.",
  summaryFr: "Cette cellule commence par {found} et n’est pas un nombre : un tableur l’exécuterait comme une formule.",
  advice: "Start the text with a letter, a digit or a bracket.",
  adviceFr: "Commencez le texte par une lettre, un chiffre ou une parenthèse.",
};

export const tooManyFindings: FindingCode = {
  code: "too-many-findings",
  severity: "error",
  summary: "{found} cells or rows of this file are at fault: reading stopped here.",
  summaryFr: "{found} cellules ou lignes de ce fichier sont en faute : la lecture s’est arrêtée ici.",
  advice: "Correct the first ones, which often cause the rest, and check again.",
  adviceFr: "Corrigez les premières, qui causent souvent les autres, et vérifiez de nouveau.",
};

export const tooManyRows: FindingCode = {
  code: "too-many-rows",
  severity: "error",
  summary: "More than {expected} rows: reading stopped here.",
  summaryFr: "Plus de {expected} lignes : la lecture s’est arrêtée ici.",
  advice: "A casebook holds statements; read a large edge list with --edges instead.",
  adviceFr: "Un dossier contient des affirmations ; lisez une grande liste d’arêtes avec --edges.",
};
