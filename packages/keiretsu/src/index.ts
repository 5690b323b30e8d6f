/** The public door of keiretsu, grouped by the five jobs: record, trace, measure, simulate, tell. */
export { KeiretsuError } from "./assert.ts";
export type { Finding, Place, Severity } from "./finding.ts";
export { compareFindings, compareText } from "./finding.ts";

// The numeric nouns
export type { Edges, Lens, Network } from "./network/network.ts";
export { fromEdges, mergeParallel, networkDigest } from "./network/network.ts";
export { uniforms } from "./num/random.ts";
/** For readers of large files that bring a compiled kernel of their own. */
export { linkKernel } from "./num/wasm.ts";
export { useCrew, workAlong } from "./num/crew.ts";
export { FEWEST_ROWS } from "./num/tiles.ts";
export type { Result, Warning } from "./network/result.ts";

// Record
export type * from "./record/casebook.ts";
export type { Amount } from "./record/amount.ts";
export type { DayRange } from "./record/date.ts";
export { parseDate, rangeText } from "./record/date.ts";
export type { CasebookFile, LoadOptions } from "./record/read/load.ts";
export { load } from "./record/read/load.ts";
export type { Package, PackageReading } from "./record/read/package.ts";
export { readPackage, staysInside } from "./record/read/package.ts";
export type { FindingCode } from "./record/finding-code.ts";
export { makeFinding } from "./record/finding-code.ts";
export * as readingCodes from "./record/read/package-codes.ts";
export type { RowEdit } from "./record/edit/row-edit.ts";
export { applyEdits } from "./record/edit/apply-edits.ts";
export { takenBack } from "./record/edit/taken-back.ts";
export type { SupposedDeal, SupposedLeg } from "./record/edit/suppose.ts";
export { supposeAmount, supposeDeal, supposedSource, supposeStatus, supposeTerm } from "./record/edit/suppose.ts";
export { SUPPOSED } from "./record/supposed.ts";
export { GIVES as givesByInstrument } from "./record/checks/directions.ts";
export type { TextLine, TextRow } from "./record/edit/lines.ts";
export { linesOf, rowKey, rowsOf } from "./record/edit/lines.ts";
export type { TableName } from "./record/read/schema.generated.ts";
export { tables } from "./record/read/schema.generated.ts";
export type { CheckValues } from "./record/checks/result.ts";
export { errorsInAnswers } from "./record/checks/index.ts";
export { checkResult } from "./record/checks/result.ts";
export { independentOrigins } from "./record/checks/shared-origins.ts";

// Tell
export type { Language, Messages, Spoken, Text } from "./tell/language.ts";
export { answerWords, leftOut } from "./tell/answer-words.ts";
export { entityNames } from "./tell/names.ts";
export { colon, inLanguage, languages, listing, plural, spacedText, speak } from "./tell/language.ts";
/** What pages that tell a casebook share: the report, the terminal and the workbench. */
export * from "./tell/pages.ts";
export { formatAmount, formatDate, formatNumber, formatShare, formatStated, hedged } from "./tell/money.ts";

// Record: a view of a casebook, and its network of payments
export type { LegView, Policy, Verdict, View, ViewOptions } from "./record/view.ts";
export { defaultViewOptions, view } from "./record/view.ts";
export { policies } from "./record/policy.ts";
export { cited } from "./record/answers.ts";
export { nearSubjects, subjects } from "./record/subject.ts";
export { statuses, statusRank } from "./record/strength.ts";
export { flowClasses } from "./record/instrument.ts";
export { perimeter } from "./record/perimeter.ts";
export type { Firmness } from "./record/standing.ts";
export type { FlowClass, Projection, ProjectOptions } from "./record/project.ts";
export { defaultProjectOptions, project } from "./record/project.ts";
export type { OutsideLimit } from "./record/limits.ts";
export { outsideLimits } from "./record/limits.ts";

