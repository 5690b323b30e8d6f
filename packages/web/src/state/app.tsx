import type { CasebookFile, Language, Messages, Spoken, ViewOptions } from "keiretsu";
import { formatDate, inLanguage, spacedText, speak } from "keiretsu";
import { type Accessor, createContext, createEffect, createMemo, createSignal, onCleanup, type ParentProps, useContext } from "solid-js";
import { type AskOptions, ask, type Book, nobody, prepare } from "../worker/ask.ts";
import type { Answer, Params, QuestionName } from "../worker/questions.ts";
import { openBook, readBook } from "./book.ts";
import { isPublished, type ListedBook, listBooks } from "./data.ts";
import { createPending, type Pending } from "./pending.ts";
import { opensNetwork } from "./network-params.ts";
import { formatRoute, parseRoute, type Route } from "./route.ts";
import { placesKey } from "./places.ts";
import { createSession, type SessionState } from "./session.ts";
import { citesIn, ownPlaces, sharedHash } from "./share-link.ts";
import { viewParameters } from "./view-params.ts";
import { noWhatIf, packWhatIf, unpackWhatIf, type WhatIf, withWhatIf } from "./what-if.ts";
import { keep } from "./keep.ts";

/** What a number rests on: legs of the casebook and claims. */
export interface Citation {
  /** null = no name of its own. */
  readonly title: string | null;
  readonly legs?: readonly string[];
  readonly claims?: readonly string[];
  /** Where the number is of another view than the page's. */
  readonly view?: Partial<ViewOptions>;
}

export interface AppState {
  readonly route: Accessor<Route>;
  readonly language: Accessor<Language>;
  /** Whether the page is dark, by choice or by the reader's system. */
  readonly dark: Accessor<boolean>;
  /** One parameter of the address, or null. */
  readonly param: (name: string) => string | null;
  /** Change parameters; null takes one away. `replace` leaves no step in the history. */
  readonly setParams: (changes: Readonly<Record<string, string | null>>, options?: { readonly replace?: boolean }) => void;
  /** Address of another page that keeps how the casebook is seen. */
  readonly link: (page: string, id?: string, params?: Readonly<Record<string, string>>) => string;
  /** Address that shows somebody else what this reader sees, with some parameters changed. */
  readonly sharedLink: (changes?: Readonly<Record<string, string>>) => string;
  readonly books: Pending<readonly ListedBook[]>;
  /** Fetch the casebooks anew, after something was written. */
  readonly reload: () => void;
  /** Show files that no store has, in this page alone. */
  readonly openLocal: (id: string, files: readonly CasebookFile[]) => void;
  readonly session: SessionState;
  /** The open casebook as it is on record. */
  readonly record: Pending<Book>;
  /** What is supposed beside the record; stays in the address. */
  readonly whatIf: Pending<WhatIf>;
  readonly suppose: (whatIf: WhatIf) => Promise<void>;
  /** The open casebook with what is supposed. */
  readonly book: Pending<Book>;
  /** Names of the open casebook; undefined while it loads. */
  readonly names: Pending<BookNames>;
  readonly entityName: (id: string) => string;
  /** A text of the library or the casebook as the language sets it. */
  readonly spaced: (text: string) => string;
  readonly legTitle: (id: string) => string;
  readonly dealTitle: (id: string) => string;
  /** An entity, deal or leg by its name. */
  readonly titleOf: (id: string) => string;
  /** A source by its publisher and date. */
  readonly sourceName: (id: string) => string;
  /** What the drawer of evidence shows; null = closed. */
  readonly cited: Accessor<Citation | null>;
  readonly cite: (citation: Citation | null) => void;
  readonly isPublished: boolean;
}

type BookNames = Answer<"book">;

const AppContext = createContext<AppState>();

export function useApp(): AppState {
  return useContext(AppContext)!;
}

/** A book of messages in the language of the page. */
export function useWords<M extends Messages>(messages: M): Accessor<Spoken<M>> {
  const { language } = useApp();
  return createMemo(() => spacedWords(speak(messages, language()), language()));
}

