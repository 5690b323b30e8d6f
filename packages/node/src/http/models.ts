import { z } from "@hono/zod-openapi";
import { models, modelsResult } from "keiretsu";
import { ask } from "./answers.ts";
import { MODEL } from "./answers/questions.ts";
import { makeBody, sendBody } from "./bodies.ts";
import { addRoute, type Api, givesResult } from "./route.ts";
import type { Workbench } from "./workbench.ts";

const byModel = z.object({ model: z.enum(models.map(({ id }) => id)) });
const order = z.strictObject({
  case: z.record(z.string(), z.unknown()).openapi({ description: "input, and expected values to check if wanted, as in a case file" }),
});

/** No casebook: the case is all there is. */
const NO_BOOK = { id: "", digest: "", files: [] } as const;
const tag = "models";

export function addModels(api: Api, { bodies, crew }: Workbench): void {
  addRoute(
    api,
    {
      method: "get",
      path: "/models",
      summary: "Every model with its inputs, outputs and page",
      tag,
      role: "read",
      responses: { 200: givesResult("What “keiretsu model --json” writes"), 304: { description: "The caller has it" } },
    },
    async (c) => {
      const body = await bodies.get("models", async () =>
        makeBody("application/json", Buffer.from(`${JSON.stringify(modelsResult(), null, 2)}\n`)),
      );
      return sendBody(c, body, { "Cache-Control": "no-cache" });
    },
  );
  addRoute(
    api,
    {
      method: "post",
      path: "/models/{model}",
      summary: "What one model makes of a case",
      tag,
      role: "read",
      params: byModel,
      body: order,
      responses: { 200: givesResult("What “keiretsu model” writes of the case in a file") },
      refusals: [404],
    },
    async (c, { params, body }) => {
      const values = { model: params.model, case: JSON.stringify(body.case) };
      const given = await ask(crew, NO_BOOK, { command: MODEL, values, form: "json", language: c.get("language") });
      return sendBody(c, given, { "Cache-Control": "no-store" });
    },
  );
}
