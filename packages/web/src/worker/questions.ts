import book from "./questions/book.ts";
import headline from "./questions/headline.ts";
import network from "./questions/network.ts";
import networkDates from "./questions/network-dates.ts";
import networkLabels from "./questions/network-labels.ts";
import networkLayout from "./questions/network-layout.ts";

/**
 * Every question that a page may ask, each in a file of its own. Those of the first page come with the worker, the others are read when they are first
 * asked. A question is a function of an open casebook and its parameters; what it returns is plain data or text, since it crosses from the worker to the page.
 */
export const questions = {
  book: async () => ({ default: book }),
  headline: async () => ({ default: headline }),
  tableRow: () => import("./questions/table-row.ts"),
  freeClaimId: () => import("./questions/free-claim-id.ts"),
  checkFiles: () => import("./questions/check-files.ts"),
  foreignNetwork: () => import("./questions/foreign-network.ts"),
  tour: () => import("./questions/tour.ts"),
  evidence: () => import("./questions/evidence.ts"),
  spread: () => import("./questions/spread.ts"),
  spreadPicture: () => import("./questions/spread-picture.ts"),
  choiceLegs: () => import("./questions/choice-legs.ts"),
  loops: () => import("./questions/loops.ts"),
  loop: () => import("./questions/loop.ts"),
  loopPicture: () => import("./questions/loop-picture.ts"),
  spansPicture: () => import("./questions/spans-picture.ts"),
  companies: () => import("./questions/companies.ts"),
  company: () => import("./questions/company.ts"),
  companyPicture: () => import("./questions/company-picture.ts"),
  ties: () => import("./questions/ties.ts"),
  dependence: () => import("./questions/dependence.ts"),
  deal: () => import("./questions/deal.ts"),
  deals: () => import("./questions/deals.ts"),
  story: () => import("./questions/story.ts"),
  storyPicture: () => import("./questions/story-picture.ts"),
  claims: () => import("./questions/claims.ts"),
  disputes: () => import("./questions/disputes.ts"),
  sources: () => import("./questions/sources.ts"),
  record: () => import("./questions/record.ts"),
  find: () => import("./questions/find.ts"),
  compared: () => import("./questions/compared.ts"),
  facts: () => import("./questions/facts.ts"),
  vendorsPicture: () => import("./questions/vendors-picture.ts"),
  supposable: () => import("./questions/supposable.ts"),
  figures: () => import("./questions/figures.ts"),
  model: () => import("./questions/model.ts"),
  modelList: () => import("./questions/model-list.ts"),
  network: async () => ({ default: network }),
  networkLayout: async () => ({ default: networkLayout }),
  networkFile: () => import("./questions/network-file.ts"),
  networkSvg: () => import("./questions/network-svg.ts"),
  networkDates: async () => ({ default: networkDates }),
  networkChanges: () => import("./questions/network-changes.ts"),
  edgeLayout: () => import("./questions/edge-layout.ts"),
  networkLabels: async () => ({ default: networkLabels }),
  scenarios: () => import("./questions/scenarios.ts"),
  stress: () => import("./questions/stress.ts"),
  stressPicture: () => import("./questions/stress-picture.ts"),
  rank: () => import("./questions/rank.ts"),
  simulate: () => import("./questions/simulate.ts"),
  simulationCharts: () => import("./questions/simulation-charts.ts"),
} as const;

export type QuestionName = keyof typeof questions;
type Asked<N extends QuestionName> = Awaited<ReturnType<(typeof questions)[N]>>["default"];
export type Params<N extends QuestionName> = Parameters<Asked<N>>[1];
export type Answer<N extends QuestionName> = Awaited<ReturnType<Asked<N>>>;
