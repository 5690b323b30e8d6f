import type { FindingCode } from "../../../record/finding-code.ts";

/** What can be wrong with a file of a graph (docs/reference/formats.md). The first group stops the reading, the second refuses a row, the third warns. */

export const badXml: FindingCode = {
  code: "bad-xml",
  severity: "error",
  summary: "The file is not well-formed XML: {found}.",
  summaryFr: "Le fichier n’est pas du XML bien formé : {found}.",
  advice: "Export it anew, or mend it here; half a file is no answer.",
  adviceFr: "Exportez-le de nouveau, ou corrigez-le ici ; la moitié d’un fichier n’est pas une réponse.",
};
export const documentType: FindingCode = {
  code: "document-type",
  severity: "error",
  summary: "The file declares a document type, which can pull in other files and grow without bound: nothing was read.",
  summaryFr: "Le fichier déclare un type de document, qui peut tirer d’autres fichiers et grossir sans limite : rien n’a été lu.",
  advice: "Remove the <!DOCTYPE ...> and write entities out.",
  adviceFr: "Retirez le <!DOCTYPE ...> et écrivez les entités en toutes lettres.",
};
export const unknownEntity: FindingCode = {
  code: "unknown-entity",
  severity: "error",
  summary: "{found} stands for no character.",
  summaryFr: "{found} ne désigne aucun caractère.",
  advice: "Write &amp; for a plain &; only &amp; &lt; &gt; &quot; &apos; and numbers are known.",
  adviceFr: "Écrivez &amp; pour un simple & ; seuls &amp; &lt; &gt; &quot; &apos; et les numéros sont connus.",
};
export const tooDeep: FindingCode = {
  code: "too-deep",
  severity: "error",
  summary: "Elements stand inside each other more than {found} deep.",
  summaryFr: "Des éléments s’emboîtent à plus de {found} niveaux.",
  advice: "A graph needs ten; is this one?",
  adviceFr: "Un graphe en demande dix ; en est-ce un ?",
};
export const otherEncoding: FindingCode = {
  code: "other-encoding",
  severity: "error",
  summary: 'The file says that it is written in "{found}", UTF-8 was expected.',
  summaryFr: "Le fichier se dit écrit en « {found} », UTF-8 est attendu.",
  advice: "Save it as UTF-8 and change its first line.",
  adviceFr: "Enregistrez-le en UTF-8 et changez sa première ligne.",
};
export const notThisFormat: FindingCode = {
  code: "not-this-format",
  severity: "error",
  summary: "The file holds {found}, {expected} was expected.",
  summaryFr: "Le fichier contient {found}, {expected} est attendu.",
  advice: "Give the file the ending of its format: .gexf, .graphml, .csv or .json.",
  adviceFr: "Donnez au fichier la terminaison de son format : .gexf, .graphml, .csv ou .json.",
};
export const nestedGraph: FindingCode = {
  code: "nested-graph",
  severity: "error",
  summary: "A node holds a graph of its own: such graphs are not read, since money between the levels would count twice or not at all.",
  summaryFr: "Un nœud contient son propre graphe : cela ne se lit pas, l’argent entre niveaux compterait deux fois ou pas du tout.",
  advice: "Flatten the graph in the tool that made it.",
  adviceFr: "Aplatissez le graphe dans l’outil qui l’a produit.",
};
export const severalGraphs: FindingCode = {
  code: "several-graphs",
  severity: "error",
  summary: "The file holds more than one graph.",
  summaryFr: "Le fichier contient plus d’un graphe.",
  advice: "Write each into a file of its own.",
  adviceFr: "Écrivez chacun dans son propre fichier.",
};
export const notJson: FindingCode = {
  code: "not-json",
  severity: "error",
  summary: "The file is not JSON from here on.",
  summaryFr: "À partir d’ici, le fichier n’est plus du JSON.",
  advice: "Look for a missing comma, bracket or quotation mark near this place.",
  adviceFr: "Cherchez une virgule, une accolade ou un guillemet manquant près de cet endroit.",
};