/** French signs keep the space before them. */
function spacedWords<W extends object>(words: W, language: Language): W {
  if (language !== "fr") return words;
  const spaced = (said: unknown): unknown =>
    typeof said === "function" ? (...holes: unknown[]) => spacedText(String(said(...holes)), language) : spacedText(String(said), language);
  return Object.fromEntries(Object.entries(words).map(([key, said]) => [key, spaced(said)])) as W;
}

/**
 * The answer to a question about the open casebook, asked anew whenever its parameters, the casebook or the what-if change; what is no longer
 * wanted is dropped. `params` gives null to ask nothing; `alone` asks what is about no casebook.
 */
export function useAnswer<N extends QuestionName>(
  name: N,
  params: () => Params<N> | null,
  { alone = false, ...options }: AskOptions & { readonly alone?: boolean } = {},
): Pending<Answer<N>> {
  const { book } = useApp();
  return createPending(
    () => {
      const open = alone ? nobody : book();
      const asked = open === undefined ? null : params();
      return open === undefined || asked === null ? null : { open, asked, key: `${open.key} ${JSON.stringify(asked)}` };
    },
    ({ open, asked }, signal) => ask(open, name, asked, { ...options, signal }),
  );
}

/** Milliseconds after a casebook is known in which its first picture has the machine to itself. */
const REST = 1000;
const defaultBook = "ai-alliances";
/** Name in the address of files that are open in this page alone. */
const localName = "local";

const darkScreen = matchMedia("(prefers-color-scheme: dark)");

