import type { Messages } from "keiretsu";

export const tourWords = {
  step: { en: (at: number, of: number) => `${at} of ${of}`, fr: (at: number, of: number) => `${at} sur ${of}` },
  next: { en: "Next", fr: "Suite" },
  back: { en: "Back", fr: "Retour" },
  see: { en: "See it", fr: "Le voir" },
  leave: { en: "To the network", fr: "Vers le réseau" },
  none: {
    en: "This casebook does not hold the story; open the AI alliances.",
    fr: "Ce dossier ne contient pas l’histoire ; ouvrez celui des alliances de l’IA.",
  },
  promise: { en: "A promise", fr: "Une promesse" },
  promiseText: {
    en: (date: string, amount: string) =>
      `On ${date} everybody could read that Nvidia would put ${amount} into OpenAI. The press told it as announced; a filing of November called it what it was, a letter of intent. Here each stays what its source says: “up to” starts at nothing, and a letter is not cash.`,
    fr: (date: string, amount: string) =>
      `Le ${date}, chacun pouvait lire que Nvidia mettrait ${amount} dans OpenAI. La presse la disait annoncée ; un document officiel de novembre l’a nommée pour ce qu’elle était, une lettre d’intention. Ici chacune reste ce que dit sa source : « jusqu’à » commence à zéro, et une lettre n’est pas de l’argent.`,
  },
  loop: { en: "A loop", fr: "Une boucle" },
  loopText: {
    en: (capacity: string) =>
      `OpenAI would buy Nvidia’s systems with it: the money comes home. Known on that day and letters counted, this loop could carry ${capacity}. Every loop here says how much it can carry, and why.`,
    fr: (capacity: string) =>
      `OpenAI achèterait avec cet argent des systèmes de Nvidia : l’argent rentre à la maison. Avec ce qui se savait ce jour-là, lettres comprises, cette boucle pouvait porter ${capacity}. Chaque boucle dit ici ce qu’elle peut porter, et pourquoi.`,
  },
  turn: { en: "Another day", fr: "Un autre jour" },
  turnGone: {
    en: (date: string) =>
      `On ${date} the letter had been replaced and the loop was gone. Nothing was edited: what was believed in between can still be seen, date by date. Move “Known on” and look.`,
    fr: (date: string) =>
      `Le ${date}, la lettre avait été remplacée et la boucle avait disparu. Rien n’a été modifié : ce que l’on croyait entre-temps se voit encore, date par date. Déplacez « Connu au » et regardez.`,
  },
  turnStill: {
    en: (date: string) => `On ${date} the loop was still there. What was believed on each day can be seen: move “Known on” and look.`,
    fr: (date: string) =>
      `Le ${date}, la boucle était encore là. Ce que l’on croyait chaque jour se voit : déplacez « Connu au » et regardez.`,
  },
  all: { en: "All of it", fr: "Le tout" },
  allText: {
    en: (gross: string, setOff: string, share: string) =>
      `Taken together, ${gross} are promised in deals with a known amount, and at most ${setOff} (${share}) of it could be the same money going round. That is a limit, not a verdict.`,
    fr: (gross: string, setOff: string, share: string) =>
      `En tout, ${gross} sont promis dans des accords au montant connu, et au plus ${setOff} (${share}) pourraient être le même argent qui tourne. C’est une limite, pas un verdict.`,
  },
  doubt: { en: "How far to trust it", fr: "Jusqu’où s’y fier" },
  doubtText: {
    en: (rows: string, unknown: string, legs: string) =>
      `It hangs on how firm a deal must be to count: ${rows}. And ${unknown} of ${legs} legs have no known amount: unknown is not zero, so they are named, never guessed.`,
    fr: (rows: string, unknown: string, legs: string) =>
      `Il dépend de la fermeté exigée d’un accord : ${rows}. Et ${unknown} volets sur ${legs} n’ont pas de montant connu : inconnu n’est pas zéro, ils sont donc nommés, jamais devinés.`,
  },
  yours: { en: "Your turn", fr: "À vous" },
  yoursText: {
    en: (claims: string, sources: string) =>
      `Every number that is underlined leads to its claims and sources: ${claims} claims from ${sources} sources, and those that were not chosen. Cancel a deal, change an amount, put a shock to the web; the address holds what you see, so a link shows it to others.`,
    fr: (claims: string, sources: string) =>
      `Chaque nombre souligné mène à ses affirmations et à ses sources : ${claims} affirmations de ${sources} sources, et celles qui n’ont pas été retenues. Annulez un accord, changez un montant, soumettez le réseau à un choc ; l’adresse contient ce que vous voyez, un lien le montre donc à d’autres.`,
  },
} as const satisfies Messages;
