import { controlRuleNames, formatNumber, formatShare, missingTermNames, type Owners, ownerWords } from "keiretsu";
import type { Bilingual, Call } from "./command.ts";
import { formatTable, paint, wrapText } from "./output.ts";

/** The sections of `owners` beside its table of stakes. */
interface Words {
  readonly name: (id: string) => string;
  /** "[3]" for the sources of these claims. */
  readonly cite: (claims: readonly string[]) => string;
}

/** Rows of a section; the others are in --json. */
const SHOWN = 12;
/** Chains that move a stake by less say nothing. */
const NOTICED = 0.0005;

function title({ io, say }: Call, text: Bilingual): void {
  io.stdout(`\n${paint(io, "bold", wrapText(io, say(text)))}\n`);
}

function line({ io, say }: Call, text: Bilingual): void {
  io.stdout(`${wrapText(io, say(text))}\n`);
}

function more(call: Call, count: number): void {
  if (count <= 0) return;
  line(call, { en: `${count} more with --json.`, fr: `${count} de plus avec --json.` });
}

export function chainsText(call: Call, { integrated }: Owners, { name, cite }: Words): void {
  const { io, say, language } = call;
  const rows = integrated
    .filter(({ direct, corrected }) => direct === null || Math.abs(corrected - direct) > NOTICED)
    .sort((a, b) => b.corrected - a.corrected);
  if (rows.length === 0) return;
  title(call, ownerWords.chains);
  const head = [
    ownerWords.holder,
    ownerWords.held,
    ownerWords.stated,
    ownerWords.corrected,
    ownerWords.plain,
    { en: "Source", fr: "Source" },
  ].map(say);
  const share = (value: number | null): string | null => (value === null ? null : formatShare(value, language));
  const cells = rows
    .slice(0, SHOWN)
    .map((row) => [name(row.holder), name(row.held), share(row.direct), share(row.corrected), share(row.plain), cite(row.claims)]);
  io.stdout(`${formatTable(io, { head, rows: cells }, { align: ["left", "left", "right", "right", "right", "left"] })}\n`);
  more(call, rows.length - SHOWN);
}

export function controlText(call: Call, { control }: Owners, { name, cite }: Words): void {
  const { io, say, language } = call;
  title(call, ownerWords.control);
  const counts = control.sweep.map(({ above, controls }) => {
    const firms = controls.reduce((total, row) => total + row.firms.length, 0);
    return `${formatShare(above, language)} → ${firms}`;
  });
  line(call, {
    en: `Pairs of holder and firm under control, by the share above which a bloc controls: ${counts.join(", ")}.`,
    fr: `Paires détenteur-société sous contrôle, selon la part au-delà de laquelle un bloc contrôle : ${counts.join(", ")}.`,
  });
  for (const { holder, firm, claim } of control.boards) {
    const money = control.wedge.find((row) => row.holder === holder && row.firm === firm)?.money ?? 0;
    line(call, {
      en: `${name(holder)} names the board of ${name(firm)} ${cite([claim])}: all of the votes, with ${formatShare(money, language)} of the money that sources tell.`,
      fr: `${name(holder)} nomme le conseil de ${name(firm)} ${cite([claim])} : toutes les voix, avec ${formatShare(money, language)} de l’argent connu des sources.`,
    });
  }
  if (control.inFact.length === 0) return;
  const head = [
    ownerWords.holder,
    ownerWords.controls,
    ownerWords.commands,
    ownerWords.rule,
    ownerWords.told,
    { en: "Source", fr: "Source" },
  ].map(say);
  const rows = control.inFact
    .slice(0, SHOWN)
    .map((row) => [
      name(row.holder),
      name(row.firm),
      formatShare(row.votes, language),
      row.certain ? say(controlRuleNames[row.rule]) : `${say(controlRuleNames[row.rule])} *`,
      formatShare(row.told, language),
      cite(row.claims),
    ]);
  io.stdout(`${formatTable(io, { head, rows }, { align: ["left", "left", "right", "left", "right", "left"] })}\n`);
  more(call, control.inFact.length - SHOWN);
  if (control.inFact.every(({ certain }) => certain)) return;
  line(call, ownerWords.uncertain);
}

