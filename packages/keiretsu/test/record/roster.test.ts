import { describe, expect, it } from "vitest";
import type { Casebook, RosterRow } from "../../src/record/casebook.ts";
import { parseDate } from "../../src/record/date.ts";
import { roster } from "../../src/record/roster.ts";
import { toy } from "../toy.ts";

function rows(text: string): readonly RosterRow[] {
  return text
    .trim()
    .split("\n")
    .map((line, i): RosterRow => {
      const [group, club, member, role, date, source] = line.trim().split(" ");
      const place = { file: "rosters.csv", line: i + 2, column: 1 };
      const validOn = date === "undated" ? null : parseDate(date);
      return { place, group, club, member, memberLocal: "", entity: null, role, validOn, source, confidence: "secondary" };
    });
}

const book: Casebook = toy("", {
  rosters: rows(`
    mitsui monday Toyota-Motor observer 1990 press
    mitsui monday Mitsui-Bank main-bank 1990 press
    mitsui monday Mitsui-Bank main-bank 2016 press
    mitsui monday Toshiba member 2016 filing
    sanwa friday Kobe-Steel member undated press
    sanwa friday Hitachi member 1979 press
    fuyo friday Hitachi member 1980 press
  `),
});

function lists(options: Parameters<typeof roster>[1]): readonly string[] {
  return roster(book, options).rosters.map(
    (list) => `${list.group} ${list.validOn?.text ?? "undated"}: ${list.members.map((row) => row.member).join(" ")}`,
  );
}

describe("roster", () => {
  it("gives the newest lists, one a source, bank first", () => {
    expect(lists({ group: "mitsui" })).toEqual(["mitsui 2016: Toshiba", "mitsui 2016: Mitsui-Bank"]);
    expect(lists({ group: "mitsui", validOn: "1995" })).toEqual(["mitsui 1990: Mitsui-Bank Toyota-Motor"]);
    expect(lists({ group: "mitsui", validOn: "1980" })).toEqual([]);
    expect(roster(book, { group: "mitsui" }).dates).toEqual([{ group: "mitsui", club: "monday", validOn: ["1990", "2016"] }]);
  });

  it("keeps lists without a date beside dated ones", () => {
    expect(lists({ group: "sanwa" })).toEqual(["sanwa undated: Kobe-Steel", "sanwa 1979: Hitachi"]);
  });

  it("tells the clubs of a firm", () => {
    expect(lists({ member: "hitachi" })).toEqual(["fuyo 1980: Hitachi", "sanwa 1979: Hitachi"]);
  });

  it("refuses a group or member that no list has", () => {
    expect(() => roster(book, { group: "nobody" })).toThrow(expect.objectContaining({ code: "unknown-subject" }));
    expect(() => roster(book, { member: "Hit" })).toThrow(expect.objectContaining({ code: "unknown-subject" }));
  });
});
