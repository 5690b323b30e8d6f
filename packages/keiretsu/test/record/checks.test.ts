import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { checkCasebook, judgementRules } from "../../src/record/checks/index.ts";
import { independentOrigins } from "../../src/record/checks/shared-origins.ts";
import { load } from "../../src/record/read/load.ts";
import { casebookOf } from "./case.ts";

/**
 * For each rule the neighbour of its case that must pass in silence; the cases that must fire are in errors/. Rows are written short and
 * filled up with what every table needs.
 */
interface Rows {
  readonly legs?: readonly string[];
  readonly claims?: readonly string[];
  readonly status?: readonly string[];
  readonly sources?: readonly string[];
  readonly more?: Readonly<Record<string, string>>;
}

const SOURCES = ["reuters,2025-10-06,", "le-monde,2025-10-24,"];

/**
 * Legs: id,deal,instrument,from,to,gives,issuer,sum,part_of,reading. Claims: id,subject,predicate,value,unit,valid_on,known_on,basis,source.
 * Status: leg,status,valid_on. Sources: id,published_on,origin.
 */
function codes(rows: Rows): readonly string[] {
  const casebook = casebookOf({
    sources: `id,published_on,origin,publisher,title,language,kind,seen\n${(rows.sources ?? SOURCES).map((row) => `${row},P,T,en,press,yes\n`).join("")}`,
    entities:
      "id,name,kind,parent\nnvidia,Nvidia,company,\nopenai,OpenAI,lab,\noracle,Oracle,company,\namazon,Amazon,company,\naws,AWS,company,amazon\n",
    deals: "id,title,chapter\ndeal-1,A,ai\ndeal-2,B,ai\n",
    legs: `id,deal,instrument,from,to,gives,issuer,sum,part_of,reading,title\n${(rows.legs ?? []).map((row) => `${row},Title\n`).join("")}`,
    claims: `id,subject,predicate,value,unit,valid_on,known_on,basis,source,recorded_on,stance,confidence,paraphrase\n${(rows.claims ?? []).map((row) => `${row},2026-11-22,asserts,press,Said\n`).join("")}`,
    status: `leg,status,valid_on,known_on,basis,recorded_on,source\n${(rows.status ?? []).map((row) => `${row},2025-12-01,published,2026-11-22,reuters\n`).join("")}`,
    ...rows.more,
  });
  return checkCasebook(casebook)
    .map((finding) => finding.code)
    .filter((code) => !["leg-without-status", "no-status-at-all"].includes(code));
}

const stake = "stake,deal-1,equity-investment,nvidia,openai,cash,openai,leg,,";
const purchase = "purchase,deal-1,supply-purchase,openai,nvidia,cash,,leg,,";

function amount(id: string, leg: string, value: string): string {
  return `${id},${leg},amount,${value},USD,2025-09-22,2025-10-06,published,reuters`;
}

function revenue(id: string, value: string): string {
  return `${id},openai,revenue,${value},USD,2025,2025-10-06,published,reuters`;
}

function share(id: string, subject: string, holder: string, value: number, on: string): string {
  return `${id},${subject},ownership-share-by-${holder},${value},%,${on},2025-10-06,published,reuters`;
}

function warrantOfNvidia(from: string, to: string): string {
  return `warrant-1,deal-1,warrant,${from},${to},warrants,nvidia,leg,,`;
}

/** A second stake of Nvidia in OpenAI. */
function other(deal: string, more = ",leg,,"): string {
  return `other,${deal},equity-investment,nvidia,openai,cash,openai${more}`;
}

function loop(legs: string): Readonly<Record<string, string>> {
  return { loops: `id,title,legs\nloop-1,The loop,${legs}\n` };
}

function cited(source: string, origin: string | null = null): { readonly source: string; readonly origin: string | null } {
  return { source, origin };
}

