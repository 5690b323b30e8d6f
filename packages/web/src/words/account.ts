import type { Messages } from "keiretsu";

export const accountWords = {
  local: {
    en: "This server runs for one person on this machine. Reading needs nothing; writing needs the key that it printed when it started.",
    fr: "Ce serveur tourne pour une personne sur cette machine. Lire ne demande rien ; écrire demande la clé affichée à son démarrage.",
  },
  mayWrite: { en: "You may write.", fr: "Vous pouvez écrire." },
  key: { en: "Key", fr: "Clé" },
  useKey: { en: "Use this key", fr: "Utiliser cette clé" },
  forget: { en: "Forget the key", fr: "Oublier la clé" },
  wrongKey: { en: "The server does not know this key.", fr: "Le serveur ne connaît pas cette clé." },
  account: { en: "Account", fr: "Compte" },
  password: { en: "Password", fr: "Mot de passe" },
  toSignIn: { en: "Sign in to read", fr: "S’identifier pour lire" },
  signIn: { en: "Sign in", fr: "S’identifier" },
  signOut: { en: "Sign out", fr: "Se déconnecter" },
  signedIn: {
    en: (name: string, role: string) => `Signed in as ${name}, who may ${role}.`,
    fr: (name: string, role: string) => `Identifié : ${name}, qui peut ${role}.`,
  },
  role: { en: "Role", fr: "Rôle" },
  tokens: { en: "Tokens for programs", fr: "Jetons pour les programmes" },
  noTokens: { en: "None.", fr: "Aucun." },
  title: { en: "What it is for", fr: "À quoi il sert" },
  days: { en: "Days it lasts", fr: "Durée en jours" },
  newToken: { en: "New token", fr: "Nouveau jeton" },
  secret: { en: "Its secret, shown once:", fr: "Son secret, montré une seule fois :" },
  revoke: { en: "Revoke", fr: "Révoquer" },
  expires: { en: "Ends on", fr: "Finit le" },
  accounts: { en: "Accounts", fr: "Comptes" },
  newAccount: { en: "New account", fr: "Nouveau compte" },
  shownName: { en: "Name shown", fr: "Nom affiché" },
  remove: { en: "Remove", fr: "Supprimer" },
  removed: { en: "removed", fr: "supprimé" },
  audit: { en: "Who did what", fr: "Qui a fait quoi" },
  when: { en: "When", fr: "Quand" },
  action: { en: "Action", fr: "Action" },
  result: { en: "Result", fr: "Résultat" },
  changePassword: { en: "Change the password", fr: "Changer le mot de passe" },
  oldPassword: { en: "Password now", fr: "Mot de passe actuel" },
  newPassword: { en: "New password (12 characters or more)", fr: "Nouveau mot de passe (12 caractères ou plus)" },
  changed: { en: "Changed. Other sessions have ended.", fr: "Changé. Les autres sessions sont terminées." },
  published: {
    en: "A published site has no accounts: everybody may read it.",
    fr: "Un site publié n’a pas de comptes : chacun peut le lire.",
  },
} as const satisfies Messages;

/** What each role lets its holder do, beside what the ones before it let. */
export const roleNames = {
  read: { en: "read", fr: "lire" },
  propose: { en: "propose", fr: "proposer" },
  review: { en: "review", fr: "relire et décider" },
  administer: { en: "administer", fr: "administrer" },
} as const;
