/**
 * Every question that a page may ask, each in a file of its own, read when it is first asked. A question is a function of an open casebook and its
 * parameters; what it returns is plain data or text, since it crosses from the worker to the page.
 */
export const questions = {
  book: () => import("./questions/book.ts"),
  headline: () => import("./questions/headline.ts"),
  tableRow: () => import("./questions/table-row.ts"),
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
  network: () => import("./questions/network.ts"),
  networkLayout: () => import("./questions/network-layout.ts"),
  networkFile: () => import("./questions/network-file.ts"),
  networkSvg: () => import("./questions/network-svg.ts"),
  networkDates: () => import("./questions/network-dates.ts"),
  networkChanges: () => import("./questions/network-changes.ts"),
  networkLabels: () => import("./questions/network-labels.ts"),
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
