import { createSignal, Show } from "solid-js";
import { Answered } from "../components/states.tsx";
import { useApp, useWords } from "../state/app.tsx";
import { accountWords, roleNames } from "../words/account.ts";
import { Accounts, Audit } from "./account/administer.tsx";
import { Attempt, createAttempt } from "./account/attempt.tsx";
import { Tokens } from "./account/tokens.tsx";

/** Who the reader is for the server: the key of a local one, an account of a team's. */
export default function Account() {
  const app = useApp();
  const t = useWords(accountWords);
  return (
    <Show when={!app.isPublished} fallback={<p>{t().published}</p>}>
      <Answered of={app.session.session}>
        {(session) => (
          <Show when={session().mode === "team"} fallback={<Local />}>
            <Show when={session().account}>
              {(account) => (
                <>
                  <p>{t().signedIn(session().name ?? account(), roleNames[session().role ?? "read"][app.language()])}</p>
                  <SignOut />
                  <Password account={account()} />
                  <Tokens />
                  <Show when={app.session.may("administer")}>
                    <Accounts />
                    <Audit />
                  </Show>
                </>
              )}
            </Show>
          </Show>
        )}
      </Answered>
    </Show>
  );
}

function Local() {
  const app = useApp();
  const t = useWords(accountWords);
  const [key, setKey] = createSignal("");
  return (
    <>
      <p>{t().local}</p>
      <Show when={app.session.may("propose")}>
        <p role="status">{t().mayWrite}</p>
      </Show>
      <Show when={app.session.hasKey() && !app.session.may("propose")}>
        <p role="alert">{t().wrongKey}</p>
      </Show>
      <form
        class="fields"
        onSubmit={(event) => {
          event.preventDefault();
          app.session.useKey(key().trim());
        }}
      >
        <label class="field">
          <span>{t().key}</span>
          <input type="password" autocomplete="off" value={key()} onInput={(event) => setKey(event.currentTarget.value)} />
        </label>
        <button type="submit" disabled={key().trim() === ""}>
          {t().useKey}
        </button>
        <Show when={app.session.hasKey()}>
          <button type="button" onClick={() => app.session.useKey(null)}>
            {t().forget}
          </button>
        </Show>
      </form>
    </>
  );
}

function SignOut() {
  const app = useApp();
  const t = useWords(accountWords);
  const attempt = createAttempt(async () => {
    await app.session.call("session", { method: "DELETE" });
    await forgetCasebooks();
    // Neither does the page remember what it showed.
    location.reload();
  });
  return (
    <p class="buttons">
      <button type="button" onClick={attempt.start}>
        {t().signOut}
      </button>
      <Attempt of={attempt} />
    </p>
  );
}

/** What was kept to work offline was this reader's to read. */
async function forgetCasebooks(): Promise<void> {
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) if (request.url.includes("/api/")) await cache.delete(request);
  }
}

function Password(props: { readonly account: string }) {
  const app = useApp();
  const t = useWords(accountWords);
  const [now, setNow] = createSignal("");
  const [next, setNext] = createSignal("");
  const attempt = createAttempt(async () => {
    await app.session.call(`accounts/${encodeURIComponent(props.account)}`, {
      method: "PATCH",
      body: { password: next(), currentPassword: now() },
    });
    setNow("");
    setNext("");
    app.session.refresh();
  });
  return (
    <details>
      <summary>{t().changePassword}</summary>
      <form
        class="fields"
        onSubmit={(event) => {
          event.preventDefault();
          attempt.start();
        }}
      >
        <label class="field">
          <span>{t().oldPassword}</span>
          <input type="password" autocomplete="current-password" value={now()} onInput={(event) => setNow(event.currentTarget.value)} />
        </label>
        <label class="field">
          <span>{t().newPassword}</span>
          <input
            type="password"
            autocomplete="new-password"
            minlength="12"
            value={next()}
            onInput={(event) => setNext(event.currentTarget.value)}
          />
        </label>
        <button type="submit" disabled={attempt.busy()}>
          {t().changePassword}
        </button>
        <Attempt of={attempt} done={t().changed} />
      </form>
    </details>
  );
}
