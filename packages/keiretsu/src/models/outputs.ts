import type { Output } from "./model.ts";

/** What the models answer; the names are those of case files and of the result. */

export const OWNERSHIP_OUTPUTS: readonly Output[] = [
  output("integrated", "share", "[holder, firm, share] along all chains", "[détenteur, société, part] par toutes les chaînes"),
  output(
    "corrected",
    "share",
    "The same along chains that never return to the holder",
    "De même par les chaînes qui ne repassent pas par le détenteur",
  ),
  output("selfReturn", "share", "Share of each in itself through loops", "Part de chacun dans lui-même par les boucles"),
  output(
    "networkControl",
    "money",
    "Value controlled by each: linear, threshold and relative weights",
    "Valeur contrôlée par chacun : poids linéaires, à seuil, relatifs",
  ),
  output(
    "transitiveControl",
    "",
    "Firms under strict majority control, for each tau",
    "Sociétés contrôlées à la majorité stricte, pour chaque tau",
  ),
];

export const CIRCUIT_OUTPUTS: readonly Output[] = [
  output("total", "", "Number of circuits", "Nombre de circuits"),
  output("byLength", "", "Their number by length", "Leur nombre par longueur"),
  output("capacitySum", "money", "Sum of capacities; circuits share edges", "Somme des capacités ; les circuits partagent des arêtes"),
  output("topCapacities", "money", "The ten largest capacities", "Les dix plus grandes capacités"),
  output("circuits", "", "Nodes, capacity and signature of each", "Nœuds, capacité et signature de chacun"),
  output("truncated", "", "Whether circuits were left out", "Si des circuits ont été laissés de côté"),
  output("searchedFloor", "money", "Amount above which every circuit was visited", "Montant au-dessus duquel tout circuit a été visité"),
  output(
    "timeFeasible",
    "",
    "Circuits whose payments can be dated in order",
    "Circuits dont les paiements peuvent se suivre dans le temps",
  ),
  output("timeFeasibleCapacitySum", "money", "Sum of their capacities", "Somme de leurs capacités"),
  output("timing", "days", "Feasibility and shortest span of each", "Faisabilité et durée minimale de chacun"),
];

export const SET_OFF_OUTPUTS: readonly Output[] = [
  output("gross", "money", "All obligations", "Ensemble des obligations"),
  output("cleared", "money", "Most that can be set off around loops", "Maximum compensable le long des boucles"),
  output("remaining", "money", "What is left", "Ce qui reste"),
  output("bilateral", "money", "What two parties at a time can set off", "Ce que deux parties peuvent compenser entre elles"),
  output(
    "netInternalDebt",
    "money",
    "Floor that no netting can go below: the sum of positive net positions",
    "Plancher de toute compensation : somme des positions nettes positives",
  ),
  output(
    "efficiency",
    "share",
    "What is set off of what netting could remove at most",
    "Part compensée de ce qu’une compensation peut au plus retirer",
  ),
  output(
    "gap",
    "money",
    "Distance to the proven upper bound; 0 when the maximum is proven",
    "Écart à la borne prouvée ; 0 si le maximum est prouvé",
  ),
  output("netPositions", "money", "Owed to each node less owed by it", "Ce qui est dû à chaque nœud moins ce qu’il doit"),
  output(
    "selfOwed",
    "money",
    "Obligations of nodes to themselves, part of gross and cleared",
    "Obligations de nœuds envers eux-mêmes, comprises dans le total et le compensé",
  ),
  output("lower", "money", "A set-off that was found", "Une compensation trouvée"),
  output("upper", "money", "No set-off can exceed this", "Aucune compensation ne peut dépasser ce montant"),
];

export const HODGE_OUTPUTS: readonly Output[] = [
  output("gross", "money", "Money that passes between different nodes", "Argent qui passe entre nœuds différents"),
  output(
    "reciprocal",
    "money",
    "Money that returns within a pair; the split does not see it",
    "Argent qui revient au sein d’une paire ; invisible à la décomposition",
  ),
  output("components", "nodes", "Connected components, lone nodes included", "Composantes connexes, nœuds isolés compris"),
  output(
    "weights_gross",
    "",
    "Potential, energies, incoherence and circular part of each pair with weight X_ij + X_ji",
    "Potentiel, énergies, incohérence et part circulaire de chaque paire, avec le poids X_ij + X_ji",
  ),
  output("weights_count", "", "The same with the number of links as weight", "De même avec le nombre de liens pour poids"),
  output(
    "trophicLevel",
    "",
    "Minus the potential with gross weights: payees high",
    "Opposé du potentiel à poids bruts : les bénéficiaires en haut",
  ),
  output("isolated", "nodes", "Nodes without partners", "Nœuds sans partenaire"),
];

export const PROVENANCE_OUTPUTS: readonly Output[] = [
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

export const FINN_OUTPUTS: readonly Output[] = [
  output("throughput", "money", "Money through each node", "Argent qui traverse chaque nœud"),
  output("totalThroughflow", "money", "Their sum", "Leur somme"),
  output(
    "cycledShare",
    "share",
    "Share of each node's money that passed it before; null where estimated",
    "Part de l’argent de chaque nœud déjà passée par lui ; null si estimée",
  ),
  output("finnCyclingIndex", "share", "Share of all throughput that is cycled", "Part de l’ensemble des passages qui est recyclée"),
  output("standardError", "share", "Of the index; 0 when exact", "De l’indice ; 0 s’il est exact"),
];

export const CONCENTRATION_OUTPUTS: readonly Output[] = [
  output("hhi", "share", "Herfindahl-Hirschman index, 0 to 1", "Indice de Herfindahl-Hirschman, de 0 à 1"),
  output("hhiPoints", "", "The index in points: 10000 x hhi", "L’indice en points : 10 000 x hhi"),
  output("normalised", "share", "0 when all hold the same, 1 when one holds all", "0 si tous détiennent autant, 1 si un seul détient tout"),
  output("effective", "", "Equal holders with the same hhi", "Nombre de détenteurs égaux de même indice"),
  output("cr1", "share", "Part of the largest", "Part du plus gros"),
  output("cr4", "share", "Part of the four largest", "Part des quatre plus gros"),
  output("entropy", "", "Shannon entropy in nats", "Entropie de Shannon en nats"),
  output("effectiveShannon", "", "Equal holders with the same entropy", "Nombre de détenteurs égaux de même entropie"),
  output("n", "", "Number of holders", "Nombre de détenteurs"),
  output("total", "money", "What all hold together", "Ce que tous détiennent ensemble"),
];

function output(name: string, unit: Output["unit"], en: string, fr: string): Output {
  return { name, unit, description: { en, fr } };
}
