import { count, eq } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeAll, expect, test, vi } from 'vitest';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { messages } from '@/db/schema/messaging';
import { actAs } from '@/db/session';
import { messageOwners } from '@/lib/message-owners';
import { type Pairs, signedRequest } from '../testing/signed';
import { answerInbound, answerStatus } from './webhooks';

vi.mock('@/lib/inngest/client', () => ({
  inngest: { send: async () => undefined, createFunction: () => ({}) },
}));

let company: TestCompany;
beforeAll(async () => {
  company = await makeCompany();
});

/** How many bodies; `CATER_WEBHOOK_BODIES=100000` for the long run. */
const runs = Number(process.env.CATER_WEBHOOK_BODIES ?? 1500);

const hostile = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '\u0000',
    '\uD800',
    "'; drop table messages; --",
    '{{7*7}}',
    '<script>alert(1)</script>',
    '../../etc/passwd',
    '%00',
    '9'.repeat(400),
    '-1',
    'NaN',
    '__proto__',
    '\u202Eevil',
  ),
);
const sid = fc.integer({ min: 0, max: 400 }).map((n) => `SM${n.toString(16).padStart(32, '0')}`);
const known = fc.constantFrom(
  'MessageSid',
  'From',
  'To',
  'Body',
  'WaId',
  'ProfileName',
  'NumMedia',
  'MediaUrl0',
  'MediaContentType0',
  'ButtonPayload',
  'ButtonText',
  'OriginalRepliedMessageSid',
  'OptOutType',
  'ExternalUserId',
  'MessageStatus',
  'ErrorCode',
  'ErrorMessage',
  'AccountSid',
  'MessagingServiceSid',
  '__proto__',
  'constructor',
);
const form = fc.record({
  sid,
  inbound: fc.boolean(),
  overlay: fc.array(fc.tuple(fc.oneof(known, fc.string({ minLength: 1, maxLength: 20 })), hostile), {
    maxLength: 5,
  }),
  query: fc.oneof(fc.constant('own'), fc.constant('none'), hostile),
  signature: fc.constantFrom('good', 'good', 'good', 'bad', 'none', 'foreign'),
});

type Form = typeof form extends fc.Arbitrary<infer Value> ? Value : never;

/** So many arrive at the same time, as from Twilio; some name the same message. */
const together = 20;

async function post({ sid: own, inbound, overlay, query, signature }: Form): Promise<Response> {
  const pairs: Pairs = [
    ['AccountSid', process.env.TWILIO_ACCOUNT_SID ?? ''],
    ['MessageSid', own],
    ['From', 'whatsapp:+233244999001'],
    ['To', company.senderAddress],
    ['Body', 'Hello'],
    ['MessageStatus', 'sent'],
    ...overlay,
  ];
  const text =
    query === 'own'
      ? `?c=${company.id}&m=${company.id}&a=1`
      : query === 'none'
        ? ''
        : `?c=${encodeURIComponent(Buffer.from(query).toString())}`;
  const path = `/api/webhooks/twilio/${inbound ? 'inbound' : 'status'}${text}`;
  const wellFormed: Pairs = [...new URLSearchParams(new URLSearchParams(pairs).toString())];
  const request = signedRequest(wellFormed, {
    path,
    token: signature === 'foreign' ? 'foreign' : undefined,
    signature: signature === 'bad' ? 'AAAA' : signature === 'none' ? '' : undefined,
  });
  return inbound ? answerInbound(request, messageOwners.taps) : answerStatus(request);
}

test(`${runs} bodies, valid, bent and hostile: no 5xx, nothing unsigned stored, nothing twice`, {
  timeout: 60_000 + runs * 20,
}, async () => {
  const signedSids = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(form, { minLength: together, maxLength: together }), async (forms) => {
      const answers = await Promise.all(forms.map(post));
      for (const [at, { signature, inbound, sid: own }] of forms.entries()) {
        const status = answers[at]?.status ?? 500;
        expect(status).toBeLessThan(500);
        if (signature !== 'good') expect(status).toBe(403);
        else if (inbound) signedSids.add(own);
      }
    }),
    { numRuns: Math.ceil(runs / together) },
  );
  const rows = await actAs(company.system, (tx) =>
    tx
      .select({ sid: messages.sid, n: count() })
      .from(messages)
      .where(eq(messages.direction, 'inbound'))
      .groupBy(messages.sid),
  );
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows)
    expect([row.n, signedSids.has(row.sid ?? '') || !row.sid?.startsWith('SM000')]).toEqual([1, true]);
});
