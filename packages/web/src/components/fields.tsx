import { For, type JSX } from "solid-js";

/** Fields of a form: each has its label, and tells its value when the reader is done with it. */

export function SelectField(props: {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly (readonly [value: string, name: string])[];
  readonly onChange: (value: string) => void;
}) {
  return (
    <label class="field">
      <span>{props.label}</span>
      <select onChange={(event) => props.onChange(event.currentTarget.value)}>
        <For each={props.choices}>
          {([value, name]) => (
            <option value={value} selected={value === props.value}>
              {name}
            </option>
          )}
        </For>
      </select>
    </label>
  );
}

export function TextField(props: {
  readonly label: string;
  readonly value: string;
  readonly type?: "text" | "date";
  readonly inputMode?: "decimal" | "numeric";
  readonly hint?: string;
  readonly onChange: (value: string) => void;
}) {
  return (
    <label class="field">
      <span>{props.label}</span>
      <input
        type={props.type ?? "text"}
        inputmode={props.inputMode}
        placeholder={props.hint}
        value={props.value}
        onChange={(event) => props.onChange(event.currentTarget.value.trim())}
      />
    </label>
  );
}

export function CheckField(props: {
  readonly label: JSX.Element;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}) {
  return (
    <label class="check">
      <input type="checkbox" checked={props.checked} onChange={(event) => props.onChange(event.currentTarget.checked)} /> {props.label}
    </label>
  );
}

/** A slider with its value in words beside it. */
export function SliderField(props: {
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly step: number;
  readonly said: string;
  readonly onChange: (value: number) => void;
}) {
  return (
    <label class="field slider">
      <span>
        {props.label} <output>{props.said}</output>
      </span>
      <input
        type="range"
        min={props.least}
        max={props.most}
        step={props.step}
        value={props.value}
        aria-valuetext={props.said}
        onChange={(event) => props.onChange(event.currentTarget.valueAsNumber)}
      />
    </label>
  );
}
