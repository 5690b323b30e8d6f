import { type OpenAPIHono, type RouteConfig, z } from "@hono/zod-openapi";
import type { Context, MiddlewareHandler } from "hono";
import type { Env, Role } from "./env.ts";
import { Problem } from "./problem.ts";
import { problemSchema } from "./schemas.ts";
import { guard } from "./security/guard.ts";

export type Api = OpenAPIHono<Env>;

/** One thing that the API does: what it takes, who may, what it gives. The document at /openapi.json is made of these. */
export interface Route<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType> {
  readonly method: "get" | "post" | "put" | "patch" | "delete";
  /** With names in braces: "/casebooks/{id}/files". */
  readonly path: string;
  readonly summary: string;
  readonly tag: string;
  /** Null: anyone, even who may not read. */
  readonly role: Role | null;
  readonly params?: P;
  /** What may stand after the question mark beside `lang`; anything else is refused. */
  readonly query?: Q;
  readonly body?: B;
  /** Schema of a JSON answer, or answers of other types. */
  readonly responses: RouteConfig["responses"];
  /** Refusals of its own, beside those that any route may give. */
  readonly refusals?: readonly number[];
}

type Given<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType> = {
  readonly params: z.output<P>;
  readonly query: z.output<Q>;
  readonly body: z.output<B>;
};

type Nothing = z.ZodObject<Readonly<Record<string, never>>>;

export function addRoute<P extends z.ZodObject = Nothing, Q extends z.ZodObject = Nothing, B extends z.ZodType = z.ZodUndefined>(
  api: Api,
  route: Route<P, Q, B>,
  handle: (c: Context<Env>, given: Given<P, Q, B>) => Response | Promise<Response>,
): void {
  const { method, path, role, params, query, body } = route;
  describe(api, route);
  const asked = z.strictObject({ ...query?.shape, lang: z.string().optional() });
  const at = path.replaceAll(/\{(\w+)\}/g, ":$1");
  const answer: MiddlewareHandler<Env> = async (c) =>
    handle(c, {
      params: params === undefined ? {} : parse(params, c.req.param(), "path"),
      query: parse(asked, c.req.query(), "query"),
      body: body === undefined ? undefined : parse(body, await json(c), "body"),
    } as Given<P, Q, B>);
  api.on(method.toUpperCase(), [at], ...(role === null ? [answer] : [guard(role), answer]));
}

function describe(
  api: Api,
  { method, path, summary, tag, role, params, query, body, responses, refusals = [] }: Route<z.ZodObject, z.ZodObject, z.ZodType>,
): void {
  const lang = z.enum(["en", "fr"]).optional().openapi({ description: "Language of texts; else by Accept-Language" });
  const statuses = [...ALWAYS, ...(body === undefined ? [] : WITH_BODY), ...refusals].toSorted((a, b) => a - b);
  api.openAPIRegistry.registerPath({
    method,
    path,
    summary,
    tags: [tag],
    ...(role === null || role === "read" ? {} : { security: [{ key: [] }, { session: [] }] }),
    request: {
      ...(params === undefined ? {} : { params }),
      query: z.object({ ...query?.shape, lang }),
      ...(body === undefined ? {} : { body: { required: true, content: { "application/json": { schema: body } } } }),
    },
    responses: {
      ...responses,
      ...Object.fromEntries(
        statuses.map((status) => [
          status,
          { description: REFUSALS[status], content: { "application/problem+json": { schema: problemSchema } } },
        ]),
      ),
    },
  });
}

/** What stands before every route may refuse, by whom and from where it was asked. */
const ALWAYS = [400, 401, 403, 421, 429, 503];
const WITH_BODY = [413, 415];

const REFUSALS: Readonly<Record<number, string>> = {
  400: "The request is at fault",
  401: "Not signed in",
  403: "The role does not allow it, or a page of another site asks",
  404: "No such thing",
  406: "Not in that form",
  409: "In conflict with what has happened since",
  413: "Too large",
  415: "The body is no JSON in UTF-8",
  421: "The server has another name",
  422: "The data is at fault",
  428: "The casebook is there already, and the request does not say from which of its revisions it starts",
  429: "Too many requests of one caller: come back after Retry-After seconds",
  503: "Too much to do, or the store cannot be reached: come back after Retry-After seconds",
};

/** The shape of a JSON answer. */
export function gives(description: string, schema: z.ZodType): RouteConfig["responses"][string] {
  return { description, content: { "application/json": { schema } } };
}

/** The envelope of every answer, docs/reference/result.schema.json. */
export function givesResult(description: string): RouteConfig["responses"][string] {
  return { description, content: { "application/json": { schema: { $ref: "#/components/schemas/Result" } } } };
}

async function json(c: Context<Env>): Promise<unknown> {
  const text = await c.req.text();
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem(400, "malformed-json", { en: "The body is no JSON.", fr: "Le corps n’est pas du JSON." });
  }
}

const WORDS = { en: z.locales.en().localeError, fr: z.locales.fr().localeError };
const PARTS = { path: { en: "path", fr: "chemin" }, query: { en: "query", fr: "paramètres" }, body: { en: "body", fr: "corps" } } as const;
/** Faults told at once. */
const TOLD = 5;

/** What was sent as its schema wants it; a Problem with each place and what was expected there. */
function parse<T extends z.ZodType>(schema: T, sent: unknown, part: keyof typeof PARTS): z.output<T> {
  const read = schema.safeParse(sent);
  if (read.success) return read.data;
  const tell = (language: "en" | "fr"): string => {
    const issues = schema.safeParse(sent, { error: WORDS[language] }).error!.issues;
    return issues
      .slice(0, TOLD)
      .map(({ path, message }) => `${[PARTS[part][language], ...path].join(".").slice(0, 120)}: ${message.slice(0, 200)}`)
      .join("; ");
  };
  throw new Problem(400, part === "body" ? "bad-body" : "bad-parameter", { en: tell("en"), fr: tell("fr").replaceAll(": ", " : ") });
}
