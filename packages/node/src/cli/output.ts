import { styleText } from "node:util";
import CliTable from "cli-table3";
import { type CsvTable, csvText } from "keiretsu";
import { EXIT, type Io } from "./command.ts";

/** What commands write: tables, bars, colours, CSV, JSON, progress. Colours only on a terminal that wants them. */

export type Table = CsvTable;

/** JSON with two spaces and a newline at the end. Keys stand in the order of construction, so the same result gives the same bytes. */
export function writeJson(io: Io, value: unknown): number {
  io.stdout(`${JSON.stringify(value, refuseWhatJsonLacks, 2)}\n`);
  return EXIT.fine;
}

function refuseWhatJsonLacks(key: string, value: unknown): unknown {
  if (typeof value === "number" && !Number.isFinite(value)) throw new Error(`${key} is ${value}, which JSON cannot say: use null`);
  return value;
}

export function writeCsv(io: Io, table: Table): number {
  io.stdout(csvText(table));
  return EXIT.fine;
}

type Style = Parameters<typeof styleText>[0];

/** Colour or weight, when the terminal wants it (https://no-color.org). */
export function paint(io: Io, style: Style, text: string): string {
  const wanted = io.isTTY && !io.env.NO_COLOR && io.env.TERM !== "dumb";
  return wanted ? styleText(style, text, { validateStream: false }) : text;
}

export interface TableStyle {
  /** Alignment of each column; left where absent. */
  readonly align?: readonly ("left" | "right")[];
  /** Columns that may be wrapped when the terminal is narrow; the widest text columns when absent. */
  readonly wrap?: readonly number[];
  readonly indent?: number;
}

/** A table without a box that fits the terminal: wide text columns wrap, numbers never do. */
export function formatTable(io: Io, table: Table, style: TableStyle = {}): string {
  const indent = style.indent ?? 0;
  const gap = 2;
  const text = [table.head, ...table.rows].map((row) => row.map((cell) => glue(cell === null ? "–" : String(cell))));
  const widest = (between: RegExp): number[] =>
    table.head.map((_, c) => Math.max(1, ...text.flatMap((row) => (row[c] ?? "").split(between).map(displayWidth))));
  const natural = widest(/\n/);
  const widths = fit(natural, {
    least: widest(/[ \n]/),
    available: Math.max(io.columns, 40) - indent - gap * (natural.length - 1),
    wrap: style.wrap ?? natural.map((_, c) => c).filter((c) => style.align?.[c] !== "right"),
  });
  const none = {
    top: "",
    "top-mid": "",
    "top-left": "",
    "top-right": "",
    bottom: "",
    "bottom-mid": "",
    "bottom-left": "",
    "bottom-right": "",
  };
  const out = new CliTable({
    chars: { ...none, left: "", "left-mid": "", mid: "", "mid-mid": "", right: "", "right-mid": "", middle: " ".repeat(gap) },
    style: { "padding-left": 0, "padding-right": 0, head: [], border: [], compact: true },
    colWidths: widths,
    colAligns: table.head.map((_, c) => style.align?.[c] ?? "left"),
    wordWrap: true,
  });
  out.push(
    text[0].map((cell) => paint(io, "bold", cell)),
    ...text.slice(1),
  );
  const lines = unglue(out.toString()).split("\n");
  return lines.map((line) => `${" ".repeat(indent)}${line}`.trimEnd()).join("\n");
}

/**
 * Spaces at which no line may break: those that do not break by their nature, and the plain ones that French puts before : ; ! ? % » and
 * after «. They are stood in for by private characters while a text is wrapped, since the wrapping of tables breaks at any space.
 */
const GLUED = [" ", "\u00a0", "\u202f"] as const;
const FIRST_STAND_IN = 0xe000;

function glue(text: string): string {
  return text.replaceAll(/[\u00a0\u202f]|(?<=\S) (?=[:;!?%»](?:[\s.,;:)]|$))|(?<=«) (?=\S)/g, (space) => {
    const k = GLUED.indexOf(space as (typeof GLUED)[number]);
    return String.fromCharCode(FIRST_STAND_IN + k);
  });
}

