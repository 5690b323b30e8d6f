import { readFileSync } from "node:fs";
import type { Chapter } from "./page.ts";

/** The licence of the app, which comes with this package. */
export function licenceText(): string {
  return readFileSync(new URL("../../LICENSE", import.meta.url), "utf8");
}

/** What whoever finds the folder must know. */
export function readmeText(chapters: readonly Chapter[], version: string): string {
  const books = chapters.map(({ id, title, licence }) => {
    const terms = licence === null ? "" : ` (${licence.title}, ${licence.address})`;
    return `  data/${id}.json  ${title.en} / ${title.fr}${terms}`;
  });
  return `keiretsu ${version}: a read-only site / un site en lecture seule

Put this folder on any web server, at any address, and open index.html there.
It asks nothing but its own files. It does not work from a file:// address,
where browsers load no modules. In another page:

  <iframe src="https://YOUR.SITE/FOLDER/#/embed/network?book=${chapters[0]?.id ?? ""}"
    title="keiretsu" width="100%" height="640" loading="lazy"></iframe>

Mettez ce dossier sur n'importe quel serveur web, à n'importe quelle adresse,
et ouvrez-y index.html. Il ne demande que ses propres fichiers. Il ne marche
pas depuis une adresse file://, où les navigateurs ne chargent pas de modules.

Casebooks / dossiers:
${books.join("\n")}

The app is under the Apache License 2.0 (LICENSE.txt); the data are under the
licences above. keiretsu-site.json lists every file with its SHA-256.
L'application est sous licence Apache 2.0 (LICENSE.txt) ; les données sont sous
les licences ci-dessus. keiretsu-site.json donne le SHA-256 de chaque fichier.
`;
}
