import type { View } from "../../record/view.ts";
import { type ExportOptions, exportView } from "./export-view.ts";
import { type NetworkFile, networkText } from "./network-text.ts";

/**
 * The network of a view as the text of a file. JSON alone holds the claims and the sources themselves; the other formats name them by id.
 * Throws `bad-option`, `clashing-ids` and what `project` throws.
 */
export function exportNetwork(view: View, options: NetworkFile & Partial<ExportOptions>): string {
  return networkText(exportView(view, options), options);
}
