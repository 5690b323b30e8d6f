import { createSignal, For } from "solid-js";
import { Answered } from "../../components/states.tsx";
import { Table } from "../../components/table.tsx";
import { useApp, useWords } from "../../state/app.tsx";
import { createPending } from "../../state/pending.ts";
import { type Role, roles } from "../../state/session.ts";
import { accountWords, roleNames } from "../../words/account.ts";
import { Attempt, createAttempt } from "./attempt.tsx";

interface AccountRow {
  readonly name: string;
  readonly shownName: string;
  readonly role: Role;
  readonly removedAt?: string | null;
}

/** Accounts of a team, for administrators. */
export function Accounts() {
  const app = useApp();
  const t = useWords(accountWords);
  const [round, setRound] = createSignal(0);
  const [name, setName] = createSignal("");
  const [shownName, setShownName] = createSignal("");
  const [role, setRole] = createSignal<Role>("propose");
  const [password, setPassword] = createSignal("");
  const again = (): void => void setRound((count) => count + 1);
  const accounts = createPending(
    () => ({ key: String(round()) }),
    (_, signal) => app.session.call<{ readonly accounts: readonly AccountRow[] }>("accounts", { signal }),
  );
  const add = createAttempt(async () => {
    await app.session.call("accounts", {
      method: "POST",
      body: { name: name(), shownName: shownName() || name(), role: role(), password: password() },
    });
    setName("");
    setShownName("");
    setPassword("");
    again();
  });
  const [asked, setAsked] = createSignal<() => Promise<void>>();
  const change = createAttempt(async () => {
    await asked()?.();
    again();
  });
  const act = (next: () => Promise<void>): void => {
    setAsked(() => next);
    change.start();
  };
  return (
    <section>
      <h2>{t().accounts}</h2>
      <Attempt of={change} />
      <Answered of={accounts}>
        {(found) => (
          <Table
            caption={t().accounts}
            headed
            none={t().noTokens}
            rows={found().accounts}
            columns={[
              { head: t().account, cell: (row) => row.name },
              { head: t().shownName, cell: (row) => row.shownName },
              {
                head: t().role,
                cell: (row) =>
                  row.removedAt ? (
                    t().removed
                  ) : (
                    <select
                      aria-label={`${t().role}, ${row.name}`}
                      onChange={(event) => {
                        const next = event.currentTarget.value;
                        act(() => app.session.call(address(row.name), { method: "PATCH", body: { role: next } }));
                      }}
                    >
                      <For each={roles}>
                        {(one) => (
                          <option value={one} selected={one === row.role}>
                            {roleNames[one][app.language()]}
                          </option>
                        )}
                      </For>
                    </select>
                  ),
              },
              {
                head: t().remove,
                cell: (row) =>
                  row.removedAt ? (
                    ""
                  ) : (
                    <button type="button" onClick={() => act(() => app.session.call(address(row.name), { method: "DELETE" }))}>
                      {t().remove}
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
          add.start();
        }}
      >
        <label class="field">
          <span>{t().account}</span>
          <input required autocomplete="off" value={name()} onInput={(event) => setName(event.currentTarget.value)} />
        </label>
        <label class="field">
          <span>{t().shownName}</span>
          <input autocomplete="off" value={shownName()} onInput={(event) => setShownName(event.currentTarget.value)} />
        </label>
        <label class="field">
          <span>{t().role}</span>
          <select onChange={(event) => setRole(event.currentTarget.value as Role)}>
            <For each={roles}>
              {(one) => (
                <option value={one} selected={one === role()}>
                  {roleNames[one][app.language()]}
                </option>
              )}
            </For>
          </select>
        </label>
        <label class="field">
          <span>{t().newPassword}</span>
          <input
            type="password"
            required
            minlength="12"
            autocomplete="new-password"
            value={password()}
            onInput={(event) => setPassword(event.currentTarget.value)}
          />
        </label>
        <button type="submit" disabled={add.busy()}>
          {t().newAccount}
        </button>
        <Attempt of={add} />
      </form>
    </section>
  );
}

function address(account: string): string {
  return `accounts/${encodeURIComponent(account)}`;
}

interface AuditRow {
  readonly at: string;
  readonly account: string | null;
  readonly address: string;
  readonly action: string;
  readonly subject: string;
  readonly result: string;
}

/** The log of who did what, the newest first. */
export function Audit() {
  const app = useApp();
  const t = useWords(accountWords);
  const log = createPending(
    () => ({ key: "audit" }),
    (_, signal) => app.session.call<{ readonly rows: readonly AuditRow[] }>("audit?limit=100", { signal }),
  );
  return (
    <section>
      <h2>{t().audit}</h2>
      <Answered of={log}>
        {(found) => (
          <Table
            caption={t().audit}
            headed
            none={t().noTokens}
            rows={found().rows}
            columns={[
              { head: t().when, cell: (row) => row.at.replace("T", " ").slice(0, 19) },
              { head: t().account, cell: (row) => row.account ?? row.address },
              { head: t().action, cell: (row) => <code>{`${row.action} ${row.subject}`}</code> },
              { head: t().result, cell: (row) => <code>{row.result}</code> },
            ]}
          />
        )}
      </Answered>
    </section>
  );
}