export function AppProvider(props: ParentProps) {
  const [route, setRoute] = createSignal(parseRoute(location.hash));
  addEventListener("hashchange", () => setRoute(parseRoute(location.hash)));
  const [cited, setCited] = createSignal<Citation | null>(null);
  const param = (name: string): string | null => route().params[name] ?? null;
  const language = createMemo<Language>(() => {
    const asked = param("lang") ?? keep.getItem("keiretsu-language") ?? navigator.language;
    return asked.startsWith("fr") ? "fr" : "en";
  });
  const theme = createMemo(() => param("theme") ?? keep.getItem("keiretsu-theme") ?? "auto");
  const [systemDark, setSystemDark] = createSignal(darkScreen.matches);
  darkScreen.addEventListener("change", () => setSystemDark(darkScreen.matches));
  const dark = createMemo(() => (theme() === "auto" ? systemDark() : theme() === "dark"));
  createEffect(() => {
    document.documentElement.lang = language();
    document.documentElement.dataset.theme = dark() ? "dark" : "light";
  });

  const setParams: AppState["setParams"] = (changes, { replace = false } = {}) => {
    const kept = Object.entries({ ...route().params, ...changes }).filter(
      (entry): entry is [string, string] => entry[1] !== null && entry[1] !== "",
    );
    const hash = formatRoute({ ...route(), params: Object.fromEntries(kept) });
    if (replace) {
      history.replaceState(null, "", hash);
      setRoute(parseRoute(hash));
    } else {
      location.hash = hash;
      // At once, not when the browser tells of it: whoever changed a parameter reads it in the next line.
      setRoute(parseRoute(hash));
    }
  };
  const link: AppState["link"] = (page, id = "", params = {}) => {
    const kept = Object.fromEntries(Object.entries(route().params).filter(([name]) => viewParameters.includes(name)));
    return formatRoute({ page, id, params: { ...kept, ...params } });
  };

  const cite: AppState["cite"] = (citation) => {
    setCited(citation);
    if (citation === null && param("cite") !== null) setParams({ cite: null }, { replace: true });
  };
  const session = createSession(language);
  const [round, setRound] = createSignal(0);
  const [local, setLocal] = createSignal<Book | null>(null);
  /** Files opened in this page alone, counted: two folders of one name are two casebooks. */
  let opened = 0;
  // Before somebody is signed in a team's server would only refuse.
  const books = createPending(() => (session.mayRead() ? { key: `${round()} ${session.session()?.account ?? ""}` } : null), listBooks);
  const bookId = createMemo(() => {
    const asked = param("book");
    if (asked !== null) return asked;
    const listed = books();
    return listed === undefined ? null : (listed.find((one) => one.id === defaultBook) ?? listed[0])?.id;
  });
  const record = createPending(
    () => {
      const id = bookId();
      return id ? { id, key: `${id} ${round()} ${local()?.key ?? ""}`, shown: local(), opens: opensNetwork(route()) } : null;
    },
    ({ id, shown, opens }): Book | Promise<Book> => {
      if (shown !== null && id === localName) return shown;
      return opens ? openBook(id, innerWidth) : readBook(id);
    },
  );
  // The next question will need the files; the first picture goes before them.
  createEffect(() => {
    const open = record();
    if (open === undefined) return;
    const timer = setTimeout(() => void prepare(open).catch(() => undefined), REST);
    onCleanup(() => clearTimeout(timer));
  });
  const whatIf = createPending(
    () => ({ key: param("edits") ?? "" }),
    ({ key }) => (key === "" ? noWhatIf : unpackWhatIf(key)),
  );
  const suppose: AppState["suppose"] = async (next) => setParams({ edits: await packWhatIf(next) });
  const supposed = createMemo<Book | undefined>(
    (before) => {
      const open = record();
      if (open === undefined || whatIf.loading()) return before;
      return withWhatIf(open, whatIf() ?? noWhatIf);
    },
    undefined,
    { equals: (a, b) => a?.key === b?.key },
  );
  const book: Pending<Book> = Object.assign(() => supposed(), record);
  const names = createPending(book, (open, signal) => ask(open, "book", {}, { signal }));

  const named = createMemo(() => {
    const known = names();
    return {
      entities: new Map(known?.entities.map((one) => [one.id, { en: one.name, fr: one.nameFr }])),
      legs: new Map(known?.legs.map((one) => [one.id, one.title])),
      deals: new Map(known?.deals.map((one) => [one.id, one.title])),
      sources: new Map(known?.sources.map((one) => [one.id, one])),
    };
  });
  const titled = (title: { readonly en: string; readonly fr: string } | undefined, id: string): string =>
    title === undefined ? id : inLanguage(title.en, title.fr, language()).text;

  const sharedLink: AppState["sharedLink"] = (changes = {}) => {
    const { page, params } = route();
    const places = page === "network" ? ownPlaces(placesKey(record()), params.at ?? null) : {};
    const unsaid = { book: record()?.id ?? null, language: language(), theme: keep.getItem("keiretsu-theme"), places };
    return `${location.href.split("#")[0]}${sharedHash({ ...route(), params: { ...params, ...changes } }, unsaid)}`;
  };
  // A link may open the drawer of evidence; its title waits for the names of the record.
  createEffect(() => {
    const cites = citesIn(param("cite"));
    if (cites === null || names() === undefined) return;
    const [leg, ...more] = cites.legs;
    setCited({ ...cites, title: leg === undefined || more.length > 0 ? null : titled(named().legs.get(leg), leg) });
  });

  const app: AppState = {
    route,
    sharedLink,
    language,
    dark,
    param,
    setParams,
    link,
    books,
    reload: () => setRound((count) => count + 1),
    openLocal: (id, files) => {
      setLocal({ ...nobody, key: `local ${id} ${++opened}`, id, files: async () => files });
      location.hash = formatRoute({ page: "network", id: "", params: { ...route().params, book: localName, edits: "" } });
    },
    session,
    record,
    whatIf,
    suppose,
    book,
    names,
    spaced: (text) => spacedText(text, language()),
    entityName: (id) => titled(named().entities.get(id), id),
    legTitle: (id) => titled(named().legs.get(id), id),
    dealTitle: (id) => titled(named().deals.get(id), id),
    titleOf: (id) => titled(named().entities.get(id) ?? named().deals.get(id) ?? named().legs.get(id), id),
    sourceName: (id) => {
      const source = named().sources.get(id);
      if (source === undefined) return id;
      return source.publishedOn === null ? source.publisher : `${source.publisher}, ${formatDate(source.publishedOn, language(), "short")}`;
    },
    cited,
    cite,
    isPublished,
  };
  return <AppContext.Provider value={app}>{props.children}</AppContext.Provider>;
}