// Record: look-ups, each with its sources, and figures that follow from claims
export type { Conflict } from "./record/conflicts.ts";
export { conflicts } from "./record/conflicts.ts";
export type { ClaimListOptions, ClaimOrder, ListedClaim, ListedSource } from "./record/claim-list.ts";
export { claimList, claimOrders, defaultClaimList, sourceList } from "./record/claim-list.ts";
export type { Fact, FactGroup, Facts, FactsOptions } from "./record/facts.ts";
export { facts } from "./record/facts.ts";
export type { FindOptions, Found, Hit, HitKind } from "./record/find.ts";
export { find } from "./record/find.ts";
export { fold } from "./record/fold.ts";
export type { Belief, History, HistoryOptions, Turn } from "./record/history.ts";
export { history } from "./record/history.ts";
export type { Roster, RosterOptions, Rosters } from "./record/roster.ts";
export { roster } from "./record/roster.ts";
export type { DeriveOptions, Figure } from "./record/derive.ts";
export { derive } from "./record/derive.ts";
export type * from "./record/answers.ts";
export { deriveResult, factsResult, findResult, historyResult, rosterResult } from "./record/answers.ts";
export { confidenceNames, policyNames, stanceNames, statusNames, verdictNames } from "./record/names.ts";

// Models: the list of kernels with their inputs and outputs
export type { Field, FieldKind, Model, ModelInput, Output } from "./models/model.ts";
export { modelOf, models, modelsResult } from "./models.ts";
export type { Case, CaseFault, CaseReading, Tolerance } from "./models/read-case.ts";
export { checkField, readCase, runCase } from "./models/read-case.ts";

