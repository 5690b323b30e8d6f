import type { FindingCode } from "keiretsu";

/** What `keiretsu store verify` can find: that someone changed the store other than through the program. */

export const changeAltered: FindingCode = {
  code: "store-change-altered",
  severity: "error",
  summary: "Change {found} ({kind}, {name}) is not what was recorded: its hash does not fit what it says or what came before.",
  summaryFr:
    "Le changement {found} ({kind}, {name}) n’est pas ce qui fut enregistré : son empreinte ne correspond pas à son contenu ou à ce qui précède.",
  advice: "Compare with a back-up; everything after this change is in doubt.",
  adviceFr: "Comparez avec une sauvegarde ; tout ce qui suit ce changement est douteux.",
};

export const changeMissing: FindingCode = {
  code: "store-change-missing",
  severity: "error",
  summary: "Change {found} is missing, or changes were put in another order.",
  summaryFr: "Le changement {found} manque, ou l’ordre des changements a été modifié.",
  advice: "Compare with a back-up, which holds it.",
  adviceFr: "Comparez avec une sauvegarde, qui le contient.",
};

export const endMissing: FindingCode = {
  code: "store-end-missing",
  severity: "error",
  summary: "The history ends with change {found}; the store noted {expected}, with another hash or number.",
  summaryFr: "L’histoire finit au changement {found} ; le dépôt avait noté {expected}, avec une autre empreinte ou un autre nombre.",
  advice: "The last changes were cut off, or the note was altered: compare with a back-up.",
  adviceFr: "Les derniers changements ont été coupés, ou la note modifiée : comparez avec une sauvegarde.",
};

export const rowAltered: FindingCode = {
  code: "store-row-altered",
  severity: "error",
  summary: "{found} in {path} of {casebook} (from revision {from}) says something else than the change that wrote it.",
  summaryFr: "{found} dans {path} de {casebook} (depuis la révision {from}) dit autre chose que le changement qui l’a écrit.",
  advice: "Compare with a back-up; the changes still hold the true text.",
  adviceFr: "Comparez avec une sauvegarde ; les changements contiennent encore le vrai texte.",
};

export const rowMissing: FindingCode = {
  code: "store-row-missing",
  severity: "error",
  summary: "{found} in {path} of {casebook} (from revision {from}) was deleted; a change wrote it.",
  summaryFr: "{found} dans {path} de {casebook} (depuis la révision {from}) a été effacé ; un changement l’avait écrit.",
  advice: "Compare with a back-up; the changes still hold the true text.",
  adviceFr: "Comparez avec une sauvegarde ; les changements contiennent encore le vrai texte.",
};

export const rowUnknown: FindingCode = {
  code: "store-row-unknown",
  severity: "error",
  summary: "{found} in {path} of {casebook} (from revision {from}) was written by no change.",
  summaryFr: "{found} dans {path} de {casebook} (depuis la révision {from}) n’a été écrit par aucun changement.",
  advice: "Someone put it there past the program: take it out, or compare with a back-up.",
  adviceFr: "Quelqu’un l’y a mis sans passer par le programme : retirez-le, ou comparez avec une sauvegarde.",
};

export const headUnknown: FindingCode = {
  code: "store-head-unknown",
  severity: "error",
  summary: "No change has the hash {found}: the history that you noted is not the one of this store.",
  summaryFr: "Aucun changement n’a l’empreinte {found} : l’histoire que vous avez notée n’est pas celle de ce dépôt.",
  advice: "Check the hash; if it is right, the whole history was written anew: take a back-up from before.",
  adviceFr: "Vérifiez l’empreinte ; si elle est juste, toute l’histoire a été réécrite : prenez une sauvegarde antérieure.",
};
