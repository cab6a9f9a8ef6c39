import 'server-only';

/** What the database was asked of before: its answers, and the state of it that they are of. */
export type Kept<Answers> = {
  companyId: string;
  role: string;
  timeZone: string;
  /** The company's day. */
  day: string;
  /** PostgreSQL's snapshot: what has become visible since can be asked for. */
  seen: string;
  /** When it was taken; UTC milliseconds. */
  at: number;
  answers: Answers;
};
type Whose = Pick<Kept<unknown>, 'companyId' | 'role'>;

/** Lines of what changed are kept for 15 minutes; an answer that wasn't asked for again for longer can't be vouched for. */
const longest = 10 * 60_000;
const mostAnswers = 300;
const mostSessions = 5000;

const place = Symbol.for('cater.kept-answers');
const held = globalThis as unknown as { [place]?: KeptAnswers<unknown>[] };

// On `globalThis`, because pages and what measures them are bundled apart.
function all(): KeptAnswers<unknown>[] {
  held[place] ??= [];
  return held[place];
}

/**
 * Answers of a company that are told again as long as nothing that they are of has changed. The database says whether anything has,
 * in the same round trip and snapshot as who asks; nothing is ever told because it is young. In this process alone.
 */
export class KeptAnswers<Answers> {
  private readonly answers = new Map<string, Kept<Answers>>();
  private readonly sessions = new Map<string, Whose>();
  private readonly counted = new Map<string, Counts>();
  private readonly byCompany = new Map<string, Record<string, Counts>>();

  /** `kinds`: which parts of an answer are told of together. */
  constructor(
    readonly name: string,
    private readonly kinds: Readonly<Record<string, readonly string[]>>,
  ) {
    all().push(this as KeptAnswers<unknown>);
  }

  /** What may still hold for whoever has this session, at an address; the database has the last word. */
  find(sessionId: string, address: string, now: number): Kept<Answers> | undefined {
    const whose = this.sessions.get(sessionId);
    const kept = whose && this.answers.get(keyOf(whose, address));
    return kept && now - kept.at < longest && now >= kept.at ? kept : undefined;
  }

  /** Keeps what was answered. `held`: the parts of it that had been kept and still held. */
  keep(
    sessionId: string,
    address: string,
    { kept, held }: { kept: Kept<Answers>; held: readonly string[] },
  ): void {
    const own = { ...this.byCompany.get(kept.companyId) };
    for (const [kind, parts] of Object.entries(this.kinds)) {
      const more = { asked: parts.length, hits: parts.filter((part) => held.includes(part)).length };
      this.counted.set(kind, sumOf([this.counted.get(kind) ?? none, more]));
      own[kind] = sumOf([own[kind] ?? none, more]);
    }
    put(this.byCompany, kept.companyId, own, mostSessions);
    put(this.sessions, sessionId, { companyId: kept.companyId, role: kept.role }, mostSessions);
    const key = keyOf(kept, address);
    const before = this.answers.get(key);
    // Two may have asked at once: the later look stays.
    if (!before || before.at <= kept.at) put(this.answers, key, kept, mostAnswers);
  }

  /** How often a part was asked for and could be told, of all companies. */
  counts(): Counts {
    return sumOf([...this.counted.values()]);
  }

  /** The same of one company, by kind. */
  countsOf(companyId: string): [kind: string, Counts][] {
    const own = this.byCompany.get(companyId);
    return Object.keys(this.kinds).map((kind) => [kind, own?.[kind] ?? none]);
  }

  /** The same of all companies, by what they are and kind. */
  countsByKind(): [name: string, Counts][] {
    return Object.keys(this.kinds).map((kind) => [`${this.name} ${kind}`, this.counted.get(kind) ?? none]);
  }
}

type Counts = { asked: number; hits: number };
const none: Counts = { asked: 0, hits: 0 };
type Rate = Counts & { hitRate: number | null };

const sumOf = (counts: readonly Counts[]): Counts => ({
  asked: counts.reduce((sum, { asked }) => sum + asked, 0),
  hits: counts.reduce((sum, { hits }) => sum + hits, 0),
});

/** How often all that this process kept was asked for and could be told, since it began. */
export const keptCounts = (): Counts => sumOf(all().map((kept) => kept.counts()));

/** One of each name: pages and what answers them anew may have kept answers of their own. */
function byName(told: readonly [name: string, Counts][]): [name: string, Counts][] {
  const sums = new Map<string, Counts>();
  for (const [name, counts] of told) sums.set(name, sumOf([sums.get(name) ?? none, counts]));
  return [...sums];
}

/** The same of one company, by kind. */
export const keptCountsOf = (companyId: string) =>
  byName(all().flatMap((kept) => kept.countsOf(companyId))).map(([kind, counts]) => ({ kind, ...counts }));

/** How often what was kept of each kind could be told, of all times that it was asked for; null before the first. */
export const keptRates = (): Record<string, Rate> =>
  Object.fromEntries(
    byName(all().flatMap((kept) => kept.countsByKind())).map(([name, { asked, hits }]) => [
      name,
      { asked, hits, hitRate: asked === 0 ? null : Math.round((hits / asked) * 1000) / 1000 },
    ]),
  );

const keyOf = ({ companyId, role }: Whose, address: string) => `${companyId} ${role} ${address}`;

/** The longest unused goes first. */
function put<V>(map: Map<string, V>, key: string, value: V, most: number): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > most && oldest !== undefined) map.delete(oldest);
}
