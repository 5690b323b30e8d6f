import { existsSync, readFileSync } from "node:fs";
import { z } from "@hono/zod-openapi";
import { VERSION } from "../cli/main.ts";
import { makeBody, sendBody } from "./bodies.ts";
import { addRoute, type Api, gives } from "./route.ts";
import type { Workbench } from "./workbench.ts";

/** The build lays the schema of results beside us; the sources read that of the documentation. */
const SCHEMAS = ["./result.schema.json", "../../../../docs/reference/result.schema.json"] as const;

type Tree = Readonly<Record<string, unknown>>;

/** The document that describes all of this, made from the routes themselves. */
export function addDocument(api: Api, { bodies }: Workbench): void {
  const route = {
    method: "get",
    path: "/openapi.json",
    summary: "This document",
    tag: "server",
    role: "read",
    responses: { 200: gives("OpenAPI 3.1", z.looseObject({ openapi: z.literal("3.1.0") })), 304: { description: "The caller has it" } },
  } as const;
  addRoute(api, route, async (c) => {
    const body = await bodies.get("openapi", async () =>
      makeBody("application/json", Buffer.from(`${JSON.stringify(documentOf(api), null, 2)}\n`)),
    );
    return sendBody(c, body, { "Cache-Control": "no-cache" });
  });
}

function documentOf(api: Api): Tree {
  const { components, ...made } = api.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "keiretsu",
      version: VERSION,
      description:
        "Casebooks of circular finance: records, answers, long runs, proposals. Amounts are numbers in the unit that the answer names.",
      license: { name: "Apache-2.0", url: "https://www.apache.org/licenses/LICENSE-2.0" },
    },
    servers: [{ url: "/api/v1" }],
    security: [],
  });
  return {
    ...made,
    components: {
      ...components,
      schemas: { ...components?.schemas, ...resultSchemas() },
      securitySchemes: {
        key: { type: "http", scheme: "bearer", description: "The key that “keiretsu serve” prints, or an API token of a team" },
        session: { type: "apiKey", in: "cookie", name: "session", description: "Session of a team; writing also needs X-CSRF-Token" },
      },
    },
  };
}

/** The schema of results with its parts under names of their own, as OpenAPI wants them. */
function resultSchemas(): Tree {
  const path = SCHEMAS.map((one) => new URL(one, import.meta.url)).find((url) => existsSync(url))!;
  const { $defs, $schema: _, ...envelope } = JSON.parse(readFileSync(path, "utf8")) as { $defs: Tree; $schema: string };
  const parts = Object.entries($defs).map(([name, schema]) => [`Result.${name}`, schema] as const);
  const text = JSON.stringify(Object.fromEntries([["Result", envelope], ...parts]));
  return JSON.parse(text.replaceAll('"#/$defs/', '"#/components/schemas/Result.')) as Tree;
}
