import { z } from "@hono/zod-openapi";
import { existing } from "./casebooks.ts";
import { effectOf, effectSchema } from "./effect.ts";
import { next, pageOf, pageQuery } from "./page.ts";
import { Problem } from "./problem.ts";
import { rowEdit, rowEdits } from "./row-edit.ts";
import { addRoute, type Api, gives } from "./route.ts";
import { actorOf, actorSchema, byId, orNull, why } from "./schemas.ts";
import { ROLES } from "./env.ts";
import type { Workbench } from "./workbench.ts";

const STATES = ["open", "accepted", "amended", "rejected", "withdrawn"] as const;

const proposalSchema = z
  .object({
    id: z.string(),
    casebook: z.string(),
    edits: z.array(rowEdit),
    why: z.string(),
    by: actorSchema,
    at: z.string(),
    baseRevision: z.int(),
    state: z.enum(STATES),
    decidedBy: orNull(actorSchema),
    decidedAt: z.string().nullable(),
    reason: z.string().nullable(),
    amendedEdits: z.array(rowEdit).nullable(),
    conflicts: z.array(z.string()),
    rivals: z.array(z.string()),
  })
  .openapi("Proposal");

const decision = z.strictObject({
  verdict: z.enum(["accept", "reject", "withdraw", "amend"]),
  reason: z.string().max(10_000).default(""),
  edits: rowEdits.optional().openapi({ description: "What is accepted instead; with amend only" }),
});

const byProposal = z.object({ proposal: z.string().regex(/^[\w-]{1,100}$/) });
const tag = "proposals";

/** Edits that count nowhere until another person, or alone a second step, accepts them. */
export function addProposals(api: Api, workbench: Workbench): void {
  const { store } = workbench;
  addRoute(
    api,
    {
      method: "get",
      path: "/casebooks/{id}/proposals",
      summary: "Proposals in the order of their making",
      tag,
      role: "read",
      params: byId,
      query: pageQuery.extend({ state: z.enum(STATES).optional() }),
      responses: { 200: gives("A page of them", z.object({ proposals: z.array(proposalSchema), next })) },
      refusals: [404],
    },
    async (c, { params, query: { state, ...asked } }) => {
      await existing(store, params.id);
      const { page, next: cursor } = pageOf(await store.proposals(params.id, state === undefined ? {} : { state }), asked, ({ id }) => id);
      return c.json({ proposals: page, next: cursor }, 200, { "Cache-Control": "no-cache" });
    },
  );
  addRoute(
    api,
    {
      method: "post",
      path: "/casebooks/{id}/proposals",
      summary: "Propose edits",
      tag,
      role: "propose",
      params: byId,
      body: z.strictObject({ edits: rowEdits, why, baseRevision: z.int().min(1) }),
      responses: { 201: gives("The proposal", proposalSchema) },
      refusals: [404, 409, 422],
    },
    async (c, { params, body }) => c.json(await store.propose(params.id, body, actorOf(c)), 201),
  );
  addRoute(
    api,
    {
      method: "get",
      path: "/proposals/{proposal}",
      summary: "One proposal",
      tag,
      role: "read",
      params: byProposal,
      responses: { 200: gives("The proposal", proposalSchema) },
      refusals: [404],
    },
    async (c, { params }) => c.json(await store.proposal(params.proposal), 200, { "Cache-Control": "no-cache" }),
  );
  addRoute(
    api,
    {
      method: "get",
      path: "/proposals/{proposal}/effect",
      summary: "What it would change: the headline figures of the casebook as it is and with the proposal",
      tag,
      role: "read",
      params: byProposal,
      responses: { 200: gives("Before and after", effectSchema) },
      refusals: [404, 422],
    },
    async (c, { params }) =>
      c.json(await effectOf(workbench, await store.proposal(params.proposal), c.get("language")), 200, { "Cache-Control": "no-cache" }),
  );
  addRoute(
    api,
    {
      method: "post",
      path: "/proposals/{proposal}/decision",
      summary: "Accept, amend, reject, or withdraw one’s own",
      tag,
      role: "propose",
      params: byProposal,
      body: decision,
      responses: { 200: gives("The proposal, decided", proposalSchema) },
      refusals: [404, 409, 422],
    },
    async (c, { params, body: { edits, ...told } }) => {
      const { role, mode } = c.get("actor");
      if (told.verdict !== "withdraw" && ROLES.indexOf(role!) < ROLES.indexOf("review")) throw tooLow();
      const given = { ...told, ...(edits === undefined ? {} : { edits }) };
      return c.json(await store.decide(params.proposal, given, actorOf(c), { alone: mode === "local" }), 200);
    },
  );
}

function tooLow(): Problem {
  return new Problem(403, "role-too-low", { en: "Deciding needs the role “review”.", fr: "Décider demande le rôle « review »." });
}
