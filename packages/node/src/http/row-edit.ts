import { z } from "@hono/zod-openapi";
import { type RowEdit, tables, type TableName } from "keiretsu";

const table = z.enum(Object.keys(tables) as [TableName, ...TableName[]]);
const cells = z
  .record(z.string().max(100), z.string().max(100_000))
  .openapi({ description: "Text as in the CSV by column; absent is empty" });
const key = z.string().min(1).max(300).openapi({ description: "The id, or the digest of a row of a table without ids" });
const entity = z.string().min(1).max(300);

/** One change to the rows of a casebook. */
export const rowEdit: z.ZodType<RowEdit> = z
  .union([
    z.strictObject({ op: z.literal("add"), table, cells }),
    z.strictObject({ op: z.literal("replace"), table, key, cells }),
    z.strictObject({ op: z.literal("retract"), table, key }),
    z.strictObject({ op: z.literal("merge"), keep: entity, drop: entity }),
  ])
  .openapi("RowEdit");

export const rowEdits: z.ZodType<RowEdit[]> = z.array(rowEdit).min(1).max(1000);
