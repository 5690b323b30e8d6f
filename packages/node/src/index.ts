/** keiretsu on Node: the parts of the command line that a script may want. */
export { main } from "./cli/main.ts";
export type { Io } from "./cli/command.ts";
export { EXIT } from "./cli/command.ts";
export { readCasebook } from "./files.ts";
export type { Convention, EdgeColumns, EdgeList, EdgesReport, ReadEdgesOptions } from "./edges.ts";
export { readEdges } from "./edges.ts";
export type {
  Actor,
  Change,
  ChangeKind,
  Decision,
  Positions,
  Proposal,
  ProposalState,
  Store,
  StoredCasebook,
  StoredFiles,
} from "./store/store.ts";
export { openStore } from "./store/open-store.ts";
export type { StoreErrorCode } from "./store/store-error.ts";
export { StoreError } from "./store/store-error.ts";
