import process from "node:process";
import { Command as Commander, CommanderError, Option as CommanderOption } from "commander";
import { KeiretsuError } from "keiretsu";
import { check } from "./check.ts";
import { StoreError } from "../store/store-error.ts";
import { DataError, EXIT, UsageError, type Command, type Io, type Language } from "./command.ts";
import { CSV_OPTION, JSON_OPTION, LANGUAGE_OPTION, checkValue, chooseLanguage, makeCall, type Typed } from "./options.ts";
import { circularity } from "./circularity.ts";
import { counterpartiesCommand } from "./counterparties.ts";
import { deriveCommand } from "./derive.ts";
import { factsCommand } from "./facts.ts";
import { findCommand } from "./find.ts";
import { historyCommand } from "./history.ts";
import { layersCommand } from "./layers.ts";
import { optionsCommand } from "./options-command.ts";
import { ownersCommand } from "./owners.ts";
import { report } from "./report.ts";
import { bearersCommand } from "./bearers.ts";
import { marksCommand } from "./marks.ts";
import { intermediationCommand } from "./intermediation.ts";
import { dependenceCommand } from "./dependence.ts";
import { disclosureCommand } from "./disclosure.ts";
import { governanceCommand } from "./governance.ts";
import { hindsightCommand } from "./hindsight.ts";
import { likenessCommand } from "./likeness.ts";
import { rightsCommand } from "./rights.ts";
import { rolesCommand } from "./roles.ts";
import { rosterCommand } from "./roster.ts";
import { scheduleCommand } from "./schedule.ts";
import { loops } from "./loops.ts";
import { spread } from "./spread.ts";
import { rankCommand } from "./rank.ts";
import { predictCommand } from "./predict.ts";
import { simulateCommand } from "./simulate.ts";
import { storeCommand, verifyCommand } from "./store.ts";
import { stressCommand } from "./stress.ts";
import { reverseCommand } from "./reverse.ts";
import { unwindCommand } from "./unwind.ts";
import { FRAME, helpTitle, placeholder, refusal, usageMessage } from "./usage.ts";
import { model } from "./model.ts";
import { sweep } from "./sweep.ts";
import { account } from "./account.ts";
import { key } from "./key.ts";
import { exportCommand } from "./export.ts";
import { publish } from "./publish.ts";
import { readSecret } from "./read-secret.ts";
import { token } from "./token.ts";
import { serve } from "./serve.ts";
import { findingText } from "./finding-text.ts";
import { paint } from "./output.ts";
import { diskReader } from "../reader.ts";

/** Every command, in the order of the help: ask, look up, work, check. A new command is one file and one entry here. */
export const COMMANDS: readonly Command[] = [
  circularity,
  spread,
  loops,
  report,
  layersCommand,
  scheduleCommand,
  counterpartiesCommand,
  ownersCommand,
  rolesCommand,
  dependenceCommand,
  intermediationCommand,
  marksCommand,
  bearersCommand,
  governanceCommand,
  rightsCommand,
  disclosureCommand,
  likenessCommand,
  optionsCommand,
  stressCommand,
  rankCommand,
  reverseCommand,
  unwindCommand,
  simulateCommand,
  predictCommand,
  hindsightCommand,
  factsCommand,
  findCommand,
  historyCommand,
  deriveCommand,
  rosterCommand,
  model,
  sweep,
  check,
  exportCommand,
  publish,
  storeCommand,
  verifyCommand,
  serve,
  key,
  account,
  token,
];

export const VERSION = "0.1.0";

/**
 * Run one command line and give its exit code (0 fine, 1 data at fault, 2 call at fault, 3 we are at fault). Never ends the process;
 * writes only through `io`.
 */
export async function main(argv: readonly string[], io: Io = processIo()): Promise<number> {
  const language = chooseLanguage(argv, io.env);
  const outcome = { code: EXIT.fine as number };
  const program = frame(io, language);
  for (const command of COMMANDS) addCommand(program, command, { io, language, outcome });
  try {
    await program.parseAsync(argv, { from: "user" });
    return outcome.code;
  } catch (error) {
    return tellError(error, io, language);
  }
}

