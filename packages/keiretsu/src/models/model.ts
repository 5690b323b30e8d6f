import type { Lens, Network } from "../network/network.ts";
import type { Result } from "../network/result.ts";
import type { Text } from "../tell/language.ts";

/** What a field of an input holds: the command line checks it, a form draws it, the docs print it. */
export type FieldKind =
  /** A whole number, at least 0. */
  | "count"
  /** A finite number. */
  | "number"
  /** true or false. */
  | "flag"
  /** A node from 0 to n - 1. */
  | "node"
  /** A list of numbers, not negative: one for each node where `perNode`, else of any length. */
  | "numbers"
  /** One text. */
  | "text"
  /** A list of objects; the model says what they hold. */
  | "records"
  /** A list of texts. */
  | "texts"
  /** One of `choices`. */
  | "choice"
  /** A whole number, at least 0, for each node: the industry of a firm. */
  | "labels"
  /** A list of nodes. */
  | "nodes"
  /** A list of rows of numbers, all of one length: that of the nodes where `perNode`. */
  | "matrix"
  /** A list of [from, to, amount] with the further columns that `columns` names. */
  | "edges"
  /** A list of such lists, one a class, the first most senior. */
  | "edge-classes";

type Unit = "" | "money" | "share" | "edges" | "nodes" | "days";

export interface Field {
  readonly name: string;
  readonly kind: FieldKind;
  readonly required: boolean;
  /** Value in force when left out; null says that the description tells. */
  readonly fallback: unknown;
  /** Unit of the numbers; "" where they have none. */
  readonly unit: Unit;
  /** Largest and smallest number allowed. */
  readonly min?: number;
  readonly max?: number;
  readonly perNode?: boolean;
  readonly choices?: readonly string[];
  /** Sentence of the edges; pays where left out. */
  readonly lens?: Lens;
  /** Further columns of an edge, in order. */
  readonly columns?: readonly ("type" | "firstDay" | "lastDay")[];
  readonly description: Text;
}

export interface Output {
  readonly name: string;
  readonly unit: Field["unit"];
  readonly description: Text;
}

/** Values of the fields other than the edges, already checked. */
export type FieldValues = Readonly<Record<string, unknown>>;

export interface ModelInput {
  /** The edges of the first field of edges; null for a model that needs none. */
  readonly network: Network | null;
  /** The edges of every field of edges by its name, one network a class; all on the same nodes. Left out where there is but `network`. */
  readonly networks?: Readonly<Record<string, readonly Network[]>>;
  /** Digest of the network where the caller has one at hand; else it is made, which takes long for millions of edges. */
  readonly digest: string | null;
  readonly fields: FieldValues;
  /** full lists every node and pair, as a case does; summary keeps totals and the largest entries, with names. */
  readonly detail: "full" | "summary";
}

/** One kernel as the command line, the docs and forms see it. */
export interface Model {
  readonly id: string;
  readonly question: Text;
  /** The sentence that says which way an edge points. */
  readonly orientation: Text;
  readonly inputs: readonly Field[];
  readonly outputs: readonly Output[];
  readonly source: string;
  /** Page of the documentation, from the root of the repository. */
  readonly page: string;
  readonly run: (input: ModelInput) => Result<Readonly<Record<string, unknown>>>;
}
