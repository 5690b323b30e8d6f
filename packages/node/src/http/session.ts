import { z } from "@hono/zod-openapi";
import { ROLES } from "./env.ts";
import { addRoute, type Api, gives } from "./route.ts";

const session = z
  .object({ mode: z.enum(["local", "team"]), account: z.string().nullable(), role: z.enum(ROLES).nullable(), csrf: z.string().optional() })
  .openapi("Session");

/** Who the caller is taken for. */
export function addSession(api: Api): void {
  addRoute(
    api,
    {
      method: "get",
      path: "/session",
      summary: "Who the caller is",
      tag: "session",
      role: null,
      responses: { 200: gives("The caller", session) },
    },
    (c) => {
      const { mode, account, role } = c.get("actor");
      return c.json({ mode, account, role }, 200, { "Cache-Control": "no-store" });
    },
  );
}