describe("directions", () => {
  test("a stake, its cash, a warrant and a guarantee that go the right way", () => {
    const shares = "shares,deal-1,share-issue,openai,nvidia,shares,openai,leg,,";
    const warrant = "warrant-1,deal-2,warrant,nvidia,openai,warrants,nvidia,leg,,";
    const loan = "loan,deal-2,debt,oracle,openai,cash,,leg,,";
    const cover = "cover,deal-2,guarantee-backstop,nvidia,oracle,guarantee,,leg,,";
    expect(codes({ legs: [stake, shares, warrant, loan, cover, purchase] })).toEqual([]);
  });

  test("old shares bought from a holder go another way than new ones, and a mark moves nothing", () => {
    const sale = "sale,deal-1,share-sale,nvidia,oracle,cash,openai,leg,,";
    const mark = "mark,deal-2,equity-investment,nvidia,openai,valuation,openai,leg,,";
    expect(codes({ legs: [sale, mark] })).toEqual([]);
  });

  test("a vendor that hands its client warrants and is paid for goods is consistent; swapped, it is not", () => {
    expect(codes({ legs: [purchase, warrantOfNvidia("nvidia", "openai")] })).toEqual([]);
    expect(codes({ legs: [purchase, warrantOfNvidia("openai", "nvidia")] })).toContain("securities-direction");
  });
});

describe("status", () => {
  test("forward, and the same status told twice, is in order", () => {
    const status = [
      "stake,rumoured,2025-08",
      "stake,announced,2025-09-22",
      "stake,announced,2025-09-30",
      "stake,closed,2025-11",
      "stake,lapsed,2025-12",
    ];
    expect(codes({ legs: [stake], status })).toEqual([]);
  });

  test("the order of the rows has no say, the dates have", () => {
    const status = ["stake,closed,2025-11", "stake,announced,2025-09-22"];
    // That nobody tells its amount is another matter.
    expect(codes({ legs: [stake], status })).toEqual(["leg-without-amount"]);
  });

  test("denied after lapsed stays ended", () => {
    expect(codes({ legs: [stake], status: ["stake,lapsed,2025-09", "stake,denied,2025-11"] })).toEqual([]);
  });
});

describe("knowledge", () => {
  test("known on the day of publication, within a partial date, or announced before", () => {
    const claims = [
      "c-1,openai,revenue,1 bn,USD,2025,2025-10-06,published,reuters",
      "c-2,openai,cash,1 bn,USD,2025,2025-10,published,reuters",
      "c-3,openai,debt,1 bn,USD,2025,2025-09-22,announced,reuters",
      "c-4,openai,users,5,count,2025,,published,reuters",
    ];
    expect(codes({ claims })).toEqual([]);
  });
});

describe("units", () => {
  test("the word for a currency is told wherever it stands, a measure is not", () => {
    const claim = (unit: string): string => `c-1,openai,revenue,5,${unit},2025,2025-10-06,published,reuters`;
    expect(codes({ claims: [claim("dollars")] })).toEqual(["amount-not-money"]);
    expect(codes({ claims: [claim("GW")] })).toEqual([]);
  });
});

describe("ownership", () => {
  test("100 % is not above 100 %, nor are shares of another date or another firm, nor claims that contradict", () => {
    const claims = [
      share("c-1", "openai", "microsoft", 49, "2025-01"),
      share("c-2", "openai", "foundation", 51, "2025-01"),
      share("c-3", "openai", "microsoft", 27, "2025-10"),
      share("c-4", "oracle", "ellison", 60, "2025-01"),
      share("c-5", "openai", "microsoft", 32.5, "2025-10"),
      share("c-6", "openai", "foundation", 70, "2025-10"),
    ];
    expect(codes({ claims })).toEqual([]);
  });
});