// Panel: questions asked of a casebook
export type { Range } from "./panel/range.ts";
export type { LimitRule, OpenLeg } from "./panel/runs.ts";
export type { Circularity, CircularityOptions, Coverage } from "./panel/circularity.ts";
export { circularity, defaultCircularityOptions } from "./panel/circularity.ts";
export type { ClientFinanced, VendorFinanced } from "./panel/vendor-financed.ts";
export type { DeadLoop, Loop, LoopsOptions, LoopsValues } from "./panel/loops.ts";
export { defaultLoopsOptions, loops } from "./panel/loops.ts";
export type { Headline, HeadlineOptions } from "./panel/headline.ts";
export { headline } from "./panel/headline.ts";
export type { Choice, ChoiceSpread, Spread, SpreadOptions, SpreadRow } from "./panel/spread.ts";
export { choices, defaultSpreadOptions, spread } from "./panel/spread.ts";
export { choiceChanges, choiceLegs } from "./panel/choice-legs.ts";
export type { Story, StoryTurn } from "./panel/story.ts";
export { storyLegs, storyOf } from "./panel/story.ts";
export type { Layer, LayerRow, Layers } from "./panel/layers.ts";
export { layers } from "./panel/layers.ts";
export type { Tie, Ties, TiesOptions, TieTotal } from "./panel/ties.ts";
export { ties, tieSize, totalOf } from "./panel/ties.ts";
export type { EdgeListCircularity, EdgeListLoop, EdgeListOptions } from "./panel/edge-list.ts";
export { edgeListCircularity, edgeListLoops } from "./panel/edge-list.ts";
export type { Counterparties, CounterpartiesOptions, Counterparty, FirmMoney, MoneySum } from "./panel/counterparties.ts";
export { counterparties, firmsMoney } from "./panel/counterparties.ts";
export type { Owners } from "./panel/owners.ts";
export type { Dilution, MissingTerm } from "./panel/dilution.ts";
export { owners } from "./panel/owners.ts";
export type { Input, Supplier, SupplyOptions, SupplyOptionsParams } from "./panel/supply-options.ts";
export { inputs, supplyOptions } from "./panel/supply-options.ts";
export type { Ending, Failure, HolderLoss, ModelAnswer, StressModel, Through } from "./panel/stress/answer.ts";
export { stressModels } from "./panel/stress/answer.ts";
export type { Input as StressInput, Missing as StressMissing } from "./panel/stress/inputs.ts";
export type { Assumption, Scenario, Shock, ShockedPart } from "./panel/stress/scenario.ts";
export { assumptionKey, defaultScenario, parseShock, shockText } from "./panel/stress/scenario.ts";
export type { ScenarioText } from "./panel/reading.ts";
export type { ParseYaml, Unreadable, YamlDocument } from "./panel/scenario-text.ts";
export { scenarioText } from "./panel/scenario-text.ts";
export { readScenario, unreadableScenario } from "./panel/stress/read-scenario.ts";
export type { OrderChange } from "./panel/stress/orders.ts";
export type { Replaced, Rescued } from "./panel/stress/replaced.ts";
export type { DealHit } from "./panel/stress/shocks.ts";
export type { Stress, StressOptions } from "./panel/stress/stress.ts";
export { defaultStressOptions, stress } from "./panel/stress/stress.ts";
export type { Agreement, Rank, Ranked, Ranking, RankOptions } from "./panel/stress/rank.ts";
export { rank } from "./panel/stress/rank.ts";
export type { Forborne } from "./panel/hindsight/forborne.ts";
export type { FirmEnding, Hindsight, HindsightOptions } from "./panel/hindsight/hindsight.ts";
export { defaultHindsightOptions, hindsight } from "./panel/hindsight/hindsight.ts";
export type { Capital, Holding } from "./panel/hindsight/holdings.ts";
export type { Lending } from "./panel/hindsight/lending.ts";
export type { ReportedRow, ReportedWhat } from "./panel/hindsight/reported.ts";
export type { Returned } from "./panel/hindsight/returned.ts";
export type { CalibrationRow } from "./panel/simulation/calibration.ts";
export type { Parameter } from "./panel/simulation/parameters.ts";
export type { Projected } from "./panel/simulation/projection.ts";
export { projectEconomy } from "./panel/simulation/projection.ts";
export type { Questions, Sensitivity } from "./panel/simulation/questions.ts";
export type { SimulationFile } from "./panel/simulation/read-simulation.ts";
export { readSimulation, resolveSimulation, unreadableSimulation } from "./panel/simulation/read-simulation.ts";
export type { Lever, SimulationAssumption, SimulationScenario } from "./panel/simulation/scenario.ts";
export { defaultSimulationScenario, leverText, parameterKinds, parseLever } from "./panel/simulation/scenario.ts";
export { judgePredictions, readPredictions } from "./panel/simulation/judge.ts";
export type {
  Judged,
  PredictedThing,
  Prediction,
  PredictionOptions,
  Predictions,
  PredictionVerdict,
  Statement,
} from "./panel/simulation/prediction.ts";
export { predict, predictedThings } from "./panel/simulation/prediction.ts";
export type {
  AssumptionEffect,
  AssumptionScreened,
  SensitivityAnswer,
  SensitivityOfRun,
  SensitivityOptions,
} from "./panel/simulation/sensitivity.ts";
export { defaultSensitivityOptions, sensitivityOfRun } from "./panel/simulation/sensitivity.ts";
export type { SimulateOptions, Simulation } from "./panel/simulation/simulate.ts";
export { defaultSimulateOptions, simulate, simulationChunkSize, simulationResult } from "./panel/simulation/simulate.ts";
export type { Band, FirmSummary, Outcomes, Share } from "./panel/simulation/summary.ts";
export { bandLevels } from "./panel/simulation/summary.ts";
export type { Change } from "./panel/stress/changes.ts";
export { stressChanges } from "./panel/stress/changes.ts";
export {
  changeWords,
  drawnIn,
  endsOf,
  missingWords,
  shockWords,
  stressModelNames,
} from "./tell/stress-words.ts";
export type { Said } from "./tell/stress-sentences.ts";
export { saidOf, stressSentences } from "./tell/stress-sentences.ts";
export {
  holderWords,
  leftOutWords,
  outcomeWords,
  parameterValue,
  parameterWords,
  questionSentences,
  ruleWords,
  subjectWords,
} from "./tell/simulation-words.ts";
/** Pictures are functions from a scene, plain data, to SVG as text. */
export { pictureStyle } from "./tell/pictures/svg.ts";
export type { NetworkEdge, NetworkScene } from "./tell/pictures/picture-network.ts";
export { pictureNetwork } from "./tell/pictures/picture-network.ts";
export type { PictureOptions } from "./tell/pictures/svg.ts";
export { networkScene } from "./tell/pictures/scene-network.ts";
/** A network laid out by a reader: where its labels go, the marks of its arrows, and the same as a file. */
export type { Arc } from "./tell/pictures/arrow.ts";
export { pointOn } from "./tell/pictures/arrow.ts";
export type { ArrowMarks, DrawnArrow, DrawnNetwork, PlacedLabels } from "./tell/pictures/drawn-network.ts";
export { arrowMarks, placeLabels } from "./tell/pictures/drawn-network.ts";
export { fan } from "./tell/pictures/fan.ts";
export { tidiest } from "./tell/pictures/layout.ts";
export type { NameLabel } from "./tell/pictures/network-labels.ts";
export type { DrawnWords } from "./tell/pictures/picture-drawn.ts";
export { pictureDrawn } from "./tell/pictures/picture-drawn.ts";
export type { TextBlock } from "./tell/pictures/svg.ts";
export { boxOf } from "./tell/pictures/svg.ts";
export type { ToldRun } from "./tell/pictures/scene-simulation.ts";
export type { RunChart, RunTable } from "./tell/simulation-charts.ts";
export { simulationCharts } from "./tell/simulation-charts.ts";
export { pictureTornado } from "./tell/pictures/picture-tornado.ts";
export type { ToldSensitivity } from "./tell/pictures/scene-tornado.ts";
export { assumptionText, formatAnswer, sensitivityAnswerWords, tornadoScene } from "./tell/pictures/scene-tornado.ts";
export { beliefWords, byFirm, failureWords, holderName, lossWithin, onlyAtMost, wavesWords } from "./tell/stress-losses.ts";
export { cascadeScene, saysMost, waterfallScene } from "./tell/pictures/scene-stress.ts";
export { pictureCascade } from "./tell/pictures/picture-cascade.ts";
export { pictureWaterfall } from "./tell/pictures/picture-waterfall.ts";
export type { Rested } from "./tell/stress-grounds.ts";
export { assumptionLines, missingGroups, missingTitle, rescueSentences, stressTitle, supposed } from "./tell/stress-grounds.ts";
export { stressFiles } from "./tell/stress-pictures.ts";
export type { Reverse, ReverseOptions, ReverseRun, Written } from "./panel/stress/reverse.ts";
export { reverse } from "./panel/stress/reverse.ts";
export { inputWords, rayReadings, reverseAssumptions, reverseMissing } from "./tell/reverse-words.ts";
export type { DissolvedGroup, Intervention } from "./panel/unwind/dissolve.ts";
export type { Absorption, Pace } from "./panel/unwind/pace.ts";
export type { ExitTerm, ExitTerms, Reach, TermName, TieKind } from "./panel/unwind/terms.ts";
export { noTerms, readTerms, unreadableTerms } from "./panel/unwind/terms.ts";
export type { LeftOut as TieLeftOut } from "./panel/unwind/ties.ts";
export type { TieLink, Unwind, UnwindOptions, UnwoundTie } from "./panel/unwind/unwind.ts";
export { unwind } from "./panel/unwind/unwind.ts";
export { paceWords, termName, tieKindNames, tieLeftOutWords, waitWords } from "./tell/unwind-words.ts";
export type { Bearer, Bearers, BearersOptions, Leverage } from "./panel/bearers.ts";
export { bearers } from "./panel/bearers.ts";
export type { CoverageYear } from "./panel/coverage.ts";
export type { AnchoredFirm, Bounds, Dependence, FundedFirm } from "./panel/dependence.ts";
export { dependence } from "./panel/dependence.ts";
export type { Intermediation, IntermediationOptions, PublishedFigure } from "./panel/intermediation.ts";
export { intermediation } from "./panel/intermediation.ts";
export type { Marks, MarksOptions, ReportedGain, Step as MarkStep, Valued } from "./panel/marks.ts";
export { marks } from "./panel/marks.ts";
export type { Disclosure, DisclosureField, LegDisclosure } from "./panel/disclosure.ts";
export { disclosure, disclosureFields } from "./panel/disclosure.ts";
export type { Flag, FlagName, Governance, GovernanceOptions, Hold, Partner } from "./panel/governance.ts";
export { governance, holds } from "./panel/governance.ts";
export type { Dimension, LikenessValues, Profile, Trait } from "./panel/likeness.ts";
export { dimensions, likenessOf } from "./panel/likeness.ts";
export type { HeldRight, Rights } from "./panel/rights.ts";
export { heldRights } from "./panel/rights.ts";
export type { RightKind } from "./record/rights.ts";
export type { Role, RolePair, RolePlayed, Roles, RolesOptions, Side } from "./panel/roles.ts";
export { roles } from "./panel/roles.ts";
export {
  dimensionNames,
  disclosureNames,
  disclosureWords,
  levelNames,
  playedRoleNames,
  rightWords,
  roleWords,
  standingNames,
  traitOrigins,
} from "./tell/structure-words.ts";
export type { Schedule, ScheduledLeg } from "./panel/schedule.ts";
export { schedule } from "./panel/schedule.ts";
export type { OverTime, ReportCase, ReportMaterial } from "./tell/report/report-material.ts";
export { gatherReport } from "./tell/report/report-material.ts";
export type { Report } from "./tell/report/report.ts";
export { report } from "./tell/report/report.ts";
export type { CsvTable } from "./tell/csv.ts";
export { csvText } from "./tell/csv.ts";

