import type { Field } from "keiretsu";
import { Show } from "solid-js";
import { useApp, useWords } from "../../state/app.tsx";
import { modelsWords } from "../../words/models.ts";

const hints: Partial<Record<Field["kind"], "hintRows" | "hintClasses" | "hintList" | "hintJson">> = {
  edges: "hintRows",
  matrix: "hintRows",
  "edge-classes": "hintClasses",
  numbers: "hintList",
  nodes: "hintList",
  labels: "hintList",
  texts: "hintList",
  records: "hintJson",
};
const long: readonly Field["kind"][] = ["edges", "matrix", "edge-classes", "records"];

/** One field of a model's input, drawn from what the registry says of it. */
export function ModelField(props: {
  readonly field: Field;
  readonly value: string;
  readonly faults: readonly string[];
  readonly onChange: (text: string) => void;
}) {
  const app = useApp();
  const t = useWords(modelsWords);
  const id = () => `field-${props.field.name}`;
  const described = () => `${id()}-said`;
  const choices = (): readonly (readonly [value: string, name: string])[] | null => {
    if (props.field.kind === "flag")
      return [
        ["", t().leftOut],
        ["true", t().yes],
        ["false", t().no],
      ];
    if (props.field.kind === "choice") return [["", t().leftOut], ...(props.field.choices ?? []).map((one) => [one, one] as const)];
    return null;
  };
  const shared = () => ({ id: id(), "aria-describedby": described(), "aria-invalid": props.faults.length > 0 });
  const hint = () => {
    const key = hints[props.field.kind];
    return key === undefined ? "" : ` – ${t()[key]}`;
  };
  const fallback = () =>
    props.field.fallback === null || props.field.fallback === undefined ? "" : ` – ${t().fallback(JSON.stringify(props.field.fallback))}`;
  return (
    <div class="model-field" classList={{ long: long.includes(props.field.kind) }}>
      <label for={id()}>
        <code>{props.field.name}</code>
        <Show when={props.field.required}> ({t().required})</Show>
      </label>
      <Show
        when={choices()}
        fallback={
          <Show
            when={long.includes(props.field.kind)}
            fallback={<input {...shared()} value={props.value} onChange={(event) => props.onChange(event.currentTarget.value)} />}
          >
            <textarea
              {...shared()}
              rows={Math.min(10, Math.max(3, props.value.split("\n").length))}
              value={props.value}
              spellcheck={false}
              onChange={(event) => props.onChange(event.currentTarget.value)}
            />
            <input
              type="file"
              aria-label={t().file(props.field.name)}
              accept=".csv,.txt,.json,text/csv,text/plain,application/json"
              onChange={(event) => void event.currentTarget.files?.[0]?.text().then((text) => props.onChange(withoutHeader(text)))}
            />
          </Show>
        }
      >
        {(known) => (
          <select {...shared()} onChange={(event) => props.onChange(event.currentTarget.value)}>
            {known().map(([value, name]) => (
              <option value={value} selected={value === props.value}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Show>
      <p class="quiet" id={described()}>
        {props.field.description[app.language()]}
        {hint()}
        {fallback()}
        <Show when={props.faults.length > 0}>
          <strong class="bad"> {props.faults.join("; ")}</strong>
        </Show>
      </p>
    </div>
  );
}

/** A first line without any number is a header. */
function withoutHeader(text: string): string {
  const clean = text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
  const [first, ...rest] = clean.split("\n");
  return /^[[{]/.test(clean.trim()) || /\d/.test(first) ? clean : rest.join("\n");
}
