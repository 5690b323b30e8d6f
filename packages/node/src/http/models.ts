import { modelsResult } from "keiretsu";
import { makeBody, sendBody } from "./bodies.ts";
import { addRoute, type Api } from "./route.ts";
import type { Workbench } from "./workbench.ts";

export function addModels(api: Api, { bodies }: Workbench): void {
  addRoute(
    api,
    {
      method: "get",
      path: "/models",
      summary: "Every model with its inputs, outputs and page",
      tag: "models",
      role: "read",
      responses: {
        200: {
          description: "What “keiretsu model --json” writes",
          content: { "application/json": { schema: { $ref: "#/components/schemas/Result" } } },
        },
        304: { description: "The caller has it" },
      },
    },
    async (c) => {
      const body = await bodies.get("models", async () =>
        makeBody("application/json", Buffer.from(`${JSON.stringify(modelsResult(), null, 2)}\n`)),
      );
      return sendBody(c, body, { "Cache-Control": "no-cache" });
    },
  );
}
