import { type Inngest, type InngestFunction, NonRetriableError, RetryAfterError } from 'inngest';
import { sleepUntilDue } from '../sleep-until-due';

/** What the functions below did, for the suite to look at. */
export class Journal {
  private readonly entries: { key: string; what: string; value: unknown; at: number }[] = [];

  note(key: string, what: string, value: unknown = null): void {
    this.entries.push({ key, what, value, at: Date.now() });
  }
  /** Notes and returns the value: the result of a step. */
  pass<T>(key: string, what: string, value: T): T {
    this.note(key, what);
    return value;
  }
  count(key: string, what: string): number {
    return this.all(key, what).length;
  }
  all(key: string, what: string) {
    return this.entries.filter((entry) => entry.key === key && entry.what === what);
  }
  value(key: string, what: string): unknown {
    return this.all(key, what)[0]?.value;
  }
}

type FailureContext = { error: Error; event: { data: { event: { data: { key: string } } } } };
type Build = { client: Inngest; journal: Journal };

/** One function for each feature of the contract; `event.data.key` keeps the cases apart. */
export function buildContractFunctions(build: Build): InngestFunction.Any[] {
  return [...stepFunctions(build), ...failureFunctions(build), ...flowFunctions(build)];
}

function stepFunctions({ client, journal }: Build): InngestFunction.Any[] {
  const double = client.createFunction({ id: 'double', triggers: [] }, async ({ event, step }) =>
    step.run('double', () => 2 * Number((event.data as { n: number }).n)),
  );
  const broken = client.createFunction({ id: 'broken', triggers: [], retries: 0 }, async () => {
    throw new NonRetriableError('always broken');
  });
  return [
    double,
    broken,
    client.createFunction({ id: 'steps', triggers: { event: 'contract/steps' } }, async ({ event, step }) => {
      const { key } = event.data;
      const first = await step.run('first', () => journal.pass(key, 'first', 20));
      const second = await step.run('second', () => journal.pass(key, 'second', first + 1));
      const repeated = await step.run('second', () => second + 1);
      journal.note(key, 'end', [first, second, repeated]);
    }),
    client.createFunction(
      { id: 'sleeps', triggers: { event: 'contract/sleeps' } },
      async ({ event, step }) => {
        const { key } = event.data;
        await step.run('before', () => journal.note(key, 'before'));
        await step.sleep('nap', '1s');
        await step.run('between', () => journal.note(key, 'between'));
        await step.sleepUntil('later', new Date(event.data.until));
        await step.run('after', () => journal.note(key, 'after'));
      },
    ),
    client.createFunction(
      { id: 'comes-due', triggers: { event: 'contract/comes-due' } },
      async ({ event, step }) => {
        const { key, until } = event.data;
        await sleepUntilDue(step, 'until it is due', new Date(until));
        await step.run('act', () => journal.note(key, 'acted', Date.now() - until));
      },
    ),
    client.createFunction({ id: 'waits', triggers: { event: 'contract/waits' } }, async ({ event, step }) => {
      const { key } = event.data;
      await step.run('ready', () => journal.note(key, 'ready'));
      const reply = await step.waitForEvent('reply', {
        event: 'contract/reply',
        timeout: event.data.timeout,
        if: 'event.data.key == async.data.key && async.data.score >= 4',
      });
      await step.run('record', () => journal.note(key, 'reply', reply?.data ?? 'none'));
    }),
    client.createFunction({ id: 'sends', triggers: { event: 'contract/sends' } }, async ({ event, step }) => {
      const { key } = event.data;
      await step.sendEvent('fan-out', [
        { name: 'contract/sent', data: { key, wanted: true, n: 1 } },
        { name: 'contract/sent', data: { key, wanted: false, n: 2 } },
      ]);
    }),
    client.createFunction(
      { id: 'sent', triggers: { event: 'contract/sent', if: 'event.data.wanted == true' } },
      async ({ event, step }) => {
        await step.run('note', () => journal.note(event.data.key, 'sent', event.data.n));
      },
    ),
    client.createFunction(
      { id: 'invokes', triggers: { event: 'contract/invokes' } },
      async ({ event, step }) => {
        const { key } = event.data;
        const result = await step.invoke('double', { function: double, data: { n: 21 } });
        const failure = await step
          .invoke('broken', { function: broken, data: {} })
          .catch((error: Error) => error.message);
        await step.run('note', () => journal.note(key, 'invoked', { result, failure }));
      },
    ),
    client.createFunction(
      { id: 'parallel', triggers: { event: 'contract/parallel' } },
      async ({ event, step }) => {
        const { key } = event.data;
        const before = await step.run('before', () => 1);
        const parts = await Promise.all([
          step.run('a', () => journal.pass(key, 'part', 2)),
          step.run('b', () => journal.pass(key, 'part', 3)),
          step.sleep('c', '1s'),
        ]);
        await step.run('sum', () => journal.note(key, 'sum', [before, ...parts]));
      },
    ),
  ];
}

