import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { type Option, UsageError } from "../cli/command.ts";
import type { StoredFiles } from "../store/store.ts";
import { type Asked, type Form, type Question, QUESTIONS, readQuestion } from "./answers/questions.ts";
import { withoutDashes } from "./answers/run.ts";
import { type Body, makeBody, sendBody } from "./bodies.ts";
import type { Env } from "./env.ts";
import { Problem } from "./problem.ts";
import { addRoute, type Api } from "./route.ts";
import { byId } from "./schemas.ts";
import type { Workbench } from "./workbench.ts";

const TYPES: Readonly<Record<Form, string>> = {
  json: "application/json",
  csv: "text/csv; charset=utf-8",
  html: "text/html; charset=utf-8",
  gexf: "application/gexf+xml; charset=utf-8",
  graphml: "application/graphml+xml; charset=utf-8",
};

/** Each command that asks a casebook, at its own address. */
export function addAnswers(api: Api, workbench: Workbench): void {
  for (const [name, asked] of QUESTIONS) {
    const forms = formsOf(asked);
    addRoute(
      api,
      {
        method: "get",
        path: `/casebooks/{id}/answers/${name}`,
        summary: asked.command.summary.en,
        tag: "answers",
        role: "read",
        params: byId,
        query: z.object(Object.fromEntries(asked.parameters.map((option) => [option.name, parameterOf(option)]))),
        responses: {
          200: {
            description: `What “keiretsu ${name} --json” writes${forms.includes("csv") ? ", or --csv" : ""}`,
            content: Object.fromEntries(forms.map((form) => [TYPES[form].split(";")[0], { schema: SCHEMAS[form] }])),
          },
          304: { description: "The caller has it" },
        },
        refusals: [404, 406, 422],
      },
      async (c, { params, query }) => {
        const { lang: _, ...sent } = query as Record<string, string>;
        const values = readQuestionOrRefuse(asked, sent);
        const form = formOf(c, forms);
        const book = await workbench.store.files(params.id);
        const body = await answerOf(workbench, book, { command: name, values, form, language: c.get("language") });
        return sendBody(c, body, { "Cache-Control": "no-cache", Vary: "Accept, Accept-Language" });
      },
    );
  }
}

const SCHEMAS = {
  json: { $ref: "#/components/schemas/Result" },
  csv: { type: "string" as const },
  html: { type: "string" as const },
  gexf: { type: "string" as const },
  graphml: { type: "string" as const },
} as const;

function formsOf({ command }: Asked): readonly Form[] {
  if (command.name === "report") return ["html", "json"];
  if (command.name === "export") return ["json", "csv", "gexf", "graphml"];
  return command.csv ? ["json", "csv"] : ["json"];
}

/** A parameter as the document shows it. What it must be is checked by the command line's own check, in its words. */
function parameterOf({ kind, choices, min, max, fallback, description, required }: Option): z.ZodType {
  const shown = {
    description: description.en,
    ...(kind === "integer" || kind === "number" ? { type: kind } : {}),
    ...(kind === "flag" ? { type: "boolean" as const } : {}),
    ...(choices === undefined || kind === "list" ? {} : { enum: [...choices] }),
    ...(min === undefined ? {} : { minimum: min }),
    ...(max === undefined ? {} : { maximum: max }),
    ...(fallback === undefined ? {} : { default: kind === "integer" || kind === "number" ? Number(fallback) : fallback }),
  };
  const schema = z.string().openapi(shown);
  return required ? schema : schema.optional();
}

export function readQuestionOrRefuse(asked: Asked, sent: Parameters<typeof readQuestion>[1]): ReturnType<typeof readQuestion> {
  try {
    return readQuestion(asked, sent);
  } catch (error) {
    if (error instanceof UsageError) throw new Problem(400, "bad-parameter", withoutDashes(error.text));
    throw error;
  }
}

/** The first of the forms that Accept allows, by its weights. */
function formOf(c: Context<Env>, forms: readonly Form[]): Form {
  const header = c.req.header("Accept");
  if (header === undefined || header.trim() === "") return forms[0];
  const ranges = header.split(",").map((part) =>
    part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/),
  );
  const weight = (form: Form): number => {
    const type = TYPES[form].split(";")[0];
    const fitting = [type, `${type.split("/")[0]}/*`, "*/*"].map((range) => ranges.find(([one]) => one === range)).find(Boolean);
    return fitting === undefined ? 0 : Number(fitting.find((part) => part.startsWith("q="))?.slice(2) ?? 1);
  };
  const best = [...forms].sort((a, b) => weight(b) - weight(a))[0];
  if (weight(best) > 0) return best;
  const types = forms.map((form) => TYPES[form].split(";")[0]).join(", ");
  throw new Problem(406, "not-in-that-form", { en: `It is given as ${types}.`, fr: `C’est donné sous la forme ${types}.` });
}

/** Their JSON holds words; that of other answers has no language. */
const IN_WORDS: readonly string[] = ["report", "export"];

/** From the cache, else from a thread. */
export async function answerOf(
  { bodies, crew }: Workbench,
  book: Pick<StoredFiles, "id" | "digest" | "files">,
  question: Question,
): Promise<Body> {
  const { command, values, form, language } = question;
  const words = form === "json" && !IN_WORDS.includes(command) ? "" : language;
  const key = JSON.stringify(["answer", book.id, book.digest, command, values, form, words]);
  return bodies.get(key, () => ask(crew, book, question));
}

/** From a thread. */
export async function ask(crew: Workbench["crew"], book: Pick<StoredFiles, "id" | "digest" | "files">, question: Question): Promise<Body> {
  const answer = await crew.ask({ ...book, folder: book.id }, question);
  if (answer.kind === "text") return makeBody(TYPES[question.form], Buffer.from(answer.text));
  if (answer.kind === "refused") throw new Problem(answer.status, answer.code, answer.text);
  throw new Problem(503, "interrupted", { en: "The answer was interrupted.", fr: "La réponse a été interrompue." });
}