describe("sums", () => {
  test("two legs are not one when they are of one deal, far in time, far in amount, or linked", () => {
    const near = ["stake,announced,2025-09-22", "other,announced,2025-10-01"];
    const same = [amount("c-1", "stake", "100 bn"), amount("c-2", "other", "100 bn")];
    expect(codes({ legs: [stake, other("deal-2")], claims: same, status: near })).toContain("apparent-duplicate");
    expect(codes({ legs: [stake, other("deal-1")], claims: same, status: near })).toEqual([]);
    expect(codes({ legs: [stake, other("deal-2")], claims: same, status: [near[0], "other,announced,2025-12-01"] })).toEqual([]);
    expect(codes({ legs: [stake, other("deal-2")], claims: [same[0], amount("c-2", "other", "30 bn")], status: near })).toEqual([]);
    expect(codes({ legs: [stake, other("deal-2", ",leg,stake,")], claims: same, status: near })).toEqual([]);
  });

  test("an ended leg is no duplicate of the one that took its place", () => {
    const claims = [amount("c-1", "stake", "30 bn"), amount("c-2", "other", "30 bn")];
    const status = ["stake,announced,2025-09-22", "stake,lapsed,2025-10-01", "other,announced,2025-10-01"];
    expect(codes({ legs: [stake, other("deal-2")], claims, status })).toEqual([]);
  });

  test("parts that fill their whole to the last dollar fit, and a lapsed part is no part", () => {
    const legs = [
      "whole,deal-1,cloud-capacity,openai,oracle,cash,,leg,,",
      "part-1,deal-1,cloud-capacity,openai,oracle,cash,,leg,whole,",
      "part-2,deal-1,cloud-capacity,openai,oracle,cash,,leg,whole,",
      "part-3,deal-1,cloud-capacity,openai,oracle,cash,,leg,whole,",
    ];
    const claims = [
      amount("c-1", "whole", "22.4 bn"),
      amount("c-2", "part-1", "11.9 bn"),
      amount("c-3", "part-2", "10.5 bn"),
      amount("c-4", "part-3", "9 bn"),
    ];
    const status = ["whole,announced,2025-03", "part-1,announced,2025-03", "part-2,announced,2025-05", "part-3,lapsed,2025-06"];
    expect(codes({ legs, claims, status })).toEqual([]);
  });

  test("a claim that calls the amount an aggregate is heard as well as a note of the leg", () => {
    const claims = "id,subject,predicate,value,unit,valid_on,basis,source,recorded_on,stance,confidence,paraphrase\n";
    const more = { claims: `${claims}c-1,stake,amount,100 bn,USD,2025,published,reuters,2026-11-22,asserts,press,An aggregate of four\n` };
    expect(codes({ legs: [stake], more })).toEqual(["says-aggregate"]);
  });

  test("an umbrella with a part is one, and a leg that names its whole may say that it is part of an aggregate", () => {
    const umbrella = "plan,deal-1,cloud-capacity,openai,oracle,cash,,umbrella,,";
    const part = "part-1,deal-1,cloud-capacity,openai,oracle,cash,,leg,plan,";
    expect(codes({ legs: [umbrella, part] })).toEqual([]);
  });
});

describe("units", () => {
  test("claims that contradict one another by less than a lost scale are no lost unit", () => {
    expect(codes({ claims: [revenue("c-1", "13 bn"), revenue("c-2", "20 bn"), revenue("c-3", "100 m")] })).toEqual([]);
  });

  test("a thousand, a million and a billion lost are seen", () => {
    for (const value of ["13 m", "13000", "13"])
      expect.soft(codes({ claims: [revenue("c-1", "13 bn"), revenue("c-2", value)] }), value).toEqual(["lost-unit"]);
  });

  test("100 dollars among deals of billions is seen even when no other claim speaks of that leg", () => {
    const legs = ["a", "b", "c", "d"].map((id) => `${id},deal-1,cloud-capacity,openai,oracle,cash,,leg,,`);
    const amounts = ["10 bn", "21 bn", "35 bn", "100"].map(
      (value, i) => `c-${i},${"abcd"[i]},amount,${value},USD,2025,2025-10-06,published,reuters`,
    );
    expect(codes({ legs, claims: amounts })).toEqual(["lost-unit"]);
  });
});