function frame(io: Io, language: Language): Commander {
  const program = new Commander("keiretsu");
  dress(program, io, language);
  program
    .enablePositionalOptions()
    .usage(`[options] [${FRAME.commandWord[language]}]`)
    .description(FRAME.description[language])
    .version(VERSION, "-V, --version", FRAME.version[language])
    .option("--lang <en|fr>", LANGUAGE_OPTION.description[language])
    .helpCommand(`help [${FRAME.commandWord[language]}]`, FRAME.help[language])
    .addHelpText("after", `\n${FRAME.afterHelp[language]}`);
  return program;
}

/** What every level shares: own errors, own width, titles in the language of the call. */
function dress(command: Commander, io: Io, language: Language): void {
  command
    .exitOverride()
    .helpOption("-h, --help", FRAME.help[language])
    .configureOutput({
      writeOut: (text) => io.stdout(text),
      writeErr: (text) => io.stderr(text),
      // Errors are worded once, in `report`.
      outputError: () => {},
      getOutHelpWidth: () => io.columns,
      getErrHelpWidth: () => io.columns,
    })
    .configureHelp({ styleTitle: (title) => paint(io, "bold", helpTitle(title, language)) });
}

function addCommand(
  program: Commander,
  command: Command,
  context: { readonly io: Io; readonly language: Language; readonly outcome: { code: number } },
): void {
  const { io, language, outcome } = context;
  const declared = [...command.options, ...(command.csv ? [CSV_OPTION] : []), JSON_OPTION, LANGUAGE_OPTION];
  const sub = program.command(command.name);
  dress(sub, io, language);
  sub.description(command.summary[language]).addHelpText("after", `\n${FRAME.examples[language]}\n  ${command.examples.join("\n  ")}\n`);
  for (const argument of command.arguments)
    sub.argument(
      argument.required ? `<${placeholder(argument.name, language)}>` : `[${placeholder(argument.name, language)}]`,
      argument.description[language],
    );
  for (const option of declared) {
    const value = option.kind === "flag" ? "" : ` <${placeholder(option.value ?? option.kind, language)}>`;
    const choices = option.choices && option.value !== "yes|no" ? ` (${option.choices.join(", ")})` : "";
    const fallback = option.fallback === undefined ? "" : ` [${FRAME.byDefault[language]} ${option.fallback}]`;
    const flags = `${option.short ? `-${option.short}, ` : ""}--${option.name}${value}`;
    const added = new CommanderOption(flags, `${option.description[language]}${choices}${fallback}`);
    if (option.kind === "list") added.argParser((text: string, before: readonly string[] | undefined) => [...(before ?? []), text]);
    sub.addOption(added);
  }
  sub.action(async () => {
    checkValue(LANGUAGE_OPTION, (program.opts().lang as string | undefined) ?? null);
    const typed = Object.fromEntries(declared.map((option) => [option.name, sub.getOptionValue(camel(option.name)) as Typed]));
    if (typed.json && typed.csv) throw new UsageError(FRAME.jsonOrCsv);
    outcome.code = await command.run(makeCall(declared, typed, sub.args, { io, reader: diskReader, language }));
  });
}

/** commander keeps --at-least under atLeast. */
function camel(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function tellError(error: unknown, io: Io, language: Language): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return EXIT.fine;
    if (error.code !== "commander.help") io.stderr(`${usageMessage(error, language)}\n`);
    return EXIT.usage;
  }
  if (error instanceof UsageError || error instanceof DataError) {
    io.stderr(`${error.text[language]}\n`);
    return error instanceof DataError ? EXIT.data : EXIT.usage;
  }
  if (error instanceof StoreError) {
    const told = error.findings.map((finding) => findingText(finding, { io, language, folder: "" }));
    io.stderr(`${told.join("")}${error.text[language]}\n`);
    return EXIT.data;
  }
  if (error instanceof KeiretsuError) {
    io.stderr(`${refusal(error, language)}\n`);
    return EXIT.usage;
  }
  io.stderr(`${FRAME.ourFault[language]}\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return EXIT.internal;
}

/** The streams of this process. A reader that closes the pipe early (`| head`) is no error. */
export function processIo(): Io {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  return {
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
    columns: process.stdout.columns ?? (Number(process.env.COLUMNS) || 80),
    isTTY: process.stdout.isTTY ?? false,
    stderrIsTTY: process.stderr.isTTY ?? false,
    env: process.env,
    now: () => performance.now(),
    readSecret,
    onInterrupt: (listener) => {
      process.on("SIGINT", listener).on("SIGTERM", listener);
      return () => process.off("SIGINT", listener).off("SIGTERM", listener);
    },
  };
}
