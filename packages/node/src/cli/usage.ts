import type { CommanderError } from "commander";
import type { KeiretsuError } from "keiretsu";
import { RefusedFile } from "../edges/graph-rows.ts";
import type { Bilingual, Language } from "./command.ts";
import { inLanguage } from "./finding-text.ts";

type FrameWord = "description" | "version" | "help" | "commandWord" | "byDefault" | "examples" | "afterHelp" | "jsonOrCsv" | "ourFault";

/** The words of the frame itself: help titles and the messages about a call that cannot be understood. */
export const FRAME: Readonly<Record<FrameWord, Bilingual>> = {
  description: {
    en: "How much of the money is the same money going round? Records of deals, loops of money, provenance of revenue.",
    fr: "Quelle part de l’argent est le même argent qui tourne ? Accords et sources, boucles d’argent, provenance des revenus.",
  },
  version: { en: "Show the version", fr: "Afficher la version" },
  help: { en: "Show this help", fr: "Afficher cette aide" },
  commandWord: { en: "command", fr: "commande" },
  byDefault: { en: "default:", fr: "par défaut :" },
  examples: { en: "Examples:", fr: "Exemples :" },
  afterHelp: {
    en: '"keiretsu <command> --help" shows the options and an example of a command.\nExit codes: 0 fine, 1 data at fault, 2 call at fault, 3 our own fault.',
    fr: "« keiretsu <commande> --help » montre les options et un exemple.\nCodes de sortie : 0 rien à signaler, 1 données en faute, 2 appel en faute,\n3 défaut du programme.",
  },
  jsonOrCsv: { en: "--json and --csv cannot be asked together.", fr: "--json et --csv ne se demandent pas ensemble." },
  ourFault: {
    en: "This is our fault, not yours: an internal check failed. Please report it with the lines below.",
    fr: "C’est notre faute, pas la vôtre : un contrôle interne a échoué. Merci de le signaler avec les lignes ci-dessous.",
  },
};

const TITLES: Readonly<Record<string, string>> = {
  "Usage:": "Usage :",
  "Arguments:": "Arguments :",
  "Options:": "Options :",
  "Commands:": "Commandes :",
};

export function helpTitle(title: string, language: Language): string {
  return language === "fr" ? (TITLES[title] ?? title) : title;
}

/** commander's message in the language of the call: what was found, what is near it, where to look. */
export function usageMessage(error: CommanderError, language: Language): string {
  const message = error.message.replace(/^error: /, "");
  const [found] = /'([^']*)'/.exec(message)?.slice(1) ?? [""];
  const near = /\(Did you mean (?:one of )?(.*?)\?\)/.exec(message)?.[1];
  const see = { en: 'Run "keiretsu --help" to see what there is.', fr: "« keiretsu --help » montre ce qui existe." };
  const suggestion: Bilingual = near ? { en: `Did you mean ${near}?`, fr: `Vouliez-vous dire ${near} ?` } : see;
  const sentences: Readonly<Record<string, Bilingual>> = {
    "commander.unknownCommand": { en: `Unknown command "${found}".`, fr: `Commande inconnue : « ${found} ».` },
    "commander.unknownOption": { en: `Unknown option ${found}.`, fr: `Option inconnue : ${found}.` },
    "commander.missingArgument": { en: `Missing argument: ${found}.`, fr: `Argument manquant : ${found}.` },
    "commander.optionMissingArgument": { en: `${found} needs a value.`, fr: `${found} demande une valeur.` },
    "commander.excessArguments": {
      en: `Too many arguments: ${/got \d+: (.*)\.$/.exec(message)?.[1] ?? ""}.`,
      fr: `Trop d’arguments : ${/got \d+: (.*)\.$/.exec(message)?.[1] ?? ""}.`,
    },
  };
  const sentence = sentences[error.code];
  return sentence ? `${sentence[language]} ${suggestion[language]}` : message;
}

/** What the library refused, in the language of the call. Its own message is English and names what was needed and what was given. */
export function refusal(error: KeiretsuError, language: Language): string {
  if (language === "en") return `${error.message} [${error.code}]`;
  if (error instanceof RefusedFile) {
    const { place } = error.finding;
    const { summary, advice } = inLanguage(error.finding, language);
    return `${place.file}:${place.line}:${place.column} : ${summary} ${advice} [${error.code}]`;
  }
  const [, found = ""] = /"([^"]*)"/.exec(error.message) ?? [];
  const allowed = /one of (.*)$/.exec(error.message)?.[1];
  const choices = allowed ? ` Possibles : ${allowed}.` : "";
  const sentences: Readonly<Record<string, string>> = {
    "unknown-chapter": `Chapitre inconnu : « ${found} ».${choices}`,
    "unknown-entity": `« ${found} » n’est pas une entité de ce dossier.`,
    "unknown-figure": `« ${found} » n’est pas un chiffre dérivé de ce dossier.`,
    "unknown-subject": `« ${found} » n’est pas dans ce dossier.`,
  };
  return sentences[error.code] ?? `Appel refusé (${error.code}) : ${error.message}`;
}

/** The words that stand for a value or an argument in the help; what is typed as it stands (yes|no) is not among them. */
const FRENCH_WORDS: Readonly<Record<string, string>> = {
  address: "adresse",
  amount: "montant",
  case: "cas",
  casebook: "dossier",
  "casebook...": "dossier...",
  character: "caractère",
  choice: "choix",
  code: "code",
  date: "date",
  deal: "accord",
  end: "borne",
  "field=name": "champ=nom",
  file: "fichier",
  "file.svg": "fichier.svg",
  "file|folder": "fichier|dossier",
  folder: "dossier",
  hold: "droit",
  id: "identifiant",
  "id|all": "identifiant|all",
  "id|file": "identifiant|fichier",
  integer: "nombre",
  kind: "genre",
  list: "liste",
  mark: "signe",
  model: "modèle",
  n: "n",
  name: "nom",
  "name=value": "nom=valeur",
  number: "nombre",
  layer: "couche",
  hash: "empreinte",
  period: "période",
  place: "lieu",
  verb: "verbe",
  what: "quoi",
  quarter: "trimestre",
  "role=name": "rôle=nom",
  rule: "règle",
  share: "part",
  status: "statut",
  text: "texte",
  times: "fois",
  type: "type",
  "what=share": "quoi=part",
  "what=value": "quoi=valeur",
  word: "mot",
  words: "mots",
  "yes|no": "yes|no",
};

/** A placeholder of the help, `<date>`, in the language of the call. */
export function placeholder(word: string, language: Language): string {
  return language === "fr" ? (FRENCH_WORDS[word] ?? word) : word;
}
