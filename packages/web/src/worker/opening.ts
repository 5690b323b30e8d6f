import { filtersOf } from "../state/network-params.ts";
import { projectOptionsOf, viewOptionsOf } from "../state/view-params.ts";
import type { OpenBook } from "./book.ts";
import book from "./questions/book.ts";
import headline from "./questions/headline.ts";
import network from "./questions/network.ts";
import networkDates from "./questions/network-dates.ts";
import networkLayout from "./questions/network-layout.ts";
import { questionKey } from "./question-key.ts";

/**
 * What the network asks of a casebook where its address says nothing, answered before it asks: whoever hands out the files computes it once for all
 * readers, so that a browser draws before it has read a file. `most` is the number of arrows that the width of the page has room for.
 */
export function openingOf(open: OpenBook, most: number): Readonly<Record<string, unknown>> {
  const view = viewOptionsOf({});
  const project = projectOptionsOf({});
  const pays = { view, project, lens: "pays", filters: { ...filtersOf({}, 0), most } } as const;
  const layout = { chapters: view.chapters, perimeter: project.perimeter, seed: 1 };
  return {
    [questionKey("book", {})]: book(open, {}),
    [questionKey("headline", { view, project })]: headline(open, { view, project }),
    [questionKey("network", pays)]: network(open, pays),
    [questionKey("networkLayout", layout)]: networkLayout(open, layout),
    [questionKey("networkDates", { chapters: view.chapters })]: networkDates(open, { chapters: view.chapters }),
  };
}