describe("readings", () => {
  const claims = [amount("c-1", "stake", "100 bn")];
  test("a claim about the leg, the word unknown, and none", () => {
    for (const reading of ["c-1", "unknown", ""]) expect.soft(codes({ legs: [`${stake}${reading}`], claims }), reading).toEqual([]);
  });
});

describe("loops", () => {
  test("there and back, half a loop, and a unit that hands on what its parent received", () => {
    const toParent = "to-parent,deal-1,supply-purchase,openai,amazon,cash,,leg,,";
    const fromUnit = "from-unit,deal-1,cloud-credits,aws,openai,credits,,leg,,";
    expect(codes({ legs: [stake, purchase], more: loop("stake|purchase") })).toEqual([]);
    expect(codes({ legs: [stake, purchase], more: loop("stake") })).toEqual([]);
    expect(codes({ legs: [toParent, fromUnit], more: loop("to-parent|from-unit") })).toEqual([]);
  });
});

describe("origins", () => {
  const claims = [
    "c-1,openai,revenue,1 bn,USD,2025,2025-10-24,published,reuters",
    "c-2,openai,revenue,1 bn,USD,2025,2025-10-24,published,le-monde",
  ];

  test("two sources of their own are two origins; a page that relays the other is none", () => {
    const apart = { sources: SOURCES, claims };
    expect(codes(apart)).toEqual([]);
    expect(codes({ ...apart, sources: ["reuters,2025-10-06,", "le-monde,2025-10-24,reuters"] })).toEqual(["shared-origin"]);
  });

  test("chains are followed to their end, through pages and through what a claim itself cites", () => {
    const sources = casebookOf({
      sources: `id,origin,publisher,title,language,kind,seen\n${["a,", "b,a", "c,b", "d,", "e,e"].map((row) => `${row},P,T,en,press,yes\n`).join("")}`,
    });
    expect(independentOrigins(sources, [cited("a"), cited("b"), cited("c")])).toBe(1);
    expect(independentOrigins(sources, [cited("a"), cited("d")])).toBe(2);
    expect(independentOrigins(sources, [cited("a"), cited("d", "c")])).toBe(1);
    expect(independentOrigins(sources, [cited("e")])).toBe(1);
    expect(independentOrigins(sources, [])).toBe(0);
  });
});

test("the rules live through a book that is not whole", () => {
  const legs =
    "id,deal,instrument,from,to,gives,issuer,sum,part_of,reading,title\na,nowhere,debt,ghost,ghost-2,cash,,leg,a|b,x,T\nb,nowhere,debt,ghost,ghost,cash,,leg,a,,T\n";
  const derived = "id,title,formula,unit,than,stated\nf,T,{nothing}/{f},USD,f,nobody\n";
  const loops = "id,title,legs\nl,T,a|b|zero\n";
  const entities = "id,name,kind,parent\nghost,G,company,ghost\n";
  const casebook = casebookOf({ legs, derived, loops, entities });
  for (const rule of judgementRules) expect(() => rule.check(casebook)).not.toThrow();
});

test("the casebook of the AI alliances: the one source whose arithmetic runs backwards is reported, and nothing is an error", () => {
  const folder = new URL("../../../../casebooks/ai-alliances/", import.meta.url);
  const names = readdirSync(folder).filter((name) => /\.(csv|json)$/.test(name));
  const { casebook } = load(names.map((path) => ({ path, text: readFileSync(new URL(path, folder), "utf8") })));
  const findings = checkCasebook(casebook);
  expect(findings.filter((finding) => finding.severity === "error")).toEqual([]);
  const backwards = findings.filter((finding) => finding.code === "arithmetic-runs-backwards");
  expect(backwards).toHaveLength(1);
  expect(backwards[0].summary).toContain("ar-02");
  expect(findings.filter((finding) => finding.code === "apparent-duplicate")).toEqual([]);
});
