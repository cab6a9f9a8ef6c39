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

const sendTemplate = (event = 'the wedding', fragment = '') =>
  simulator.create({
    To: to,
    ContentSid: feedbackTemplate.sid,
    ContentVariables: JSON.stringify({ '2': event }),
    StatusCallback: `${app.url}/status${fragment}`,
  });
const told = () => app.received.map((received) => received.params.MessageStatus);

test('callbacks come in order, complete and with both sids', async () => {
  const { body } = await sendTemplate();
  await simulator.idle();
  // The answer to the request said `queued`; callbacks tell of changes.
  expect(body.status).toBe('queued');
  expect(told()).toEqual(['sent', 'delivered', 'read']);
  expect(app.received[0]?.params).toMatchObject({
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

test('through a messaging service a message is accepted first and then queued, which is told', async () => {
  const { body } = await simulator.create({
    To: to,
    From: '',
    MessagingServiceSid: `MG${'a'.repeat(32)}`,
    ContentSid: feedbackTemplate.sid,
    StatusCallback: `${app.url}/status`,
  });
  await simulator.idle();
  expect(body.status).toBe('accepted');
  expect(told()[0]).toBe('queued');
});

test('a callback that is answered with 503 is lost, unless its address asks for more tries', async () => {
  answer = (received) => (received.params.MessageStatus === 'sent' ? 503 : 200);
  await sendTemplate();
  await simulator.idle();
  expect(told()).toEqual(['sent', 'delivered', 'read']);
  app.received.length = 0;
  await sendTemplate('again', '#rc=2&rp=4xx,5xx');
  await simulator.idle();
  expect(told()).toEqual(['sent', 'sent', 'sent', 'delivered', 'read']);
  expect(new Set(app.received.map(({ url }) => url))).toEqual(new Set(['/status']));
  const tokens = app.received.slice(0, 2).map((received) => received.headers['i-twilio-idempotency-token']);
  expect(tokens[0]).toBe(tokens[1]);
  expect((await simulator.control('GET', 'counters')).body).toMatchObject({ statusCallbackFailures: 2 });
});

test('callbackReorder, callbackLost and callbackDuplicate do what they say', async () => {
  await simulator.control('POST', 'faults', { kind: 'callbackReorder', next: 1 });
  await sendTemplate('a');
  await simulator.idle();
  expect(told()).toEqual(['read', 'delivered', 'sent']);
  app.received.length = 0;
  await simulator.control('POST', 'faults', {
    faults: [
      { kind: 'callbackLost', next: 1 },
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
  expect(told().slice(0, 1)).toEqual(['sent']);
});

test('failWith ends the message with that code', async () => {
  await simulator.control('POST', 'faults', { kind: 'failWith', to: phone, params: { code: 63024 } });
  await sendTemplate();
  await simulator.idle();
  expect(told()).toEqual(['sent', 'undelivered']);
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
