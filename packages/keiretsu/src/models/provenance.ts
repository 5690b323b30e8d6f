import type { Network } from "../network/network.ts";
import { provenance } from "../trace/provenance.ts";
import type { ClientBounds } from "../trace/provenance-bounds.ts";
import { FLOWS, NODES, ORIENTATION, OUTSIDE_IN, OUTSIDE_OUT, output } from "./fields.ts";
import type { Field, Model, ModelInput, Output } from "./model.ts";
import { envelope, given, LISTED, nameOf, needed, type Plain } from "./plain.ts";

const INPUTS: readonly Field[] = [
  NODES,
  FLOWS,
  {
    name: "seller",
    kind: "node",
    required: true,
    fallback: null,
    unit: "",
    description: { en: "Node whose revenue is traced", fr: "Nœud dont on retrace le chiffre d’affaires" },
  },
  OUTSIDE_IN,
  OUTSIDE_OUT,
  types(
    "fundingTypes",
    "Types of payment that fund when they leave the seller; all where left out",
    "Types de paiement du vendeur qui financent ; tous par défaut",
  ),
  types(
    "revenueTypes",
    "Types of payment that are revenue of the seller; all where left out",
    "Types de paiement qui sont des ventes du vendeur ; tous par défaut",
  ),
  {
    name: "hops",
    kind: "count",
    required: false,
    fallback: 6,
    unit: "edges",
    min: 1,
    max: 1000,
    description: { en: "Longest way listed on its own; the rest is the tail", fr: "Plus long chemin détaillé ; le reste forme la queue" },
  },
  {
    name: "boundedClients",
    kind: "count",
    required: false,
    fallback: 200,
    unit: "nodes",
    description: {
      en: "Clients, largest first, that get an interval",
      fr: "Nombre de clients, les plus gros d’abord, dotés d’un intervalle",
    },
  },
];

function types(name: string, en: string, fr: string): Field {
  return { name, kind: "texts", required: false, fallback: null, unit: "", description: { en, fr } };
}

const OUTPUTS: readonly Output[] = [
  output("throughput", "money", "Money through each node", "Argent qui traverse chaque nœud"),
  output("outsideIn", "money", "From outside after balancing", "Reçu de l’extérieur après équilibrage"),
  output("outsideOut", "money", "To outside after balancing", "Versé à l’extérieur après équilibrage"),
  output("returnShare", "share", "Share of each budget that once left the seller", "Part de chaque budget sortie un jour du vendeur"),
  output(
    "fundingShare",
    "share",
    "The part of it that last left the seller as funding",
    "Dont la part sortie en dernier lieu comme financement",
  ),
  output("outsideShare", "share", "Share of each budget from outside", "Part de chaque budget venue de l’extérieur"),
  output("undetermined", "share", "Share of each budget of unknowable origin", "Part de chaque budget d’origine indéterminable"),
  output("revenue", "money", "Revenue of the seller", "Chiffre d’affaires du vendeur"),
  output(
    "selfFundedShareOfRevenue",
    "share",
    "Revenue that is the seller's own money coming home",
    "Chiffre d’affaires qui est l’argent du vendeur revenu à lui",
  ),
  output("vendorFinancedShareOfRevenue", "share", "The part that had left as funding", "Dont la part sortie comme financement"),
  output(
    "directShareOfRevenue",
    "share",
    "Vendor-financed in one payment from the seller to the client",
    "Financé par un paiement direct du vendeur au client",
  ),
  output("multiHopShareOfRevenue", "share", "Vendor-financed by way of others", "Financé en passant par d’autres"),
  output(
    "commercialShareOfRevenue",
    "share",
    "The part that had left as ordinary purchases",
    "Dont la part sortie comme achats ordinaires",
  ),
  output(
    "byHops",
    "share",
    "Vendor-financed by number of payments on the way out; 1 is direct",
    "Financé par le vendeur selon le nombre de paiements à l’aller ; 1 est direct",
  ),
  output("tail", "share", "Vendor-financed over longer ways", "Financé par le vendeur par des chemins plus longs"),
  output(
    "bounds",
    "money",
    "Interval of self-funded revenue, client by client",
    "Intervalle du chiffre d’affaires autofinancé, client par client",
  ),
  output(
    "vendorFinancedBounds",
    "money",
    "Interval of vendor-financed revenue, client by client",
    "Intervalle du chiffre d’affaires financé par le vendeur, client par client",
  ),
  output("intervals", "share", "Both intervals over all clients at once", "Les deux intervalles, tous clients ensemble"),
];

export const provenanceModel: Model = {
  id: "provenance",
  question: {
    en: "Of what a seller earned, how much was its own money coming home?",
    fr: "Dans ce qu’un vendeur a encaissé, quelle part était son propre argent revenu à lui ?",
  },
  orientation: ORIENTATION.pays,
  inputs: INPUTS,
  outputs: OUTPUTS,
  source: "Finn 1976; Kemeny and Snell 1960",
  page: "docs/models/provenance.md",
  run: runProvenance,
};

function runProvenance(input: ModelInput): Plain {
  const { fields, detail } = input;
  const graph = needed(input.network);
  const params = given(fields, ["outsideIn", "outsideOut", "fundingTypes", "revenueTypes", "hops", "boundedClients"]);
  const seller = fields.seller as number;
  const outcome = provenance(graph, { seller, ...params });
  const { bounds, ...values } = outcome.values;
  const shares = {
    revenue: values.revenue,
    selfFundedShareOfRevenue: values.selfFundedShareOfRevenue,
    vendorFinancedShareOfRevenue: values.vendorFinancedShareOfRevenue,
    directShareOfRevenue: values.directShareOfRevenue,
    multiHopShareOfRevenue: values.multiHopShareOfRevenue,
    commercialShareOfRevenue: values.commercialShareOfRevenue,
    byHops: values.byHops,
    tail: values.tail,
    bounds: listBounds(graph, bounds?.selfFunded ?? [], detail),
    vendorFinancedBounds: listBounds(graph, bounds?.vendorFinanced ?? [], detail),
    intervals: { selfFunded: bounds?.selfFundedShare ?? null, vendorFinanced: bounds?.vendorFinancedShare ?? null },
  };
  const vectors = {
    throughput: [...values.throughput],
    outsideIn: [...values.outsideIn],
    outsideOut: [...values.outsideOut],
    returnShare: [...values.returnShare],
    fundingShare: [...values.fundingShare],
    outsideShare: [...values.outsideShare],
    undetermined: [...values.undetermined],
  };
  const inForce = {
    seller: graph.names.length > 0 ? nameOf(graph, seller) : seller,
    fundingTypes: fields.fundingTypes ?? null,
    revenueTypes: fields.revenueTypes ?? null,
    hops: fields.hops ?? 6,
    boundedClients: fields.boundedClients ?? 200,
  };
  return envelope({ id: "provenance", inputs: INPUTS }, input, inForce, {
    ...outcome,
    values: detail === "full" ? { ...vectors, ...shares } : shares,
  });
}

function listBounds(network: Network, bounds: readonly ClientBounds[], detail: ModelInput["detail"]): readonly unknown[] {
  if (detail === "full") return bounds;
  const largest = [...bounds].sort((a, b) => b.revenue - a.revenue || a.client - b.client).slice(0, LISTED);
  return largest.map((row) => ({ ...row, client: nameOf(network, row.client) }));
}