// Tell: a network as a file for other tools, and read back
export type { ExportedEdge, ExportedNetwork, ExportedNode } from "./tell/export/exported-network.ts";
export { sentenceOf } from "./tell/export/exported-network.ts";
export type { ExportedClaim, ExportedPayments, ExportedSource, ExportOptions } from "./tell/export/export-view.ts";
export { defaultExportOptions, exportView } from "./tell/export/export-view.ts";
export type { ExportEdgesOptions } from "./tell/export/export-edges.ts";
export { exportEdges } from "./tell/export/export-edges.ts";
export type { ExportTiesOptions } from "./tell/export/export-ties.ts";
export { exportTies } from "./tell/export/export-ties.ts";
export { exportNetwork } from "./tell/export/export.ts";
export type { NetworkFile, NetworkFormat } from "./tell/export/network-text.ts";
export { networkFormats, networkText } from "./tell/export/network-text.ts";
export type { GraphEdge, GraphFile, GraphNode, Refused } from "./tell/export/read/graph-file.ts";
export { lineAndColumn } from "./tell/export/read/graph-file.ts";
export type { GraphReading, NetworkReading, ReadNetworkOptions } from "./tell/export/read/read-network.ts";
export { readGraph, readNetwork } from "./tell/export/read/read-network.ts";

