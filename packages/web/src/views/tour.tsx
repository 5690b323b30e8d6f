import { formatAmount, formatDate, formatNumber, formatShare, formatStated, statusNames } from "keiretsu";
import { For, type JSX, Show } from "solid-js";
import { Cited } from "../components/cited.tsx";
import { Answered } from "../components/states.tsx";
import { useAnswer, useApp, useWords } from "../state/app.tsx";
import { tourWords } from "../words/tour.ts";
import type { Answer } from "../worker/questions.ts";

type Story = NonNullable<Answer<"tour">>;

interface Step {
  readonly title: string;
  readonly text: string;
  readonly link: string;
  readonly cites?: { readonly title: string; readonly legs: readonly string[] };
}

/** The first visit: the story of the letter told in six steps with the casebook's own numbers, each with the page that shows it. */
export default function Tour() {
  const app = useApp();
  const t = useWords(tourWords);
  const answer = useAnswer("tour", () => ({}));
  const at = (): number => Math.max(0, (Number(app.route().id) || 1) - 1);
  return (
    <Answered of={answer}>
      {(found) => (
        <Show when={found()} fallback={<p>{t().none}</p>}>
          {(story) => {
            const all = (): readonly Step[] => steps(story());
            const step = (): Step => all()[Math.min(at(), all().length - 1)];
            return (
              <article class="tour">
                <p class="quiet">{t().step(Math.min(at() + 1, all().length), all().length)}</p>
                <h2>{step().title}</h2>
                <p class="lead">{step().text}</p>
                <p class="buttons">
                  <Show when={at() > 0}>
                    <a class="button" href={app.link("tour", String(at()))}>
                      {t().back}
                    </a>
                  </Show>
                  <a class="button" href={step().link}>
                    {t().see}
                  </a>
                  <Show when={step().cites}>{(cites) => <Evidence cites={cites()}>{t().promise}</Evidence>}</Show>
                  <Show
                    when={at() + 1 < all().length}
                    fallback={
                      <a class="button main" href={app.link("network")}>
                        {t().leave}
                      </a>
                    }
                  >
                    <a class="button main" href={app.link("tour", String(at() + 2))}>
                      {t().next}
                    </a>
                  </Show>
                </p>
                <ol class="dots">
                  <For each={all()}>
                    {(one, i) => (
                      <li>
                        <a href={app.link("tour", String(i() + 1))} aria-current={i() === at() ? "step" : undefined}>
                          {one.title}
                        </a>
                      </li>
                    )}
                  </For>
                </ol>
              </article>
            );
          }}
        </Show>
      )}
    </Answered>
  );

  function steps(story: Story): readonly Step[] {
    const language = app.language();
    const money = (value: Parameters<typeof formatAmount>[0]): string => formatAmount(value, story.unit, language);
    const believed = { known: story.believed, "at-least": "letter-of-intent" };
    const shares = story.byFirmness.map(({ atLeast, share }) => `${statusNames[atLeast][language]} ${formatShare(share, language)}`);
    return [
      {
        title: t().promise,
        text: t().promiseText(formatDate(story.believed, language), formatStated(story.letter.amount, language)),
        link: app.link("deal", story.letter.deal, believed),
        cites: { title: t().promise, legs: [story.letter.id] },
      },
      {
        title: t().loop,
        text: t().loopText(money(story.loop?.capacity ?? null)),
        link: app.link("loops", story.loop?.id ?? "", believed),
      },
      {
        title: t().turn,
        text: (story.stillThere ? t().turnStill : t().turnGone)(formatDate(story.lapsed, language)),
        link: app.link("story", story.letter.id),
      },
      {
        title: t().all,
        text: t().allText(money(story.gross.point), money(story.setOff.point), formatShare(story.share.point, language)),
        link: app.link("circularity"),
      },
      {
        title: t().doubt,
        text: t().doubtText(
          shares.join(language === "fr" ? " ; " : "; "),
          formatNumber(story.withoutAmount.length, language),
          formatNumber(story.legs, language),
        ),
        link: app.link("circularity"),
      },
      {
        title: t().yours,
        text: t().yoursText(formatNumber(story.claims, language), formatNumber(story.sources, language)),
        link: app.link("what-if"),
      },
    ];
  }
}

function Evidence(props: { readonly cites: NonNullable<Step["cites"]>; readonly children: JSX.Element }) {
  return <Cited cites={props.cites}>{props.children}</Cited>;
}
