import type { Messages } from "keiretsu";

export const pagerWords = {
  before: { en: "Before", fr: "Précédents" },
  after: { en: "Next", fr: "Suivants" },
  rows: {
    en: (first: string, last: string, all: string) => `${first} to ${last} of ${all}`,
    fr: (first: string, last: string, all: string) => `${first} à ${last} sur ${all}`,
  },
} as const satisfies Messages;
