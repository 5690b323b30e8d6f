import type { Messages } from "keiretsu";

export const modelsWords = {
  lead: {
    en: "Each model answers one question about a network that you type or paste. Nothing leaves this browser.",
    fr: "Chaque modèle répond à une question sur un réseau que vous saisissez ou collez. Rien ne quitte ce navigateur.",
  },
  list: { en: "Models", fr: "Modèles" },
  model: { en: "Model", fr: "Modèle" },
  question: { en: "Question", fr: "Question" },
  orientation: { en: "Sentence of an edge", fr: "Phrase d’une arête" },
  source: { en: "Source", fr: "Source" },
  sourceOf: {
    en: (source: string, page: string) => `Source: ${source}. Described in ${page}.`,
    fr: (source: string, page: string) => `Source : ${source}. Décrit dans ${page} (en anglais).`,
  },
  input: { en: "Input", fr: "Données" },
  example: { en: "Fill in the worked example", fr: "Reprendre l’exemple traité" },
  clear: { en: "Empty all fields", fr: "Vider les champs" },
  run: { en: "Run", fr: "Calculer" },
  result: { en: "Result", fr: "Résultat" },
  required: { en: "needed", fr: "obligatoire" },
  leftOut: { en: "left out", fr: "laissé vide" },
  fallback: { en: (value: string) => `default ${value}`, fr: (value: string) => `${value} par défaut` },
  file: { en: (name: string) => `File for ${name}`, fr: (name: string) => `Fichier pour ${name}` },
  yes: { en: "yes", fr: "oui" },
  no: { en: "no", fr: "non" },
  faults: { en: "This cannot be computed:", fr: "Calcul impossible :" },
  unknownModel: { en: (id: string) => `There is no model “${id}”.`, fr: (id: string) => `Il n’y a pas de modèle « ${id} ».` },
  tooLarge: {
    en: "The input is too large for the link: a copied link opens the worked example. Save the input as a file.",
    fr: "Les données sont trop longues pour le lien : un lien copié ouvre l’exemple. Enregistrez-les dans un fichier.",
  },
  saveCase: { en: "Save the input as a case file", fr: "Enregistrer les données comme cas" },
  hintRows: { en: "one row a line", fr: "une ligne par rangée" },
  hintClasses: { en: "one row a line, an empty line between classes", fr: "une ligne par rangée, une ligne vide entre les rangs" },
  hintList: { en: "numbers with commas or spaces", fr: "nombres séparés par des virgules ou des espaces" },
  hintJson: { en: "JSON", fr: "JSON" },
} as const satisfies Messages;
