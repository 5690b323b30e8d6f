/// <reference types="vite/client" />
/** The worked example of each model: that of its page of the documentation, and no other. */
const pages = import.meta.glob<string>("../../../../../docs/models/*.md", { query: "?raw", import: "default" });

export interface Example {
  readonly input: Readonly<Record<string, unknown>>;
  readonly expected: Readonly<Record<string, unknown>>;
  readonly tolerance: { readonly abs: number; readonly rel: number };
}

/** null where a page has none. */
export async function exampleOf(model: string): Promise<Example | null> {
  const page = await pages[`../../../../../docs/models/${model}.md`]?.();
  if (page === undefined) return null;
  const section = /^## Worked example$([\s\S]*?)(?=^## |(?![\s\S]))/m.exec(page)?.[1] ?? "";
  const [input, expected, tolerance = { abs: 1e-9, rel: 1e-9 }] = [...section.matchAll(/^```json\n([\s\S]*?)^```$/gm)].map(
    ([, text]) => JSON.parse(text) as unknown,
  );
  return input === undefined || expected === undefined ? null : ({ input, expected, tolerance } as Example);
}
