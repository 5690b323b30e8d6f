import type { Warning } from "keiretsu";
import type { Language } from "./command.ts";

/**
 * A warning of an answer on bare payments, as a line of text. The JSON carries the English message in every language; here the figures of that
 * message are set into a French sentence. A warning without one keeps its message.
 */
export function warningText({ code, message }: Warning, language: Language): string {
  const sentence = language === "fr" ? FRENCH[code] : undefined;
  if (!sentence) return `${code}: ${message}`;
  return `${code} : ${sentence(message.match(/\d+(\.\d+)?/g) ?? [], message)}`;
}

type Sentence = (figures: readonly string[], message: string) => string;

const FRENCH: Readonly<Record<string, Sentence>> = {
  "refused-rows": ([count, rows], message) =>
    `${count} ${count === "1" ? "ligne refusée" : "lignes refusées"} sur ${rows} : ${message.slice(message.lastIndexOf(" ") + 1)}`,
  "parallel-edges": ([count]) =>
    count === "1"
      ? "1 ligne a même payeur et même bénéficiaire qu’une autre ; elle compte séparément"
      : `${count} lignes ont même payeur et même bénéficiaire qu’une autre ; elles comptent séparément`,
  "self-loops": ([count]) => `${count} ${count === "1" ? "ligne" : "lignes"} où une entreprise se paie elle-même`,
  "self-loops-dropped": ([count]) =>
    count === "1"
      ? "1 paiement d’une entreprise à elle-même est laissé de côté"
      : `${count} paiements d’une entreprise à elle-même sont laissés de côté`,
  "ids-not-utf8": ([count]) =>
    `${count} ${count === "1" ? "identifiant contient" : "identifiants contiennent"} des octets qui ne sont pas de l’UTF-8, écrits \\xNN`,
  "not-proven": ([phases, lower, upper]) => `arrêt après ${phases} phases : la compensation maximale est entre ${lower} et ${upper}`,
  "index-estimated": ([size, limit]) =>
    `la plus grande composante de boucles a ${size} nœuds, plus que la limite de ${limit} : sa part de l’indice est estimée par marches aléatoires`,
  "circuits-truncated": ([figure], message) =>
    message.startsWith("more")
      ? `plus de ${figure} circuits ont la plus grande capacité ; une partie quelconque en est donnée`
      : `les circuits de capacité inférieure à ${figure} n’ont pas été cherchés`,
};
