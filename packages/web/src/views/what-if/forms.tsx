import { createSignal, Match, Switch } from "solid-js";
import { Answered } from "../../components/states.tsx";
import { useAnswer, useApp, useWords } from "../../state/app.tsx";
import { viewOptionsOf } from "../../state/view-params.ts";
import { type Change, noWhatIf } from "../../state/what-if.ts";
import { whatIfFormWords } from "../../words/what-if-form.ts";
import { DealForm } from "./deal-form.tsx";
import { EndForm } from "./end-form.tsx";
import { LegForm } from "./leg-form.tsx";

const kinds = ["cancel", "without", "amount", "status", "term", "deal"] as const;
type Kind = (typeof kinds)[number];

/** One thing to suppose at a time; it joins the list in the address. */
export function Forms() {
  const app = useApp();
  const t = useWords(whatIfFormWords);
  const [kind, setKind] = createSignal<Kind>("cancel");
  const answer = useAnswer("supposable", () => ({ view: viewOptionsOf(app.route().params) }));
  // A later word on the same thing takes the place of an earlier one, which stays in the list undone.
  const suppose = (change: Change): void => {
    const { name, changes } = app.whatIf() ?? noWhatIf;
    const about = JSON.stringify([change.what, change.of]);
    const earlier = changes.map((one) => (JSON.stringify([one.what, one.of]) === about ? { ...one, off: true as const } : one));
    void app.suppose({ name, changes: [...earlier, change] });
  };
  return (
    <section>
      <h2 id="what">{t().what}</h2>
      <div class="choice" role="radiogroup" aria-labelledby="what">
        {kinds.map((one) => (
          <label class="check">
            <input type="radio" name="what" checked={one === kind()} onChange={() => setKind(one)} /> {t()[one]}
          </label>
        ))}
      </div>
      <Answered of={answer}>
        {(found) => {
          const since = () => app.param("valid") ?? app.param("known") ?? found().lastTurn;
          return (
            <Switch>
              <Match when={kind() === "deal"}>
                <DealForm since={since()} suppose={suppose} />
              </Match>
              <Match when={kind() === "cancel" || kind() === "without"}>
                <EndForm what={kind() as "cancel" | "without"} since={since()} legs={found().legs} suppose={suppose} />
              </Match>
              <Match when={true}>
                <LegForm what={kind() as "amount" | "status" | "term"} since={since()} legs={found().legs} suppose={suppose} />
              </Match>
            </Switch>
          );
        }}
      </Answered>
    </section>
  );
}
