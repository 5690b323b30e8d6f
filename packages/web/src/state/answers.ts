import type { SessionState } from "./session.ts";

/** A question that the server answers about a casebook, as its own description lists it. */
export interface Question {
  readonly name: string;
  readonly summary: string;
  readonly parameters: readonly QuestionParameter[];
}

interface QuestionParameter {
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
  /** Values to choose from; null = any. */
  readonly choices: readonly string[] | null;
  readonly fallback: string;
}

interface Described {
  readonly paths: Readonly<Record<string, { readonly get?: Operation } | undefined>>;
}

interface Operation {
  readonly summary?: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly description?: string;
    readonly schema?: {
      readonly description?: string;
      readonly type?: string;
      readonly enum?: readonly string[];
      readonly default?: string | number | boolean;
    };
  }[];
}

const place = /^(?:\/api\/v1)?\/casebooks\/\{id\}\/answers\/([a-z-]+)$/;

/** What the server lists in its OpenAPI document. */
export async function listQuestions({ call }: SessionState): Promise<readonly Question[]> {
  return questionsIn(await call<Described>("openapi.json"));
}

export function questionsIn({ paths }: Described): readonly Question[] {
  return Object.entries(paths).flatMap(([path, methods]): readonly Question[] => {
    const name = place.exec(path)?.[1];
    return name === undefined || methods?.get === undefined ? [] : [questionOf(name, methods.get)];
  });
}

function questionOf(name: string, { summary = "", parameters = [] }: Operation): Question {
  const asked = parameters.filter((one) => one.in === "query" && one.name !== "lang");
  return {
    name,
    summary,
    parameters: asked.map(({ name: option, required = false, description, schema = {} }) => ({
      name: option,
      description: description ?? schema.description ?? "",
      required,
      choices: schema.enum ?? (schema.type === "boolean" ? ["true"] : null),
      fallback: schema.default === undefined ? "" : String(schema.default),
    })),
  };
}
