// Types of the loader's module, its elements and its events. True to `fanfare.js` and `questions.js`.

/** The brand's sign-in: a short JWT signed by the brand's server, or a function that gives one (or nothing). */
export type SignIn = string | (() => string | null | undefined | Promise<string | null | undefined>);

/** Hands over the brand's sign-in. */
export function identify(signIn: SignIn): Promise<void>;
/** Ends the sessions of this page's communities on this device. */
export function logout(): Promise<void>;
/** Listens to an event of every element of the page; gives back what stops it. */
export function on<Name extends keyof FanfareEvents>(name: Name, listener: (event: FanfareEvents[Name]) => void): () => void;

/** What `on` knows, without the prefix `fanfare:` that listeners on elements use. */
export interface FanfareEvents {
  /** The first content is there. */
  ready: CustomEvent<Record<string, never>>;
  /** Something failed; what was visible stays. */
  error: CustomEvent<{ message: string }>;
  /** The visitor asked; the detail is the question as the API gives it. */
  "question:created": CustomEvent<{ id: string; title: string; state: string }>;
  /** The visitor answered; the detail is the answer as the API gives it. */
  "answer:created": CustomEvent<{ id: string; question_id: string; state: string }>;
  /** The visitor shared a story; the detail is the story as the API gives it. */
  "story:created": CustomEvent<{ id: string; title: string; state: string }>;
  /** The visitor voted, changed or withdrew a vote; on a story, one of its acts. */
  "vote:changed": CustomEvent<{ target: string; value: -1 | 0 | 1; up: number; down: number; notify: boolean }>;
  /** The visitor voted in a contest, or took the vote back; the detail is the accepted ballot as the API gives it. */
  "contest:voted": CustomEvent<{ ballot: number; entries: string[]; held: boolean; leaf: string; salt: string; acceptance: string }>;
  /** The visitor entered a contest; the detail is the entry as the API gives it. */
  "contest:entered": CustomEvent<{ id: string; title: string; state: string }>;
  /** An act needs a person who is signed in. Prevent it to open the brand's own sign-in, then call `identify`. */
  "login:requested": CustomEvent<Record<string, never>>;
  /** A `<fanfare-count>` has its number. */
  count: CustomEvent<{ questions: number; answers: number }>;
}

export type Theme = "auto" | "light" | "dark" | "inherit";
export type Sort = "active" | "new" | "top" | "unanswered";

/** `<fanfare-questions>`; every property is an attribute of the same name with hyphens. */
export class FanfareQuestions extends HTMLElement {
  /** The community's slug. */
  community: string;
  /** The key of what the questions are about; absent: the page's absolute canonical address. */
  subject: string;
  /** The name a subject gets when it is new. */
  subjectName: string;
  /** A BCP 47 tag, or `auto`. */
  lang: string;
  theme: Theme | "";
  /** `eager` paints at once, `lazy` when the element comes near the screen. */
  loading: "eager" | "lazy" | "";
  sort: Sort | "";
  /** A question to show in place of the list. */
  question: string;
  /** Shows what is there now. */
  reload(): void;
  /** Puts the caret where one asks. */
  focusComposer(): void;
  /** Sets several properties as one change. */
  update(properties: Partial<Pick<FanfareQuestions, "community" | "subject" | "subjectName" | "lang" | "theme" | "loading" | "sort" | "question">>): void;
  /** Ends it; the page's own content shows again. */
  destroy(): void;
}

/** `<fanfare-contest>`: a contest with its entries, votes and winners. */
export class FanfareContest extends HTMLElement {
  /** The community's slug. */
  community: string;
  /** The contest: `ct_…`. */
  contest: string;
  /** One entry to show in place of all: `en_…`. */
  entry: string;
  /** A BCP 47 tag, or `auto`. */
  lang: string;
  theme: Theme | "";
  /** `eager` paints at once, `lazy` when the element comes near the screen. */
  loading: "eager" | "lazy" | "";
  /** Shows what is there now. */
  reload(): void;
  /** Sets several properties as one change. */
  update(properties: Partial<Pick<FanfareContest, "community" | "contest" | "entry" | "lang" | "theme" | "loading">>): void;
  /** Ends it; the page's own content shows again. */
  destroy(): void;
}

/** What the elements without an application have in common. */
declare class FanfarePainted extends HTMLElement {
  /** The community's slug. */
  community: string;
  /** A BCP 47 tag, or `auto`. */
  lang: string;
  theme: Theme | "";
  /** `eager` paints at once, `lazy` when the element comes near the screen. */
  loading: "eager" | "lazy" | "";
  /** Shows what is there now. */
  reload(): void;
  /** Sets several properties as one change. */
  update(properties: object): void;
  /** Ends it; the page's own content shows again. */
  destroy(): void;
}

/** `<fanfare-stories>`: what people share about a subject, and where one shares. */
export class FanfareStories extends FanfarePainted {
  /** The key of what the stories are about; absent: the page's absolute canonical address. */
  subject: string;
  /** The name a subject gets when it is new. */
  subjectName: string;
  sort: "new" | "top" | "";
  /** A story to show in place of the list. */
  story: string;
  /** Set to anything, it shows the stories of the whole community. */
  all: string;
}

/** `<fanfare-gallery>`: what people agreed to have shown on the brand's site, each with its author's name. */
export class FanfareGallery extends FanfarePainted {
  /** Only about the subject with this key. */
  subject: string;
}

/** `<fanfare-leaders>`: people who helped, as many people as each helped. */
export class FanfareLeaders extends FanfarePainted {
  /** Only about the subject with this key. */
  subject: string;
  /** Only with this tag. */
  tag: string;
  /** The time it begins with; the visitor chooses another. */
  period: "week" | "month" | "ever" | "";
  /** Set to anything, it shows only people whose first contribution is at most 100 days old. */
  newcomers: string;
}

/** `<fanfare-promises>`: what the brand promised where it was sorry, and what became of it. */
export class FanfarePromises extends FanfarePainted {
  /** Only about the subject with this key. */
  subject: string;
}

/** `<fanfare-person>`: somebody who helps: whom they helped, a year of it, and what they gave. */
export class FanfarePerson extends FanfarePainted {
  /** Who: `p_…`, as the address of their page says. */
  person: string;
}

/** `<fanfare-statement>`: what the visitor is thanked for, and how it is counted; nobody else is shown it. */
export class FanfareStatement extends FanfarePainted {}

/** `<fanfare-count>`: the number of questions about a subject, in words. */
export class FanfareCount extends HTMLElement {
  /** The community's slug. */
  community: string;
  /** The key of what the questions are about; absent: the page's absolute canonical address. */
  subject: string;
  /** A BCP 47 tag, or `auto`. */
  lang: string;
}

declare global {
  interface Window {
    fanfare: { identify: typeof identify; logout: typeof logout; on: typeof on };
  }
  interface HTMLElementTagNameMap {
    "fanfare-questions": FanfareQuestions;
    "fanfare-contest": FanfareContest;
    "fanfare-stories": FanfareStories;
    "fanfare-gallery": FanfareGallery;
    "fanfare-leaders": FanfareLeaders;
    "fanfare-promises": FanfarePromises;
    "fanfare-person": FanfarePerson;
    "fanfare-statement": FanfareStatement;
    "fanfare-count": FanfareCount;
  }
  interface HTMLElementEventMap extends FanfareElementEvents {}
}

type FanfareElementEvents = { [Name in keyof FanfareEvents as `fanfare:${Name}`]: FanfareEvents[Name] };
