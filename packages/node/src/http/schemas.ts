import { z } from "@hono/zod-openapi";

/** Shapes that several nouns share. */
export const problemSchema: z.ZodType = z
  .object({ type: z.string(), title: z.string(), status: z.int(), detail: z.string(), code: z.string() })
  .openapi("Problem");

export const fileSchema: z.ZodType<{ path: string; text: string }> = z.object({ path: z.string(), text: z.string() }).openapi("File");

const casebookId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/)
  .openapi({ example: "ai-alliances" });

export const byId: z.ZodObject<{ id: z.ZodString }> = z.object({ id: casebookId });

/** A whole number in an address. */
export const count: z.ZodType<number, string> = z
  .string()
  .regex(/^[0-9]{1,9}$/)
  .transform(Number)
  .openapi({ type: "integer", minimum: 0 });
