import { plural } from "./language.ts";

/** The sentences about loops: how many, what each can carry, why one does not close. */
export const loopWords = {
  found: {
    en: (loops: number, contingent: number, half: number) =>
      `${loops} ${plural(loops, "loop", "loops", "en")} found${contingent > 0 ? `, ${contingent} of them only if a guarantee is called` : ""}${half > 0 ? `, and ${half} half-${plural(half, "loop", "loops", "en")}: a return that sources state and that is no recorded deal` : ""}.`,
    fr: (loops: number, contingent: number, half: number) =>
      `${loops} ${plural(loops, "boucle trouvée", "boucles trouvées", "fr")}${contingent > 0 ? `, dont ${contingent} seulement si une garantie est appelée` : ""}${half > 0 ? `, et ${half} ${plural(half, "demi-boucle", "demi-boucles", "fr")} : un retour que disent les sources et qui n’est pas un accord recensé` : ""}.`,
  },
  ways: {
    en: "Each card is one way from firm to firm, with the loop of deals that can carry most along it.",
    fr: "Chaque carte est un chemin d’entreprise en entreprise, avec la boucle d’accords qui peut y porter le plus.",
  },
  least: {
    en: "A loop carries at most its smallest leg; loops that share a leg cannot be added up.",
    fr: "Une boucle porte au plus son plus petit volet ; des boucles qui partagent un volet ne s’ajoutent pas.",
  },
  noLoops: { en: "No loop is recorded under this view.", fr: "Aucune boucle n’est recensée dans cette vue." },
  dead: { en: "Loops that sources state and that this view ends", fr: "Boucles dites par les sources, arrêtées dans cette vue" },
  open: { en: "its legs do not close a round between firms", fr: "ses volets ne ferment pas un tour entre entreprises" },
  length: { en: "longer than searched", fr: "plus longue que cherché" },
} as const;
