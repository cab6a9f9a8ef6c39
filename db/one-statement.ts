import type { Plan, Question, Raw, WireColumn } from './prepared';

/** Questions on their way, and how their answers are read, in their order. */
type StatementPart = { send: () => PromiseLike<Raw>[]; read: (raws: readonly Raw[]) => unknown[] };

/** A statement for several questions, with the places of their columns. */
type Joint = { text: string; columns: readonly (readonly WireColumn[])[] };

/**
 * Types whose text is the same cast as off the wire: numbers, texts, times, UUIDs, JSON and arrays of these; beyond them our
 * own enums. The one exception is a truth value, which `read` minds.
 */
const sameAsText = new Set(
  '16 17 20 21 23 25 114 700 701 1043 1082 1083 1114 1184 1186 1700 2950 3802 1000 1005 1007 1009 1015 1016 1022 1115 1182 1185 1231 2951 3807'
    .split(' ')
    .map(Number),
);
const truth = 16;
const firstOfOurOwn = 16_384;
/** What PostgreSQL takes as arguments of a function. */
const mostColumns = 100;

const joints = new Map<string, Joint>();
const mostJoints = 200;

/**
 * Asks several questions by one statement: each statement costs this process as much as reading forty values. Those whose
 * columns aren't known yet, which is before their first answer, or that may not stand within another are left apart.
 */
export function inOneStatement(questions: readonly Question<unknown>[]): StatementPart {
  const joined = questions.filter(({ plan }) => mayJoin(plan));
  if (joined.length < 2) return oneByOne(questions);
  const apart = questions.filter(({ plan }) => !mayJoin(plan));
  const joint = jointOf(joined.map(({ plan }) => plan));
  return {
    send: () => {
      const parameters = joined.flatMap(({ plan, values }) => plan.parameters(values));
      const first = joined[0] as Question<unknown>;
      return [first.ask({ text: joint.text, parameters }), ...apart.map((one) => one.send())];
    },
    read: ([all, ...others]) => {
      const [row = []] = all as string[][];
      const rows = row.map((text, at) => readRows(text, joint.columns[at] ?? []));
      return questions.map((question) => {
        const at = joined.indexOf(question);
        if (at < 0) return question.read(others[apart.indexOf(question)] as Raw);
        const read = rows[at] ?? [];
        return question.read(
          question.plan.named ? read.map((one) => named(one, joint.columns[at] ?? [])) : read,
        );
      });
    },
  };
}

/** Each by a statement of its own. */
export const oneByOne = (questions: readonly Question<unknown>[]): StatementPart => ({
  send: () => questions.map((question) => question.send()),
  read: (raws) => questions.map((question, at) => question.read(raws[at] as Raw)),
});

function mayJoin(plan: Plan<unknown>): boolean {
  plan.joins ??= plan.columns && isPlainRead(plan.text) && plan.columns.every(isSameAsText);
  return plan.joins === true;
}

const isSameAsText = ({ type }: WireColumn, at: number) =>
  at < mostColumns && (sameAsText.has(type) || type >= firstOfOurOwn);

/** Only at the top may a statement write, and a $1 within quotes would be taken for a parameter. */
function isPlainRead(text: string): boolean {
  const quoted = /'(?:[^']|'')*'/g;
  const bare = text.replace(quoted, '');
  return (
    /^\s*(select|with)\b/i.test(bare) &&
    !/\b(insert|update|delete|merge)\b|\$\$/i.test(bare) &&
    !text.match(quoted)?.some((literal) => /\$\d/.test(literal))
  );
}

function jointOf(plans: readonly Plan<unknown>[]): Joint {
  const key = plans.map(({ id }) => id).join();
  const known = joints.get(key);
  if (known) return known;
  let before = 0;
  const parts = plans.map(({ text, columns = [] }) => {
    const from = before;
    let most = 0;
    const moved = text.replace(/\$(\d+)/g, (_, digits: string) => {
      most = Math.max(most, Number(digits));
      return `$${from + Number(digits)}`;
    });
    before += most;
    const names = columns.map((_, at) => `c${at}`);
    return `(select json_agg(json_build_array(${names.map((name) => `${name}::text`).join()}))
      from (${moved}) q(${names.join()}))`;
  });
  const joint = { text: `select ${parts.join(',\n')}`, columns: plans.map(({ columns = [] }) => columns) };
  if (joints.size >= mostJoints) joints.clear();
  joints.set(key, joint);
  return joint;
}

/** Rows as the driver gives them, of the texts of their values. */
function readRows(given: unknown, columns: readonly WireColumn[]): unknown[][] {
  const rows = (typeof given === 'string' ? JSON.parse(given) : given) as (string | null)[][] | null;
  return (rows ?? []).map((row) =>
    row.map((text, at) => (text === null ? null : readValue(text, columns[at] as WireColumn))),
  );
}

function readValue(text: string, { type, parser }: WireColumn): unknown {
  if (type === truth) return text === 'true';
  if (!parser) return text;
  return parser(parser.array ? text.slice(1) : text);
}

const named = (row: readonly unknown[], columns: readonly WireColumn[]) =>
  Object.fromEntries(columns.map(({ name }, at) => [name, row[at]]));
