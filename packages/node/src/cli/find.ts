import { findResult, type HitKind, inLanguage } from "keiretsu";
import { citations, ourWords } from "./cite.ts";
import { EXIT, type Bilingual, type Command } from "./command.ts";
import { openCasebook } from "./open.ts";
import { CASEBOOK, VIEW_OPTIONS } from "./options.ts";
import { paint, wrapText, writeCsv, writeJson } from "./output.ts";

const KINDS: Readonly<Record<HitKind, Bilingual>> = {
  entity: { en: "entity", fr: "entité" },
  deal: { en: "deal", fr: "accord" },
  leg: { en: "leg", fr: "volet" },
  claim: { en: "claim", fr: "affirmation" },
  source: { en: "source", fr: "source" },
};

/** Search by words, in English or French. */
export const findCommand: Command = {
  name: "find",
  summary: { en: "Search the casebook by words, in English or French", fr: "Chercher par mots dans le dossier, en français ou en anglais" },
  arguments: [CASEBOOK, { name: "words", required: true, description: { en: "Words in quotation marks", fr: "Mots entre guillemets" } }],
  options: [
    {
      name: "kind",
      kind: "list",
      choices: Object.keys(KINDS),
      description: { en: "Only these kinds of record", fr: "Seulement ces sortes de lignes" },
    },
    ...VIEW_OPTIONS.filter((option) => option.name === "known"),
    {
      name: "limit",
      kind: "integer",
      min: 1,
      max: 10_000,
      fallback: "20",
      description: { en: "Most answers shown", fr: "Nombre de réponses affichées" },
    },
  ],
  csv: true,
  examples: [
    'keiretsu find casebooks/ai-alliances "lettre d’intention"',
    'keiretsu find casebooks/ai-alliances "openai loss" --kind claim --known 2025-10-24',
  ],
  run(call) {
    const casebook = openCasebook(call);
    const kinds = call.list("kind") as readonly HitKind[] | null;
    const result = findResult(casebook, { text: call.args[1], kinds, limit: call.number("limit")!, knownOn: call.text("known") });
    const { hits, total, sources } = result.values;
    const code = hits.length === 0 ? EXIT.data : EXIT.fine;
    const { io, language } = call;
    if (call.flag("json")) writeJson(io, result);
    else if (call.flag("csv")) {
      const rows = hits.map((hit) => [hit.kind, hit.id, hit.match, hit.score, hit.title, hit.titleFr, hit.sources.join("|")]);
      writeCsv(io, { head: ["kind", "id", "match", "score", "title", "title_fr", "sources"], rows });
    } else if (hits.length === 0) io.stdout(`${call.say({ en: "Nothing found.", fr: "Rien trouvé." })}\n`);
    else {
      // A hit may rest on dozens of sources: three are enough to start from, --json names all.
      const shown = hits.map((hit) => hit.sources.slice(0, 3));
      const cited = new Set(shown.flat());
      const { mark, list } = citations(
        io,
        sources.filter((source) => cited.has(source.id)),
        language,
      );
      hits.forEach((hit, i) => {
        io.stdout(`${paint(io, "bold", hit.id)}  (${call.say(KINDS[hit.kind])}) ${mark(...shown[i])}\n`);
        // Names and titles of documents are as their owners write them.
        const named = hit.kind === "entity" || hit.kind === "source";
        io.stdout(
          `${wrapText(io, named ? inLanguage(hit.title, hit.titleFr, language).text : ourWords(hit.title, hit.titleFr, language), 4)}\n`,
        );
      });
      io.stdout("\n");
      if (total > hits.length) {
        io.stdout(
          `${call.say({ en: `${hits.length} of ${total} shown (--limit).`, fr: `${hits.length} réponses sur ${total} (--limit).` })}\n\n`,
        );
      }
      io.stdout(list());
    }
    return code;
  },
};
