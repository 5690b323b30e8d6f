import { fromEdges } from "../network/network.ts";
import { toResult } from "../network/result.ts";
import { sha256 } from "../num/sha256.ts";
import { vendorLoop, type VendorLoopParams } from "../simulate/vendor-loop.ts";
import { provenance } from "../trace/provenance.ts";
import { output, parameter } from "./fields.ts";
import type { Field, Model, ModelInput, Output } from "./model.ts";
import type { Plain } from "./plain.ts";

function required(name: string, unit: Field["unit"], en: string, fr: string, more: Partial<Field> = {}): Field {
  return parameter(name, null, en, fr, { required: true, unit, min: 0, ...more });
}

const INPUTS: readonly Field[] = [
  required("cash0", "money", "Opening cash of the client", "Trésorerie initiale du client"),
  required("revenue0", "money", "End demand of the first quarter", "Demande finale du premier trimestre"),
  required("growth", "share", "Its growth a quarter", "Sa croissance par trimestre", { min: -1 }),
  required("costRatio", "share", "Costs as a share of end demand", "Coûts en part de la demande finale"),
  required("tranchePerGW", "money", "What the seller puts in for each gigawatt delivered", "Ce que le vendeur apporte par gigawatt livré"),
  required("trancheCap", "money", "The most that it puts in", "Le plus qu’il apporte"),
  required("gwPerQuarter", "", "Gigawatts wanted a quarter", "Gigawatts voulus par trimestre"),
  required("gwMax", "", "Gigawatts wanted in all", "Gigawatts voulus en tout"),
  required("pricePerGW", "money", "Price of a gigawatt of systems", "Prix d’un gigawatt de systèmes"),
  required("takeOrPay", "money", "Rent due to the cloud each quarter", "Loyer dû au nuage chaque trimestre"),
  required(
    "cloudCapexShare",
    "share",
    "Part of the rent that the cloud passes on to the seller",
    "Part du loyer que le nuage reverse au vendeur",
  ),
  required(
    "roundMultiple",
    "",
    "Rounds of a quarter, at most so many years of revenue",
    "Levées d’un trimestre, au plus tant d’années de recettes",
  ),
  required("quarters", "", "Quarters to run", "Nombre de trimestres", { kind: "count", max: 10_000 }),
];

const OUTPUTS: readonly Output[] = [
  output("outcome", "", "closed, rolled or failed", "closed (bouclée), rolled (prolongée) ou failed (en défaut)"),
  output("defaultQuarter", "", "Quarter of the default, 0 without one", "Trimestre du défaut, 0 sans défaut"),
  output("totals", "money", "Sums over the run", "Sommes sur la durée"),
  output("losses", "money", "What seller and cloud lose", "Ce que perdent le vendeur et le nuage"),
  output("finalCash", "money", "Cash of the client at the end", "Trésorerie finale du client"),
  output(
    "vendorFinancedShare",
    "share",
    "Part of the seller’s revenue that its own tranches paid",
    "Part des recettes du vendeur que ses propres apports ont payée",
  ),
  output(
    "clientShare",
    "share",
    "Part of the client’s budget that was the seller’s tranches",
    "Part du budget du client venue des apports du vendeur",
  ),
  output("rows", "money", "Quarter by quarter", "Trimestre par trimestre"),
];

export const vendorLoopModel: Model = {
  id: "vendor-loop",
  question: {
    en: "A seller funds its client: does the loop close, roll on, or fail?",
    fr: "Un vendeur finance son client : la boucle se ferme-t-elle, se prolonge-t-elle ou casse-t-elle ?",
  },
  orientation: {
    en: "The seller funds the client, which pays the seller and a cloud that buys from the seller.",
    fr: "Le vendeur finance le client, qui paie le vendeur et un nuage qui achète au vendeur.",
  },
  inputs: INPUTS,
  outputs: OUTPUTS,
  source: "Godley and Lavoie 2007 for the accounting; rules of vendor finance as on the page",
  page: "docs/models/vendor-loop.md",
  run: runVendorLoop,
};

const SELLER = 0;
const CLIENT = 1;
const CLOUD = 2;

function runVendorLoop({ fields }: ModelInput): Plain {
  const params = Object.fromEntries(INPUTS.map(({ name }) => [name, fields[name]])) as unknown as VendorLoopParams;
  const outcome = vendorLoop(params);
  const { totals } = outcome.values;
  const flows = fromEdges({
    n: 3,
    from: [SELLER, CLIENT, CLIENT, CLOUD],
    to: [CLIENT, SELLER, CLOUD, SELLER],
    amount: [totals.tranches, totals.orders, totals.takeOrPayPaid, params.cloudCapexShare * totals.takeOrPayPaid],
    type: [0, 1, 1, 1],
    typeNames: ["funding", "revenue"],
  });
  const outsideIn = [0, params.cash0 + totals.endDemand + totals.rounds, 0];
  const traced = provenance(flows, {
    seller: SELLER,
    outsideIn,
    fundingTypes: ["funding"],
    revenueTypes: ["revenue"],
    boundedClients: 0,
  }).values;
  const shares = { vendorFinancedShare: traced.vendorFinancedShareOfRevenue, clientShare: traced.fundingShare[CLIENT] };
  return toResult(
    "vendor-loop",
    { digest: sha256(JSON.stringify(params)), unit: "units" },
    { ...params },
    { ...outcome, values: { ...outcome.values, ...shares } },
  );
}
