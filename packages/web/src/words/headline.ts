import type { Messages } from "keiretsu";

export const headlineWords = {
  nothing: { en: "No deal with a known amount counts in this view.", fr: "Aucun accord de montant connu ne compte dans cette vue." },
  lead: {
    en: (gross: string, setOff: string, share: string) =>
      `Of ${gross} promised in deals whose amount is known, up to ${setOff} (${share}) could be the same money going round.`,
    fr: (gross: string, setOff: string, share: string) =>
      `Sur ${gross} promis dans les accords dont le montant est connu, jusqu’à ${setOff} (${share}) pourraient être le même argent qui tourne.`,
  },
} as const satisfies Messages;