export const missingEnd: FindingCode = {
  code: "missing-end",
  severity: "error",
  summary: "The edge does not say where it starts or ends: refused.",
  summaryFr: "L’arête ne dit pas d’où elle part ou où elle arrive : refusée.",
  advice: "Give both ends.",
  adviceFr: "Indiquez les deux bouts.",
};
export const missingNodeId: FindingCode = {
  code: "missing-node-id",
  severity: "error",
  summary: "The node has no id: refused.",
  summaryFr: "Le nœud n’a pas d’identifiant : refusé.",
  advice: "Give each node an id of its own.",
  adviceFr: "Donnez à chaque nœud son identifiant.",
};
export const undirectedEdge: FindingCode = {
  code: "undirected-edge",
  severity: "error",
  summary: "The edge has no direction, so that nobody can say who pays whom: refused.",
  summaryFr: "L’arête n’a pas de sens, on ne peut donc dire qui paie qui : refusée.",
  advice: "Export the graph as directed; a payment both ways is two edges.",
  adviceFr: "Exportez le graphe comme orienté ; un paiement dans les deux sens fait deux arêtes.",
};
export const hyperedge: FindingCode = {
  code: "hyperedge",
  severity: "error",
  summary: "An edge between more than two nodes: refused.",
  summaryFr: "Une arête entre plus de deux nœuds : refusée.",
  advice: "Write one edge for each pair.",
  adviceFr: "Écrivez une arête par paire.",
};
export const badNumber: FindingCode = {
  code: "bad-number",
  severity: "error",
  summary: '{field} is "{found}", a number was expected: refused.',
  summaryFr: "{field} vaut « {found} », un nombre est attendu : refusé.",
  advice: "Leave it out where it is unknown; unknown is not 0.",
  adviceFr: "Omettez-le s’il est inconnu ; inconnu n’est pas 0.",
};
export const repeatedNode: FindingCode = {
  code: "repeated-node",
  severity: "warning",
  summary: 'The node "{found}" stands more than once: the later one was merged into the first.',
  summaryFr: "Le nœud « {found} » figure plusieurs fois : le second a été fondu dans le premier.",
  advice: "Give different parties different ids.",
  adviceFr: "Donnez à des parties différentes des identifiants différents.",
};
export const repeatedEdge: FindingCode = {
  code: "repeated-edge",
  severity: "warning",
  summary: 'The id "{found}" stands on more than one edge: the later one was kept as "{kept}".',
  summaryFr: "L’identifiant « {found} » figure sur plusieurs arêtes : la seconde a été gardée comme « {kept} ».",
  advice: "If they are one and the same payment, remove one of them.",
  adviceFr: "S’il s’agit du même paiement, retirez-en une.",
};
export const undeclaredNode: FindingCode = {
  code: "undeclared-node",
  severity: "warning",
  summary: 'The edge names "{found}", which is not among the nodes: a node of this id was added.',
  summaryFr: "L’arête nomme « {found} », qui n’est pas parmi les nœuds : un nœud de ce nom a été ajouté.",
  advice: "Look for a misspelt id.",
  adviceFr: "Cherchez un identifiant mal écrit.",
};
export const undeclaredAttribute: FindingCode = {
  code: "undeclared-attribute",
  severity: "warning",
  summary: 'The attribute "{found}" is not declared: its id was taken for its name.',
  summaryFr: "L’attribut « {found} » n’est pas déclaré : son identifiant a servi de nom.",
  advice: "Declare it with its type.",
  adviceFr: "Déclarez-le avec son type.",
};
export const severalValues: FindingCode = {
  code: "several-values",
  severity: "warning",
  summary: "{field} has several values (over time, perhaps): none was taken.",
  summaryFr: "{field} a plusieurs valeurs (peut-être dans le temps) : aucune n’a été prise.",
  advice: "Export the graph at one moment.",
  adviceFr: "Exportez le graphe à un seul moment.",
};