function failureFunctions({ client, journal }: Build): InngestFunction.Any[] {
  return [
    client.createFunction(
      { id: 'retries', triggers: { event: 'contract/retries' }, retries: 3 },
      async ({ event, step, attempt }) => {
        const { key } = event.data;
        await step.run('twice-bad', () => {
          journal.note(key, 'attempt', attempt);
          if (attempt < 2) throw new RetryAfterError('not yet', '1s');
        });
        await step.run('end', () => journal.note(key, 'end', attempt));
      },
    ),
    client.createFunction(
      {
        id: 'fails',
        triggers: { event: 'contract/fails' },
        retries: 3,
        onFailure: ({ error, event }: FailureContext) => {
          const original = event.data.event.data;
          journal.note(original.key, 'failure', error.message);
        },
      },
      async ({ event, step }) => {
        await step.run('bad', () => {
          journal.note(event.data.key, 'tried');
          throw new NonRetriableError('no such number');
        });
      },
    ),
    client.createFunction(
      { id: 'catches', triggers: { event: 'contract/catches' }, retries: 0 },
      async ({ event, step }) => {
        const { key } = event.data;
        const caught = await step
          .run('bad', () => {
            throw new Error('broken line');
          })
          .catch((error: Error) => error.message);
        await step.run('go-on', () => journal.note(key, 'caught', caught));
      },
    ),
  ];
}

function flowFunctions({ client, journal }: Build): InngestFunction.Any[] {
  return [
    client.createFunction(
      {
        id: 'once',
        triggers: { event: 'contract/once' },
        idempotency: 'event.data.key + "-" + event.data.kind',
      },
      async ({ event }) => journal.note(event.data.key, 'once', event.data.kind),
    ),
    client.createFunction({ id: 'plain', triggers: { event: 'contract/plain' } }, async ({ event }) =>
      journal.note(event.data.key, 'plain'),
    ),
    client.createFunction(
      {
        id: 'one-by-one',
        triggers: { event: 'contract/one-by-one' },
        concurrency: [{ limit: 1, key: 'event.data.key' }],
      },
      async ({ event, step }) => {
        const { key } = event.data;
        await step.run('work', async () => {
          const started = Date.now();
          await new Promise((resolve) => setTimeout(resolve, 300));
          journal.note(key, 'span', [started, Date.now()]);
        });
      },
    ),
    client.createFunction(
      {
        id: 'throttled',
        triggers: { event: 'contract/throttled' },
        throttle: { limit: 1, period: '2s', key: 'event.data.key' },
      },
      async ({ event }) => journal.note(event.data.key, 'started'),
    ),
    client.createFunction(
      {
        id: 'cancellable',
        triggers: { event: 'contract/cancellable' },
        cancelOn: [{ event: 'contract/cancel', match: 'data.key' }],
      },
      async ({ event, step }) => {
        const { key } = event.data;
        await step.run('before', () => journal.note(key, 'before'));
        await step.sleep('nap', '3s');
        await step.run('after', () => journal.note(key, 'after'));
      },
    ),
  ];
}
