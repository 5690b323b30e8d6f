import { randomUUID } from "node:crypto";
import { OpenAPIHono, z } from "@hono/zod-openapi";
import type { Context, MiddlewareHandler } from "hono";
import { methodNotAllowed } from "hono/method-not-allowed";
import { KeiretsuError } from "keiretsu";
import { DataError, UsageError } from "../cli/command.ts";
import { refusal } from "../cli/usage.ts";
import { addAccounts } from "./accounts/routes.ts";
import { addAnswers } from "./answers.ts";
import { addCasebooks } from "./casebooks.ts";
import { addChanges } from "./changes.ts";
import type { Env } from "./env.ts";
import { language } from "./language.ts";
import { addJobs } from "./jobs.ts";
import { addModels } from "./models.ts";
import { addDocument } from "./openapi.ts";
import { addOpening } from "./opening.ts";
import { addPositions } from "./positions.ts";
import { Problem, tellProblem } from "./problem.ts";
import { addProposals } from "./proposals.ts";
import { addRoute, type Api } from "./route.ts";
import { secure } from "./security/secure.ts";
import { sendStatic } from "./static.ts";
import { problemOfStore } from "./store-problem.ts";
import { StoreError } from "../store/store-error.ts";
import type { Workbench } from "./workbench.ts";

/** Everything that the server answers: the API below /api/v1, the web app elsewhere. */
export function makeApp(workbench: Workbench): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>();
  app.use(logged(workbench));
  app.use(language);
  for (const guardian of secure(workbench.security)) app.use(guardian);
  app.route("/api/v1", makeApi(workbench));
  app.all("/api/*", (c) => tellProblem(c, notFound()));
  app.on(["GET", "HEAD"], "/*", (c) => sendStatic(c, workbench));
  app.notFound((c) => tellProblem(c, notFound()));
  app.onError((error, c) => {
    const problem = problemOf(error);
    if (problem.status >= 500 && problem.code === "internal")
      workbench.log({ level: "error", request: c.get("requestId"), error: error.stack ?? error.message });
    return tellProblem(c, problem);
  });
  return app;
}

function makeApi(workbench: Workbench): Api {
  const api: Api = new OpenAPIHono<Env>();
  api.use(methodNotAllowed({ app: api, onMethodNotAllowed: tellMethods }));
  addRoute(
    api,
    {
      method: "get",
      path: "/health",
      summary: "Whether the server answers",
      tag: "server",
      role: null,
      responses: { 200: { description: "It does", content: { "application/json": { schema: z.object({ status: z.literal("ok") }) } } } },
    },
    (c) => c.json({ status: "ok" }, 200, { "Cache-Control": "no-store" }),
  );
  addAccounts(api, workbench.security);
  addCasebooks(api, workbench);
  addAnswers(api, workbench);
  addJobs(api, workbench);
  addChanges(api, workbench);
  addProposals(api, workbench);
  addOpening(api, workbench);
  addPositions(api, workbench);
  addModels(api, workbench);
  addDocument(api, workbench);
  return api;
}

function logged({ log }: Workbench): MiddlewareHandler<Env> {
  return async (c, next) => {
    // Its random bytes are fetched many at a time, which those of randomBytes are not.
    const id = randomUUID().replaceAll("-", "").slice(-16);
    c.set("requestId", id);
    const began = performance.now();
    await next();
    c.res.headers.set("X-Request-Id", id);
    const ms = Math.round(performance.now() - began);
    log({ at: new Date().toISOString(), request: id, method: c.req.method, path: new URL(c.req.url).pathname, status: c.res.status, ms });
  };
}

/** What can be done at an address where something else was asked; no answer to a page of another site, for which this has no headers. */
function tellMethods(c: Context<Env>, methods: string[]): Response {
  const allow = { Allow: [...methods, "OPTIONS"].join(", ") };
  if (c.req.method === "OPTIONS") return c.body(null, 204, allow);
  const text = { en: `${c.req.method} is not done here.`, fr: `${c.req.method} ne se fait pas ici.` };
  return tellProblem(c, new Problem(405, "method-not-allowed", text, allow));
}

function notFound(): Problem {
  return new Problem(404, "no-route", { en: "There is nothing at this address.", fr: "Il n’y a rien à cette adresse." });
}

function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof UsageError) return new Problem(400, "bad-parameter", error.text);
  if (error instanceof DataError) return new Problem(422, "data-at-fault", error.text);
  if (error instanceof KeiretsuError) return new Problem(400, error.code, { en: error.message, fr: refusal(error, "fr") });
  if (error instanceof StoreError) return problemOfStore(error);
  return new Problem(500, "internal", {
    en: "Our own fault: an internal check failed. The log of the server tells more.",
    fr: "Notre propre faute : un contrôle interne a échoué. Le journal du serveur en dit plus.",
  });
}