// Tell: words
export { flowNames, instrumentNames, qualifierNames, rightNames, sourceKindNames } from "./tell/vocabulary.ts";

// Trace and measure: kernels over a network of payments, obligations or holdings
export type { Circuit, CircuitsParams, CircuitsValues } from "./trace/circuits.ts";
export { circuits } from "./trace/circuits.ts";
export type { SetOffParams, SetOffValues } from "./trace/set-off.ts";
export { setOff } from "./trace/set-off.ts";
export type { CircularPart, HodgeParams, HodgeSplit } from "./trace/hodge.ts";
export { circularPart, hodge } from "./trace/hodge.ts";
export type { Provenance, ProvenanceParams } from "./trace/provenance.ts";
export { provenance } from "./trace/provenance.ts";
export type { LastMet } from "./trace/last-met.ts";
export { lastMet } from "./trace/last-met.ts";
export type { FinnCycling, FinnParams } from "./trace/finn-cycling.ts";
export { finnCycling } from "./trace/finn-cycling.ts";
export type { Concentration } from "./measure/concentration.ts";
export { concentration } from "./measure/concentration.ts";
export type { AmountRange, ConcentrationRange, Interval } from "./measure/concentration-range.ts";
export { concentrationRange } from "./measure/concentration-range.ts";
export type { ClaimLayers, ClaimLayersParams } from "./measure/claim-layers.ts";
export { claimLayers } from "./measure/claim-layers.ts";
export type { Distance, Likeness, Value } from "./measure/likeness.ts";
export { likeness } from "./measure/likeness.ts";
export type { RoleConflict, ShareRange } from "./measure/role-conflict.ts";
export { roleConflict } from "./measure/role-conflict.ts";
export type { Optionality, OptionalityParams, SupplierLoss } from "./measure/optionality.ts";
export { optionality } from "./measure/optionality.ts";
export type { LeontiefGhosh, LeontiefParams } from "./measure/leontief-ghosh.ts";
export { leontiefGhosh } from "./measure/leontief-ghosh.ts";
export type { Extraction, ExtractionParams } from "./measure/hypothetical-extraction.ts";
export { hypotheticalExtraction } from "./measure/hypothetical-extraction.ts";
export type { Ownership, OwnershipParams } from "./measure/ownership.ts";
export { ownership } from "./measure/ownership.ts";
export type { Control, ControlParams, ControlRule, DeFacto, MajorityControl } from "./measure/control.ts";
export { control, majorityControl } from "./measure/control.ts";
export type { ValueHeld, ValueHeldParams } from "./measure/value-held.ts";
export { valueHeld } from "./measure/value-held.ts";
export type { Mochiai, MochiaiParams } from "./measure/mochiai.ts";
export { mochiai } from "./measure/mochiai.ts";
export type { DilutedStake, DilutingInstrument, FullyDiluted, FullyDilutedParams } from "./measure/fully-diluted.ts";
export { fullyDiluted } from "./measure/fully-diluted.ts";
export type { BowTie, BowTiePart } from "./measure/bow-tie.ts";
export { bowTie } from "./measure/bow-tie.ts";
export type { Clearing, ClearingParams } from "./contagion/clearing/clearing-system.ts";
export { eisenbergNoe } from "./contagion/eisenberg-noe.ts";
export type { QuickClearing, QuickTerms } from "./contagion/clearing/quick-clearing.ts";
export { quickClearing } from "./contagion/clearing/quick-clearing.ts";
export type { DrawnScenarios, GivenScenarios, ScenarioParams, Scenarios } from "./contagion/clearing/clear-scenarios.ts";
export { clearScenarios } from "./contagion/clearing/clear-scenarios.ts";
export type { SeniorityClearing, SeniorityParams } from "./contagion/eisenberg-noe-seniority.ts";
export { clearingBySeniority } from "./contagion/eisenberg-noe-seniority.ts";
export type { Neva, NevaParams, Valuation } from "./contagion/neva.ts";
export { neva } from "./contagion/neva.ts";
export type { RogersVeraart, RogersVeraartParams } from "./contagion/rogers-veraart.ts";
export { rogersVeraart } from "./contagion/rogers-veraart.ts";

