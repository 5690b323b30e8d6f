import { z } from "@hono/zod-openapi";
import { existing } from "./casebooks.ts";
import { addRoute, type Api, gives } from "./route.ts";
import { actorOf, byId } from "./schemas.ts";
import type { Workbench } from "./workbench.ts";

/** As many nodes as a picture of a network can hold. */
const MOST = 20_000;

const positions = z
  .record(z.string().min(1).max(300), z.strictObject({ x: z.number(), y: z.number() }))
  .refine((all) => Object.keys(all).length <= MOST)
  .openapi("Positions");

/** Where the nodes of the network lie: no statement, kept so that a picture looks the same tomorrow. */
export function addPositions(api: Api, { store }: Workbench): void {
  const route = { path: "/casebooks/{id}/positions", tag: "positions", params: byId, refusals: [404] } as const;
  const body = z.object({ positions });
  addRoute(
    api,
    { ...route, method: "get", summary: "Where the nodes lie", role: "read", responses: { 200: gives("By id of the node", body) } },
    async (c, { params }) => {
      await existing(store, params.id);
      return c.json({ positions: await store.positions(params.id) }, 200, { "Cache-Control": "no-cache" });
    },
  );
  addRoute(
    api,
    { ...route, method: "put", summary: "Keep where the nodes lie", role: "propose", body, responses: { 200: gives("As kept", body) } },
    async (c, { params, body: sent }) => {
      await existing(store, params.id);
      await store.keepPositions(params.id, sent.positions, actorOf(c));
      return c.json({ positions: await store.positions(params.id) }, 200);
    },
  );
}
