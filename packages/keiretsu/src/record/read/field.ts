/** One column of a table, as schema/<table>.csv describes it. */
export interface Field {
  readonly name: string;
  /** text, id, date, number, bool, enum, url, language, country, unit, list, "list of <table>", or the kind of row whose id it holds. */
  readonly type: string;
  readonly unit: string;
  readonly required: boolean;
  /** The words an enum may be; empty otherwise. */
  readonly values: readonly string[];
  readonly description: string;
  readonly descriptionFr: string;
}
