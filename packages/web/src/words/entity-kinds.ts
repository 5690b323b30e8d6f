import type { Text } from "keiretsu";

export const entityKindNames: Readonly<Record<string, Text>> = {
  company: { en: "company", fr: "entreprise" },
  lab: { en: "AI lab", fr: "laboratoire d’IA" },
  fund: { en: "fund", fr: "fonds" },
  project: { en: "project", fr: "projet" },
  "data-centre": { en: "data centre", fr: "centre de données" },
  product: { en: "product", fr: "produit" },
  government: { en: "government", fr: "État" },
  person: { en: "person", fr: "personne" },
  sector: { en: "sector", fr: "secteur" },
  "historical-group": { en: "historical group", fr: "groupe historique" },
};
