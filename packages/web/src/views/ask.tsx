import type { Result } from "keiretsu";
import { For, Show } from "solid-js";
import { SelectField, TextField } from "../components/fields.tsx";
import { ResultView } from "../components/result-view.tsx";
import { Answered } from "../components/states.tsx";
import { Table } from "../components/table.tsx";
import { listQuestions, type Question } from "../state/answers.ts";
import { useApp, useWords } from "../state/app.tsx";
import { commandLine } from "../state/command-line.ts";
import { createPending } from "../state/pending.ts";
import { askWords } from "../words/ask.ts";

/** What the command line takes after the casebook without a name. */
const unnamed = ["words", "deal"];

/** Parameters of the address that are the page's own, not options of a command. */
const own = ["book", "lang", "theme", "edits"];

/** Any answer of the command line, where there is a server to ask. */
export default function Ask() {
  const app = useApp();
  const t = useWords(askWords);
  const questions = createPending(
    () => (app.isPublished ? null : { key: "questions" }),
    () => listQuestions(app.session),
  );
  const options = () => Object.fromEntries(Object.entries(app.route().params).filter(([name]) => !own.includes(name)));
  return (
    <Show
      when={!app.isPublished}
      fallback={
        <>
          <p class="lead">{t().published}</p>
          <Show when={app.route().id}>
            <pre class="wide">
              <code>{commandLine(app.book()?.id ?? "", {}, { command: app.route().id, takes: "nothing", options: flags(options()) })}</code>
            </pre>
          </Show>
        </>
      }
    >
      <Answered of={questions}>
        {(known) => (
          <Show when={app.route().id !== ""} fallback={<List questions={known()} />}>
            <p>
              <a href={app.link("ask")}>← {t().questions}</a>
            </p>
            <Show
              keyed
              when={known().find(({ name }) => name === app.route().id)}
              fallback={<p role="alert">{t().unknown(app.route().id)}</p>}
            >
              {(question) => <Asked question={question} />}
            </Show>
          </Show>
        )}
      </Answered>
    </Show>
  );
}

/** A flag that is on stands without a value. */
function flags(values: Readonly<Record<string, string>>): Readonly<Record<string, string | true>> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value === "true" ? true : value]));
}

function List(props: { readonly questions: readonly Question[] }) {
  const app = useApp();
  const t = useWords(askWords);
  return (
    <>
      <p class="lead">{t().lead}</p>
      <Table
        caption={t().questions}
        none=""
        rows={props.questions}
        columns={[
          { head: t().command, cell: ({ name }) => <a href={app.link("ask", name)}>{name}</a> },
          { head: t().summary, cell: ({ summary }) => <span lang="en">{summary}</span> },
        ]}
      />
    </>
  );
}

function Asked(props: { readonly question: Question }) {
  const app = useApp();
  const t = useWords(askWords);
  const values = (): Readonly<Record<string, string>> => {
    const given = props.question.parameters.flatMap(({ name, fallback }) => {
      const value = app.param(name);
      return value === null || value === fallback ? [] : [[name, value] as const];
    });
    return Object.fromEntries(given);
  };
  const line = (): string => {
    const args = unnamed.flatMap((name) => values()[name] ?? []);
    const options = flags(Object.fromEntries(Object.entries(values()).filter(([name]) => !unnamed.includes(name))));
    return commandLine(app.record()?.id ?? "", {}, { command: props.question.name, takes: "nothing", args, options });
  };
  const absent = () => props.question.parameters.filter(({ name, required }) => required && app.param(name) === null);
  const answer = createPending(
    () => {
      const book = app.record()?.id;
      if (book === undefined || absent().length > 0) return null;
      const query = new URLSearchParams({ ...values(), lang: app.language() }).toString();
      return { key: `casebooks/${encodeURIComponent(book)}/answers/${props.question.name}?${query}` };
    },
    ({ key }) => app.session.call<Result<unknown>>(key),
  );
  return (
    <>
      <h2 lang="en">{props.question.name}</h2>
      <p class="lead" lang="en">
        {props.question.summary}
      </p>
      <form onSubmit={(event) => event.preventDefault()}>
        <div class="fields">
          <For each={props.question.parameters}>
            {({ name, choices, fallback, required, description }) => (
              <div title={description}>
                <Show
                  when={choices}
                  fallback={
                    <TextField
                      label={required ? `${name} (${t().needed})` : name}
                      value={app.param(name) ?? ""}
                      hint={fallback}
                      onChange={(value) => app.setParams({ [name]: value || null })}
                    />
                  }
                >
                  {(known) => (
                    <SelectField
                      label={name}
                      value={app.param(name) ?? fallback}
                      choices={[...(fallback === "" ? [["", t().leftOut] as const] : []), ...known().map((one) => [one, one] as const)]}
                      onChange={(value) => app.setParams({ [name]: value === fallback ? null : value })}
                    />
                  )}
                </Show>
              </div>
            )}
          </For>
        </div>
      </form>
      <Show when={app.param("edits")}>
        <p role="status">{t().recordOnly}</p>
      </Show>
      <p class="quiet">
        {t().sameOn} <code>{line()}</code>
      </p>
      <Show
        when={absent().length === 0}
        fallback={
          <p>
            {t().needs(
              absent()
                .map(({ name }) => name)
                .join(", "),
            )}
          </p>
        }
      >
        <Answered of={answer}>{(result) => <ResultView result={result()} name={props.question.name} />}</Answered>
      </Show>
    </>
  );
}