// Contagion: one shock passed on
export type { CrossHoldings, CrossHoldingsParams } from "./contagion/elliott-golub-jackson.ts";
export type { DebtRank, DebtRankMethod, DebtRankParams } from "./contagion/debtrank.ts";
export { debtRank } from "./contagion/debtrank.ts";
export type { DebtRankPerNode, DebtRankPerNodeParams } from "./contagion/debtrank-per-node.ts";
export { debtRankPerNode } from "./contagion/debtrank-per-node.ts";
export type { AssetLaw } from "./contagion/clearing/asset-draws.ts";
export { drawAssets } from "./contagion/clearing/asset-draws.ts";
export type { Cascade, CascadeParams, CascadePerNode, CascadePerNodeParams } from "./contagion/threshold-cascade.ts";
export { thresholdCascade, thresholdCascadePerNode } from "./contagion/threshold-cascade.ts";
export { crossHoldings } from "./contagion/elliott-golub-jackson.ts";
export type { Esri, EsriParams } from "./contagion/esri.ts";
export { esri } from "./contagion/esri.ts";
export type { ClosuresParams, EsriAll, EsriAllParams } from "./contagion/esri-all-firms.ts";
export { esriAllFirms, esriClosures } from "./contagion/esri-all-firms.ts";
export { industriesOf } from "./models/esri.ts";

// Simulate: cash over time
export type { Economy } from "./simulate/economy.ts";
export { openChunks } from "./simulate/monte-carlo.ts";
export { addPacked } from "./simulate/packed-tally.ts";
export type { Tally } from "./simulate/tally.ts";
export { emptyTally } from "./simulate/tally.ts";
export type { Books, BooksFault, Chart, Matrix } from "./simulate/books.ts";
export { balanceSheet, faultIn, transactionFlows } from "./simulate/books.ts";
export { sfcLp } from "./simulate/sfc-lp.ts";
export { sfcPc } from "./simulate/sfc-pc.ts";
export { sfcSim } from "./simulate/sfc-sim.ts";
export type { Unwinding, UnwindingMarket, UnwindingParams, UnwindingPlan, UnwindingPosition, WaitKind } from "./simulate/unwinding.ts";
export { unwinding } from "./simulate/unwinding.ts";
export type { VendorLoop, VendorLoopParams, VendorLoopQuarter } from "./simulate/vendor-loop.ts";
export { vendorLoop } from "./simulate/vendor-loop.ts";
export type { TailParams, TailStatistics } from "./measure/tail-statistics.ts";
export { tailStatistics, wilsonInterval } from "./measure/tail-statistics.ts";

// Chance: which input matters
export type { UncertainFunction } from "./measure/sensitivity.ts";
export type { SobolIndices, SobolParams } from "./measure/sobol-indices.ts";
export { sobolIndices } from "./measure/sobol-indices.ts";
export type { ShapleyEffects, ShapleyParams } from "./measure/shapley-effects.ts";
export { shapleyEffects } from "./measure/shapley-effects.ts";
export type { MorrisParams, MorrisScreening } from "./measure/morris-screening.ts";
export { morrisScreening } from "./measure/morris-screening.ts";
export type { ReverseStress, ReverseStressParams } from "./contagion/reverse-stress.ts";
export { reverseStress } from "./contagion/reverse-stress.ts";