function unglue(text: string): string {
  return text.replaceAll(/[\ue000-\ue002]/g, (sign) => GLUED[sign.charCodeAt(0) - FIRST_STAND_IN]);
}

/** Shrink the wrapping columns, widest first and never below their longest word, until the row fits. */
function fit(
  natural: readonly number[],
  room: { readonly available: number; readonly wrap: readonly number[]; readonly least: readonly number[] },
): number[] {
  const widths = [...natural];
  let excess = widths.reduce((a, b) => a + b, 0) - room.available;
  while (excess > 0) {
    const widest = room.wrap.filter((c) => widths[c] > room.least[c]).sort((a, b) => widths[b] - widths[a] || a - b)[0];
    if (widest === undefined) break;
    widths[widest]--;
    excess--;
  }
  return widths;
}

/** Break text at spaces so that no line is wider than the terminal (or than 100 columns, which read better). */
export function wrapText(io: Io, text: string, indent = 0): string {
  const pad = " ".repeat(indent);
  return breakLines(glue(text), Math.min(io.columns, 100) - indent)
    .map((line) => unglue(`${pad}${line}`).trimEnd())
    .join("\n");
}

/** Lines of at most `width` columns, broken at spaces; leading spaces stay; a word that is wider than the line stands alone, uncut. */
function breakLines(text: string, width: number): string[] {
  return text.split("\n").flatMap((paragraph) => {
    const lines: string[] = [];
    let line = /^ */.exec(paragraph)![0];
    let empty = true;
    for (const word of paragraph.trimStart().split(" ")) {
      if (!empty && displayWidth(line) + 1 + displayWidth(word) > width) {
        lines.push(line);
        line = word;
      } else line += empty ? word : ` ${word}`;
      empty = false;
    }
    return [...lines, line];
  });
}

const EIGHTHS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

function cut(share: number): number {
  return Math.min(1, Math.max(0, share));
}

/** A bar of `share` of `width` columns; with `high`, the reach from share to high is drawn lighter. Shares are cut to 0..1. */
export function bar(share: number, options: { readonly width: number; readonly high?: number }): string {
  const { width } = options;
  const eighths = Math.round(cut(share) * width * 8);
  const full = Math.floor(eighths / 8);
  const solid = "█".repeat(full) + EIGHTHS[eighths % 8];
  const used = full + (eighths % 8 > 0 ? 1 : 0);
  const reach = Math.max(used, Math.round(cut(options.high ?? share) * width));
  return solid + "▒".repeat(reach - used) + "·".repeat(Math.max(0, width - reach));
}

/** Columns that a text takes on a terminal: East Asian wide characters two, combining marks and escape sequences none. */
export function displayWidth(text: string): number {
  let width = 0;
  // oxlint-disable-next-line no-control-regex -- escape sequences begin with a control character
  for (const character of text.replace(/\u001b\[[0-9;]*m/g, "")) {
    const code = character.codePointAt(0)!;
    if (/\p{Mn}|\p{Me}|\p{Cf}/u.test(character)) continue;
    const wide = (code >= 0x1100 && code <= 0x115f) || (code >= 0x2e80 && code <= 0xa4cf) || (code >= 0xac00 && code <= 0xd7a3);
    width +=
      wide ||
      (code >= 0xf900 && code <= 0xfaff) ||
      (code >= 0xfe30 && code <= 0xfe6f) ||
      (code >= 0xff00 && code <= 0xff60) ||
      code >= 0x1f300
        ? 2
        : 1;
  }
  return width;
}

/** Progress on stderr for work that takes more than a second, rewritten in place on a terminal, one line a step otherwise. */
export interface Progress {
  readonly step: (label: string, share?: number) => void;
  readonly done: () => void;
}

export function startProgress(io: Io): Progress {
  const began = io.now();
  let shown = false;
  return {
    step(label, share) {
      io.onProgress?.(label, share ?? null);
      if (io.now() - began < 1000) return;
      const text = share === undefined ? label : `${bar(share, { width: 20 })} ${label}`;
      io.stderr(io.stderrIsTTY ? `\r\u001b[2K${text}` : `${text}\n`);
      shown = true;
    },
    done() {
      if (shown && io.stderrIsTTY) io.stderr("\r\u001b[2K");
    },
  };
}
