import { z } from "@hono/zod-openapi";
import { existing } from "./casebooks.ts";
import { addRoute, type Api, gives } from "./route.ts";
import { actorOf, byId } from "./schemas.ts";
import type { Workbench } from "./workbench.ts";

/** As many nodes as a picture of a network can hold. */
const MOST = 20_000;

const node = z.string().min(1).max(300);
const place = z.strictObject({ x: z.number(), y: z.number() });
const positions = z.record(node, place).openapi("Positions");
const moved = z
  .record(node, place.nullable())
  .refine((all) => Object.keys(all).length <= MOST)
  .openapi("MovedPositions", { description: "Only the nodes that were moved; null puts one back where it would lie by itself" });

/** Where the nodes of the network lie: no statement, kept so that a picture looks the same tomorrow. */
export function addPositions(api: Api, { store }: Workbench): void {
  const route = { path: "/casebooks/{id}/positions", tag: "positions", params: byId, refusals: [404] } as const;
  const kept = z.object({ positions });
  addRoute(
    api,
    { ...route, method: "get", summary: "Where nodes were put", role: "read", responses: { 200: gives("By id of the node", kept) } },
    async (c, { params }) => {
      await existing(store, params.id);
      return c.json({ positions: await store.positions(params.id) }, 200, { "Cache-Control": "no-cache" });
    },
  );
  addRoute(
    api,
    {
      ...route,
      method: "patch",
      summary: "Put some nodes elsewhere; the others stay where they are",
      role: "propose",
      body: z.object({ positions: moved }),
      responses: { 200: gives("All that are kept", kept) },
    },
    async (c, { params, body }) => c.json({ positions: await store.movePositions(params.id, body.positions, actorOf(c)) }, 200),
  );
}
