import type { Inngest, InngestFunction } from 'inngest';
import type postgres from 'postgres';

export type Gateway = {
  send: (to: string, key: string) => Promise<string>;
  /** The message that was already sent for the key, if there is one. */
  find: (to: string, key: string) => Promise<string | undefined>;
};

type Data = { key: string; to: string; answered: boolean; nap: string };
type Parts = { client: Inngest; outbox: postgres.Sql; gateway: Gateway };

/**
 * A run that sleeps, waits for an answer that comes in every second run, fails a step twice, runs two steps in
 * parallel and sends one message; and a function that gives the answers.
 */
export function buildTortureFunctions({ client, outbox, gateway }: Parts): InngestFunction.Any[] {
  return [
    client.createFunction(
      { id: 'torture', triggers: { event: 'torture/started' }, retries: 20 },
      async ({ event, step, attempt }) => {
        const { key, to, answered, nap } = event.data as Data;
        await step.sleep('nap', nap);
        if (answered) await step.sendEvent('ask', { name: 'torture/asked', id: `ask-${key}`, data: { key } });
        const answer = await step.waitForEvent('answer', {
          event: 'torture/answered',
          match: 'data.key',
          timeout: answered ? '20s' : '2s',
        });
        await step.run('bad-line', () => {
          if (attempt < 2) throw new Error('the line is bad');
        });
        const [sid] = await Promise.all([
          step.run('send', () => sendOnce({ outbox, gateway, key, to })),
          step.run('note', () => (answer ? 'answered' : 'silent')),
        ]);
        return { sid };
      },
    ),
    client.createFunction({ id: 'answer', triggers: { event: 'torture/asked' } }, async ({ event, step }) => {
      await step.sleep('think', '2s');
      await step.sendEvent('answer', { name: 'torture/answered', data: event.data });
    }),
  ];
}

/**
 * The outbox guard: a row before the send; a row without a result means that a process died in between, and the
 * gateway is asked before anything is sent again.
 */
async function sendOnce(request: Omit<Parts, 'client'> & { key: string; to: string }): Promise<string> {
  const { outbox, gateway, key, to } = request;
  const [fresh] =
    await outbox`insert into torture_outbox (key) values (${key}) on conflict do nothing returning key`;
  if (!fresh) {
    const [row] = await outbox`select sid from torture_outbox where key = ${key}`;
    if (row?.sid) return row.sid;
    const found = await gateway.find(to, key);
    if (found) {
      await outbox`update torture_outbox set sid = ${found} where key = ${key}`;
      return found;
    }
  }
  const sid = await gateway.send(to, key);
  await outbox`update torture_outbox set sid = ${sid} where key = ${key}`;
  return sid;
}