export function dilutionText(call: Call, { diluted }: Owners, { name, cite }: Words): void {
  const { language, say } = call;
  if (diluted.instruments.length === 0) return;
  title(call, ownerWords.diluted);
  const share = (value: number): string => formatShare(value, language);
  for (const issuer of diluted.issuers) {
    const count = formatNumber(issuer.outstanding.value, language);
    const from = cite(issuer.outstanding.claims);
    const implied = issuer.outstanding.basis === "implied";
    line(call, {
      en: `${name(issuer.issuer)}: ${count} shares today${implied ? ", implied by a stated share read as one of today’s shares, which is an assumption" : ""} ${from}.`,
      fr: `${name(issuer.issuer)} : ${count} actions aujourd’hui${implied ? ", impliquées par une part affirmée lue comme part des actions d’aujourd’hui, ce qui est une hypothèse" : ""} ${from}.`,
    });
    for (const stake of issuer.stakes) {
      line(call, {
        en: `  ${name(stake.holder)}: ${share(stake.before)} today, from ${share(stake.least)} to ${share(stake.most)} once diluted; new shares are up to ${share(stake.ofToday.high)} of those of today.`,
        fr: `  ${name(stake.holder)} : ${share(stake.before)} aujourd’hui, de ${share(stake.least)} à ${share(stake.most)} après dilution ; les actions nouvelles font jusqu’à ${share(stake.ofToday.high)} de celles d’aujourd’hui.`,
      });
    }
    line(call, {
      en: `  All together: from nothing to ${share(issuer.ofEnlarged.high)} of the enlarged count.`,
      fr: `  Tous ensemble : de rien à ${share(issuer.ofEnlarged.high)} du nombre augmenté.`,
    });
  }
  for (const { leg, missing } of diluted.instruments) {
    if (missing.length === 0) continue;
    const terms = missing.map((term) => say(missingTermNames[term])).join(", ");
    line(call, { en: `Not stated for ${leg}: ${terms}.`, fr: `Non affirmé pour ${leg} : ${terms}.` });
  }
}

export function groupsText(call: Call, { groups }: Owners, { name, cite }: Words): void {
  const { language } = call;
  const told = groups.filter(({ claims }) => claims.length > 0);
  if (groups.length === 0) return;
  title(call, { en: "What groups hold of themselves, at least", fr: "Ce que les groupes détiennent d’eux-mêmes, au moins" });
  const share = (value: number): string => formatShare(value, language);
  for (const group of told) {
    const { members, pairs, linkedPairs, mutualPairs } = group;
    line(call, {
      en: `${name(group.group)}: at least ${share(group.mutualAtLeast)} directly and ${share(group.insiderAtLeast)} through all chains, each of ${members.length} firms weighing the same (no market values); ${linkedPairs} of ${pairs} pairs are linked, ${mutualPairs} both ways ${cite(group.claims)}.`,
      fr: `${name(group.group)} : au moins ${share(group.mutualAtLeast)} directement et ${share(group.insiderAtLeast)} par toutes les chaînes, chacune des ${members.length} sociétés pesant autant (sans valeurs de marché) ; ${linkedPairs} paires sur ${pairs} sont liées, ${mutualPairs} dans les deux sens ${cite(group.claims)}.`,
    });
  }
  const silent = new Set(groups.filter((group) => !told.some((other) => other.group === group.group)).map(({ group }) => group));
  if (silent.size === 0) return;
  const list = [...silent].map(name).join(", ");
  line(call, {
    en: `No stake between members is stated, which is not nothing held: ${list}.`,
    fr: `Aucune participation entre membres n’est affirmée, ce qui ne veut pas dire aucune : ${list}.`,
  });
}
