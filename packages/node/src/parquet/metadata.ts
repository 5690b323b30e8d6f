import { readThrift, type Fields, type ThriftValue } from "./thrift.ts";

/** What the end of a Parquet file says of it: its flat columns, and where each piece of them lies. */
export interface ParquetMetadata {
  readonly rows: number;
  readonly columns: readonly ParquetColumn[];
  readonly groups: readonly { readonly rows: number; readonly chunks: readonly ParquetChunk[] }[];
}

const PHYSICAL = ["BOOLEAN", "INT32", "INT64", "INT96", "FLOAT", "DOUBLE", "BYTE_ARRAY", "FIXED_LEN_BYTE_ARRAY"] as const;
type Physical = (typeof PHYSICAL)[number];

/** What a column means beyond its bytes, as far as it changes the value. */
type Meaning = "plain" | "unsigned" | "text" | "date" | "decimal" | "other";

export interface ParquetColumn {
  readonly name: string;
  readonly physical: Physical;
  readonly meaning: Meaning;
  /** Decimals of a decimal column. */
  readonly scale: number;
  /** Bytes of a value of fixed length. */
  readonly width: number;
  readonly optional: boolean;
  /** A list, a struct or part of one: not a column of a table. */
  readonly nested: boolean;
}

/** The values of one column in one group of rows. */
export interface ParquetChunk {
  readonly codec: number;
  readonly offset: number;
  readonly bytes: number;
  readonly values: number;
  readonly encrypted: boolean;
}

/** Throws RangeError where the footer makes no sense. */
export function readMetadata(footer: Uint8Array): ParquetMetadata {
  const { fields } = readThrift(footer, 0, footer.length);
  const columns = readSchema(structs(fields.get(2)));
  const groups = structs(fields.get(4)).map((group) => {
    const chunks = structs(group.get(1)).map(readChunk);
    if (chunks.length !== columns.length) throw new RangeError(`${chunks.length} columns in a group of rows, ${columns.length} expected`);
    return { rows: whole(group.get(3)), chunks };
  });
  return { rows: whole(fields.get(3)), columns, groups };
}

function readChunk(chunk: Fields): ParquetChunk {
  const data = struct(chunk.get(3));
  const first = whole(data.get(9));
  const dictionary = whole(data.get(11) ?? 0);
  return {
    codec: whole(data.get(4)),
    // Some writers say 0 where there is no dictionary.
    offset: dictionary > 0 ? Math.min(dictionary, first) : first,
    bytes: whole(data.get(7)),
    values: whole(data.get(5)),
    encrypted: chunk.has(8) || chunk.has(1),
  };
}

/** The leaves of the tree of columns, in the order of the chunks. */
function readSchema(elements: readonly Fields[]): ParquetColumn[] {
  const columns: ParquetColumn[] = [];
  let next = 1;
  const walk = (children: number, depth: number): void => {
    for (let k = 0; k < children; k++) {
      const element = elements[next++];
      if (element === undefined) throw new RangeError("the tree of columns is cut off");
      const inner = whole(element.get(5) ?? 0);
      if (inner > 0) walk(inner, depth + 1);
      else columns.push(readColumn(element, depth > 0));
    }
  };
  if (elements.length === 0) throw new RangeError("there is no tree of columns");
  walk(whole(elements[0].get(5) ?? 0), 0);
  return columns;
}

function readColumn(element: Fields, inside: boolean): ParquetColumn {
  const repetition = whole(element.get(3) ?? 0);
  const physical = PHYSICAL[whole(element.get(1) ?? 0)];
  if (physical === undefined) throw new RangeError("a column of unknown type");
  const logical = element.has(10) ? struct(element.get(10)) : new Map<number, ThriftValue>();
  const decimal = logical.has(5) ? struct(logical.get(5)) : null;
  return {
    name: new TextDecoder().decode(element.get(4) as Uint8Array),
    physical,
    meaning: meaningOf(physical, logical, element.get(6)),
    scale: whole(decimal?.get(1) ?? element.get(7) ?? 0),
    width: whole(element.get(2) ?? 0),
    optional: repetition === 1,
    nested: inside || repetition === 2,
  };
}

const CONVERTED: Readonly<Record<number, Meaning>> = {
  0: "text",
  4: "text",
  5: "decimal",
  6: "date",
  11: "unsigned",
  12: "unsigned",
  13: "unsigned",
  14: "unsigned",
  15: "plain",
  16: "plain",
  17: "plain",
  18: "plain",
};

function meaningOf(physical: Physical, logical: Fields, converted: ThriftValue | undefined): Meaning {
  if (logical.has(1) || logical.has(4)) return "text";
  if (logical.has(5)) return "decimal";
  if (logical.has(6)) return "date";
  if (logical.has(10)) return struct(logical.get(10)).get(2) === false ? "unsigned" : "plain";
  if (logical.size > 0) return "other";
  if (typeof converted === "number") return CONVERTED[converted] ?? "other";
  return physical === "BYTE_ARRAY" ? "text" : "plain";
}

function struct(value: ThriftValue | undefined): Fields {
  if (value instanceof Map) return value as Fields;
  throw new RangeError("a part of the footer is missing");
}

function structs(value: ThriftValue | undefined): readonly Fields[] {
  if (!Array.isArray(value)) throw new RangeError("a list of the footer is missing");
  return (value as readonly ThriftValue[]).map(struct);
}

function whole(value: ThriftValue | undefined): number {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
  throw new RangeError("a number of the footer is missing or out of range");
}
