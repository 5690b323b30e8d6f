/// <reference types="vite/client" />
import { type Example, exampleIn } from "./example.ts";

const pages = import.meta.glob<string>("../../../../../docs/models/*.md", { query: "?raw", import: "default" });

/** The worked example of a model, read with its page; null where there is none. */
export async function exampleOf(model: string): Promise<Example | null> {
  const page = await pages[`../../../../../docs/models/${model}.md`]?.();
  return page === undefined ? null : exampleIn(page);
}
