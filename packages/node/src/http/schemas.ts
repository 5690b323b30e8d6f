import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Finding } from "keiretsu";
import type { Actor } from "../store/store.ts";
import type { Env } from "./env.ts";

/** Shapes that several nouns share. */
export const problemSchema: z.ZodType = z
  .object({ type: z.string(), title: z.string(), status: z.int(), detail: z.string(), code: z.string() })
  .openapi("Problem");

export const fileSchema: z.ZodType<{ path: string; text: string }> = z.object({ path: z.string(), text: z.string() }).openapi("File");

const words = z.object({ summary: z.string(), advice: z.string() });
export const findingSchema: z.ZodType<Finding> = z
  .object({
    code: z.string(),
    severity: z.enum(["error", "warning", "note"]),
    place: z.object({ file: z.string(), line: z.int(), column: z.int() }),
    excerpt: z.string(),
    summary: z.string(),
    advice: z.string(),
    french: z.exactOptional(words),
  })
  .openapi("Finding");

export const actorSchema: z.ZodType<Actor> = z.object({ account: z.string(), name: z.string() }).openapi("Actor");

export const casebookId: z.ZodString = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9.-]{0,118}[a-z0-9])?$/)
  .openapi({ example: "ai-alliances" });

export const byId: z.ZodObject<{ id: z.ZodString }> = z.object({ id: casebookId });

/** A named shape or null. `.nullable()` would change what the name means everywhere in the document. */
export function orNull<T extends z.ZodType>(schema: T): z.ZodUnion<readonly [T, z.ZodNull]> {
  return z.union([schema, z.null()]);
}

/** A whole number in an address. */
export const count: z.ZodType<number, string> = z
  .string()
  .regex(/^[0-9]{1,9}$/)
  .transform(Number)
  .openapi({ type: "integer", minimum: 0 });

export const why: z.ZodString = z.string().trim().min(1).max(10_000).openapi({ description: "Why, for whoever reads the history" });

/** Who acts, for the store. Routes that write have checked that there is somebody. */
export function actorOf(c: Context<Env>): Actor {
  const { account, name } = c.get("actor");
  return { account: account!, name };
}
