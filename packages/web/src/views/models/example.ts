/** The worked example of a model, as its page of the documentation has it. */
export interface Example {
  readonly input: Readonly<Record<string, unknown>>;
  readonly expected: Readonly<Record<string, unknown>>;
  readonly tolerance: { readonly abs: number; readonly rel: number };
}

/** null where the page has none. */
export function exampleIn(page: string): Example | null {
  const section = /^## Worked example$([\s\S]*?)(?=^## |(?![\s\S]))/m.exec(page)?.[1] ?? "";
  const [input, expected, tolerance = { abs: 1e-9, rel: 1e-9 }] = [...section.matchAll(/^```json\n([\s\S]*?)^```$/gm)].map(
    ([, text]) => JSON.parse(text) as unknown,
  );
  return input === undefined || expected === undefined ? null : ({ input, expected, tolerance } as Example);
}
