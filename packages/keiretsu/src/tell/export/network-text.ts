import { KeiretsuError } from "../../assert.ts";
import type { Result } from "../../network/result.ts";
import type { ExportedNetwork } from "./exported-network.ts";
import { gexf } from "./gexf.ts";
import { graphml } from "./graphml.ts";
import { networkCsv } from "./network-csv.ts";

export type NetworkFormat = "gexf" | "graphml" | "csv" | "json";
export const networkFormats: readonly NetworkFormat[] = ["gexf", "graphml", "csv", "json"];

export interface NetworkFile {
  readonly format: NetworkFormat;
  /** In GEXF, each edge from the day on which it first stood, for the timeline of Gephi. */
  readonly dynamic?: boolean;
}

/** An exported network as the text of a file. */
export function networkText(result: Result<ExportedNetwork>, { format, dynamic = false }: NetworkFile): string {
  switch (format) {
    case "gexf":
      return gexf(result, { dynamic });
    case "graphml":
      return graphml(result);
    case "csv":
      return networkCsv(result.values);
    case "json":
      return `${JSON.stringify(result, null, 2)}\n`;
    default:
      throw new KeiretsuError("bad-option", `format is "${String(format)}", expected one of ${networkFormats.join(", ")}`);
  }
}
