import { createSignal } from "solid-js";
import { useApp, useWords } from "../../state/app.tsx";
import { accountWords } from "../../words/account.ts";
import { Attempt, createAttempt } from "./attempt.tsx";

/** Name and password; the page that was asked for is shown once they are right. */
export default function SignIn() {
  const app = useApp();
  const t = useWords(accountWords);
  const [account, setAccount] = createSignal("");
  const [password, setPassword] = createSignal("");
  const attempt = createAttempt(async () => {
    await app.session.call("session", { method: "POST", body: { account: account(), password: password() } });
    setPassword("");
    app.session.refresh();
  });
  return (
    <>
      <h1>{t().toSignIn}</h1>
      <form
        class="fields"
        onSubmit={(event) => {
          event.preventDefault();
          attempt.start();
        }}
      >
        <label class="field">
          <span>{t().account}</span>
          <input autocomplete="username" required value={account()} onInput={(event) => setAccount(event.currentTarget.value)} />
        </label>
        <label class="field">
          <span>{t().password}</span>
          <input
            type="password"
            autocomplete="current-password"
            required
            value={password()}
            onInput={(event) => setPassword(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="main" disabled={attempt.busy()}>
          {t().signIn}
        </button>
        <Attempt of={attempt} />
      </form>
    </>
  );
}
