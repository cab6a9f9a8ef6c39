import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  feedbackTemplate,
  type Received,
  startReceiver,
  startTestSimulator,
  type TestSimulator,
} from './testing';

let simulator: TestSimulator;
let app: Awaited<ReturnType<typeof startReceiver>>;
let answer = (_received: Received) => 200;
const phone = '+233241234567';
const to = `whatsapp:${phone}`;

beforeAll(async () => {
  app = await startReceiver((received) => answer(received));
  simulator = await startTestSimulator();
});
afterAll(async () => {
  await simulator.close();
  await app.close();
});
beforeEach(async () => {
  await simulator.control('POST', 'reset', { templates: true });
  await simulator.control('POST', 'templates', feedbackTemplate);
  app.received.length = 0;
});
afterEach(() => {
  answer = () => 200;
});

const sendTemplate = (event = 'the wedding') =>
  simulator.create({
    To: to,
    ContentSid: feedbackTemplate.sid,
    ContentVariables: JSON.stringify({ '2': event }),
    StatusCallback: `${app.url}/status`,
  });
const told = () => app.received.map((received) => received.params.MessageStatus);

test('callbacks come in order, complete and with both sids', async () => {
  const { body } = await sendTemplate();
  await simulator.idle();
  expect(told()).toEqual(['queued', 'sent', 'delivered', 'read']);
  expect(app.received[1]?.params).toMatchObject({
    MessageSid: body.sid,
    SmsSid: body.sid,
    SmsStatus: 'sent',
    To: to,
    From: 'whatsapp:+14155238886',
    ChannelPrefix: 'whatsapp',
    ApiVersion: '2010-04-01',
  });
});

test('text outside 24 hours is accepted and then fails with 63016; a template is delivered', async () => {
  await simulator.openSession(phone);
  await simulator.create({ To: to, Body: 'inside' });
  await simulator.control('POST', 'clock', { skipMs: 24 * 3_600_000 + 1000 });
  const late = await simulator.create({ To: to, Body: 'outside', StatusCallback: `${app.url}/status` });
  expect(late.status).toBe(201);
  await simulator.idle();
  expect(app.received.at(-1)?.params).toMatchObject({ MessageStatus: 'failed', ErrorCode: '63016' });
  const [, inside, outside] = await simulator.messages();
  expect(inside).toMatchObject({ status: 'read', errorCode: null });
  expect(outside).toMatchObject({ status: 'failed', errorCode: 63016 });
  await sendTemplate();
  await simulator.idle();
  expect((await simulator.messages()).at(-1)).toMatchObject({ status: 'read' });
});

test.each([
  ['rejected', 63040],
  ['paused', 63041],
  ['disabled', 63042],
  ['pending', 63016],
])('a template that is %s fails with %i outside the session', async (status, code) => {
  await simulator.control('PATCH', 'templates', { sid: feedbackTemplate.sid, status });
  await sendTemplate();
  await simulator.idle();
  expect((await simulator.messages())[0]).toMatchObject({ status: 'failed', errorCode: code });
});

test('a variable without a value fails with 63013', async () => {
  await sendTemplate('');
  await simulator.idle();
  expect((await simulator.messages())[0]).toMatchObject({ errorCode: 63013 });
});

test('a list picker goes only inside the session', async () => {
  const sid = `HX${'2'.repeat(32)}`;
  const types = {
    'twilio/list-picker': { body: 'Which dish?', button: 'Dishes', items: [{ id: 'd1', item: 'Jollof' }] },
  };
  await simulator.control('POST', 'templates', { sid, types });
  await simulator.create({ To: to, ContentSid: sid });
  await simulator.openSession(phone);
  await simulator.create({ To: to, ContentSid: sid });
  await simulator.idle();
  const sent = await simulator.messages('?direction=outbound');
  expect(sent.map((message) => message.errorCode)).toEqual([63016, null]);
  expect(sent[1]?.list).toEqual({ button: 'Dishes', items: [{ id: 'd1', title: 'Jollof' }] });
});

test('a callback that fails is tried once more, then given up', async () => {
  answer = (received) => (received.params.MessageStatus === 'sent' ? 503 : 200);
  await sendTemplate();
  await simulator.idle();
  expect(told()).toEqual(['queued', 'sent', 'sent', 'delivered', 'read']);
  const tokens = app.received.slice(1, 3).map((received) => received.headers['i-twilio-idempotency-token']);
  expect(tokens[0]).toBe(tokens[1]);
  expect((await simulator.control('GET', 'counters')).body).toMatchObject({ statusCallbackFailures: 1 });
});

test('callbackReorder, callbackLost and callbackDuplicate do what they say', async () => {
  await simulator.control('POST', 'faults', { kind: 'callbackReorder', next: 1 });
  await sendTemplate('a');
  await simulator.idle();
  expect(told()).toEqual(['read', 'delivered', 'sent', 'queued']);
  app.received.length = 0;
  await simulator.control('POST', 'faults', {
    faults: [
      { kind: 'callbackLost', next: 2 },
      { kind: 'callbackDuplicate', next: 1 },
    ],
  });
  await sendTemplate('b');
  await simulator.idle();
  expect(told()).toEqual(['delivered', 'delivered', 'read']);
});

test('callbackBefore201: the app hears of the message before its create is answered', async () => {
  await simulator.control('POST', 'faults', { kind: 'callbackBefore201' });
  await sendTemplate();
  expect(told().slice(0, 2)).toEqual(['queued', 'sent']);
});

test('failWith ends the message with that code', async () => {
  await simulator.control('POST', 'faults', { kind: 'failWith', to: phone, params: { code: 63024 } });
  await sendTemplate();
  await simulator.idle();
  expect(told()).toEqual(['queued', 'sent', 'undelivered']);
  expect(app.received.at(-1)?.params.ErrorCode).toBe('63024');
});

test('without reading phones, delivered stays until the phone is opened', async () => {
  await simulator.control('POST', 'settings', { autoRead: false });
  await sendTemplate();
  await simulator.idle();
  expect(told().at(-1)).toBe('delivered');
  await simulator.control('POST', 'read', { contact: phone });
  await simulator.idle();
  expect(told().at(-1)).toBe('read');
  await simulator.control('POST', 'settings', { autoRead: true });
});
