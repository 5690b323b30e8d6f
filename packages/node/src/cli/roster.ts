import { entityNames, formatDate, rosterResult } from "keiretsu";
import { citations } from "./cite.ts";
import { EXIT, type Bilingual, type Command } from "./command.ts";
import { openCasebook } from "./open.ts";
import { CASEBOOK } from "./options.ts";
import { formatTable, paint, writeCsv, writeJson } from "./output.ts";
import { subjectKnown } from "./subject.ts";

/** Who sat in a club at a date, or in which clubs a firm sat. */
export const rosterCommand: Command = {
  name: "roster",
  summary: {
    en: "Members of a group or club at a date, or the clubs of a firm",
    fr: "Les membres d’un groupe ou club à une date, ou les clubs d’une firme",
  },
  arguments: [CASEBOOK],
  options: [
    {
      name: "group",
      kind: "text",
      value: "id",
      description: { en: "Group or club, by id or name", fr: "Groupe ou club, par identifiant ou nom" },
    },
    { name: "member", kind: "text", value: "name", description: { en: "Firm, by id or name", fr: "Firme, par identifiant ou nom" } },
    { name: "valid", kind: "date", description: { en: "The newest list at this date", fr: "La liste la plus récente à cette date" } },
  ],
  csv: true,
  examples: ["keiretsu roster casebooks/keiretsu-japan --group kinyokai", "keiretsu roster casebooks/keiretsu-japan --member Toyota"],
  run(call) {
    const casebook = openCasebook(call);
    const asked = { group: call.text("group"), member: call.text("member"), validOn: call.text("valid") };
    const result = subjectKnown(
      { subject: asked.member ?? asked.group ?? "", casebook, kinds: asked.member === null ? [] : ["entity"] },
      () => rosterResult(casebook, asked),
    );
    const { members, clubs, sources } = result.values;
    const code = members.length === 0 ? EXIT.data : EXIT.fine;
    const { io, language } = call;
    if (call.flag("json")) writeJson(io, result);
    else if (call.flag("csv")) {
      const head = ["group", "club", "valid_on", "member", "member_local", "entity", "role", "source", "confidence"];
      const rows = members.map((row) => [
        row.group,
        row.club,
        row.validOn,
        row.member,
        row.memberLocal,
        row.entity,
        row.role,
        row.source,
        row.confidence,
      ]);
      writeCsv(io, { head, rows });
    } else if (members.length === 0) io.stdout(`${call.say({ en: "No list at this date.", fr: "Aucune liste à cette date." })}\n`);
    else {
      const { mark, list } = citations(io, sources, language);
      const nameOf = entityNames(casebook, language);
      const head = [ROLE_HEAD, MEMBER_HEAD, LOCAL_HEAD].map(call.say);
      for (const club of clubs) {
        const title = [club.club, club.group].flatMap((id) => (id === null ? [] : [nameOf(id)])).join(", ");
        const dates = club.dates.map((date) => formatDate(date, language)).join(", ");
        const others =
          club.dates.length > 1
            ? ` (${call.say({ en: "lists", fr: "listes" })} : ${dates})`.replace(" :", language === "fr" ? " :" : ":")
            : "";
        io.stdout(`${paint(io, "bold", title)}, ${formatDate(club.validOn, language)}${others} ${mark(club.source)}\n`);
        const listed = members.filter(
          (row) => row.group === club.group && row.club === club.club && row.validOn === club.validOn && row.source === club.source,
        );
        const columns = listed.some((row) => row.memberLocal !== "") ? 3 : 2;
        const rows = listed.map((row) =>
          [call.say(ROLES[row.role] ?? { en: row.role, fr: row.role }), row.member, row.memberLocal].slice(0, columns),
        );
        io.stdout(`${formatTable(io, { head: head.slice(0, columns), rows }, { indent: 2 })}\n\n`);
      }
      io.stdout(list());
    }
    return code;
  },
};

const ROLE_HEAD: Bilingual = { en: "Role", fr: "Rôle" };
const MEMBER_HEAD: Bilingual = { en: "Member", fr: "Membre" };
const LOCAL_HEAD: Bilingual = { en: "Own script", fr: "Écriture locale" };

const ROLES: Readonly<Record<string, Bilingual>> = {
  "main-bank": { en: "main bank", fr: "banque principale" },
  "trust-bank": { en: "trust bank", fr: "banque fiduciaire" },
  "trading-house": { en: "trading house", fr: "maison de commerce" },
  "life-insurer": { en: "life insurer", fr: "assureur vie" },
  "non-life-insurer": { en: "non-life insurer", fr: "assureur dommages" },
  core: { en: "core firm", fr: "firme pilier" },
  member: { en: "member", fr: "membre" },
  observer: { en: "observer", fr: "observateur" },
};
