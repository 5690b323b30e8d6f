import { formatDate } from "keiretsu";
import { createSignal, For, Show } from "solid-js";
import { Answered } from "../../components/states.tsx";
import { Table } from "../../components/table.tsx";
import { useApp, useWords } from "../../state/app.tsx";
import { createPending } from "../../state/pending.ts";
import { type Role, roles } from "../../state/session.ts";
import { accountWords, roleNames } from "../../words/account.ts";
import { Attempt, createAttempt } from "./attempt.tsx";

interface Token {
  readonly id: string;
  readonly title: string;
  readonly role: Role;
  readonly expiresAt: string;
  readonly revokedAt?: string | null;
}

/** One's own tokens: made here, shown once, revoked here. */
export function Tokens() {
  const app = useApp();
  const t = useWords(accountWords);
  const [round, setRound] = createSignal(0);
  const [title, setTitle] = createSignal("");
  const [role, setRole] = createSignal<Role>("read");
  const [days, setDays] = createSignal("90");
  const [secret, setSecret] = createSignal<string | null>(null);
  const tokens = createPending(
    () => ({ key: String(round()) }),
    (_, signal) => app.session.call<{ readonly tokens: readonly Token[] }>("tokens", { signal }),
  );
  const make = createAttempt(async () => {
    const made = await app.session.call<{ readonly secret: string }>("tokens", {
      method: "POST",
      body: { title: title(), role: role(), days: Number(days()) },
    });
    setSecret(made.secret);
    setTitle("");
    setRound((count) => count + 1);
  });
  const revoke = async (id: string): Promise<void> => {
    await app.session.call(`tokens/${encodeURIComponent(id)}`, { method: "DELETE" });
    setRound((count) => count + 1);
  };
  return (
    <section>
      <h2>{t().tokens}</h2>
      <Answered of={tokens}>
        {(found) => (
          <Table
            caption={t().tokens}
            headed
            none={t().noTokens}
            rows={found().tokens.filter((token) => !token.revokedAt)}
            columns={[
              { head: t().title, cell: (token) => token.title },
              { head: t().role, cell: (token) => roleNames[token.role][app.language()] },
              { head: t().expires, cell: (token) => formatDate(token.expiresAt.slice(0, 10), app.language()) },
              {
                head: t().revoke,
                cell: (token) => (
                  <button type="button" onClick={() => void revoke(token.id)}>
                    {t().revoke}
                  </button>
                ),
              },
            ]}
          />
        )}
      </Answered>
      <form
        class="fields"
        onSubmit={(event) => {
          event.preventDefault();
          make.start();
        }}
      >
        <label class="field">
          <span>{t().title}</span>
          <input required maxlength="100" value={title()} onInput={(event) => setTitle(event.currentTarget.value)} />
        </label>
        <label class="field">
          <span>{t().role}</span>
          <select onChange={(event) => setRole(event.currentTarget.value as Role)}>
            <For each={roles.filter((one) => app.session.may(one))}>
              {(one) => <option value={one}>{roleNames[one][app.language()]}</option>}
            </For>
          </select>
        </label>
        <label class="field">
          <span>{t().days}</span>
          <input type="number" min="1" max="366" value={days()} onInput={(event) => setDays(event.currentTarget.value)} />
        </label>
        <button type="submit" disabled={make.busy()}>
          {t().newToken}
        </button>
        <Attempt of={make} />
      </form>
      <Show when={secret()}>
        <p role="status">
          {t().secret} <code>{secret()}</code>
        </p>
      </Show>
    </section>
  );
}
