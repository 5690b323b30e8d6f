import type { NetworkFormat } from "keiretsu";

/** A network of another tool that the reader has opened: kept as long as the page, never sent anywhere. */
export interface Dataset {
  readonly id: string;
  readonly name: string;
  readonly text: string;
  readonly format: NetworkFormat;
}

const datasets = new Map<string, Dataset>();

/** The id names it in the address of this visit: `#/network?edges=<id>`. */
export function keepDataset(dataset: Omit<Dataset, "id">): string {
  const id = `${datasets.size + 1}-${dataset.name}`;
  datasets.set(id, { ...dataset, id });
  return id;
}

export function datasetOf(id: string): Dataset | null {
  return datasets.get(id) ?? null;
}
