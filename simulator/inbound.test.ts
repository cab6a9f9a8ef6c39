import twilio from 'twilio';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startReceiver, startTestSimulator, type TestSimulator, testToken } from './testing';

let simulator: TestSimulator;
let app: Awaited<ReturnType<typeof startReceiver>>;
const phone = '+233241234567';
const to = `whatsapp:${phone}`;

beforeAll(async () => {
  app = await startReceiver();
  simulator = await startTestSimulator({ settings: { inboundUrl: `${app.url}/inbound?company=1` } });
});
afterAll(async () => {
  await simulator.close();
  await app.close();
});
beforeEach(async () => {
  await simulator.control('POST', 'reset', {});
  app.received.length = 0;
});

const say = (body: object) => simulator.control('POST', 'inbound', { from: phone, ...body });
const lastParams = () => app.received.at(-1)?.params ?? {};

test("a message is posted signed so that Twilio's own validation accepts it", async () => {
  await simulator.control('POST', 'faults', { kind: 'unknownParams', next: 1 });
  const { body } = await say({ body: 'Très bien, 5/5 🙂', profileName: 'Ama' });
  expect(body.status).toBe(200);
  const [received] = app.received;
  const signature = String(received?.headers['x-twilio-signature']);
  const params = received?.params ?? {};
  expect(twilio.validateRequest(testToken, signature, `${app.url}/inbound?company=1`, params)).toBe(true);
  expect(twilio.validateRequest(testToken, signature, `${app.url}/inbound`, params)).toBe(false);
  expect(params).toMatchObject({
    MessageSid: body.sid,
    SmsSid: body.sid,
    From: to,
    WaId: '233241234567',
    ProfileName: 'Ama',
    Body: 'Très bien, 5/5 🙂',
    NumMedia: '0',
    MessageType: 'text',
    Blank: '',
  });
});

test('a tapped button names its payload and the message it answers, for seven days', async () => {
  const { body: created } = await simulator.create({ To: to, Body: 'hi' });
  await say({ button: { text: '5 of 5', payload: 'rating_5' }, replyTo: created.sid });
  expect(lastParams()).toMatchObject({
    MessageType: 'button',
    Body: '5 of 5',
    ButtonText: '5 of 5',
    ButtonPayload: 'rating_5',
    OriginalRepliedMessageSid: created.sid,
    OriginalRepliedMessageSender: 'whatsapp:+14155238886',
  });
  await simulator.control('POST', 'clock', { skipHours: 8 * 24 });
  await say({ body: 'late', replyTo: created.sid });
  expect(lastParams()).not.toHaveProperty('OriginalRepliedMessageSid');
});

test('lists, places and photos carry their parameters; the photo is served with credentials only', async () => {
  await say({ list: { id: 'd1', title: 'Jollof' } });
  expect(lastParams()).toMatchObject({ MessageType: 'interactive', ListId: 'd1', ListTitle: 'Jollof' });
  await say({ location: { latitude: 5.6, longitude: -0.18, label: 'Tent' } });
  expect(lastParams()).toMatchObject({
    MessageType: 'location',
    Latitude: '5.6',
    Longitude: '-0.18',
    Label: 'Tent',
  });
  await say({ media: [{}], body: 'look' });
  expect(lastParams()).toMatchObject({ MessageType: 'image', NumMedia: '1', MediaContentType0: 'image/png' });
  const address = lastParams().MediaUrl0 ?? '';
  expect((await fetch(address)).status).toBe(401);
  const authorization = `Basic ${Buffer.from(`${lastParams().AccountSid}:${testToken}`).toString('base64')}`;
  const photo = await fetch(address, { headers: { authorization } });
  expect(
    Buffer.from(await photo.arrayBuffer())
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG');
});

test('a person without a phone number writes from a business-scoped id', async () => {
  await simulator.control('POST', 'inbound', { from: 'GH.1349120865530274', body: 'Hello' });
  expect(lastParams()).toMatchObject({
    From: 'whatsapp:GH.1349120865530274',
    ExternalUserId: 'GH.1349120865530274',
  });
  expect(lastParams()).not.toHaveProperty('WaId');
  expect((await simulator.create({ To: 'whatsapp:GH.1349120865530274', Body: 'Hi' })).status).toBe(201);
});

test('STOP blocks with 21610 until START; in words it does not', async () => {
  await say({ body: ' stop ' });
  expect(lastParams().OptOutType).toBe('STOP');
  expect((await simulator.create({ To: to, Body: 'x' })).body).toMatchObject({ code: 21610, status: 400 });
  await say({ body: 'START' });
  expect((await simulator.create({ To: to, Body: 'x' })).status).toBe(201);
  await say({ body: 'please stop writing' });
  expect((await simulator.create({ To: to, Body: 'x' })).status).toBe(201);
  await simulator.control('POST', 'settings', { optOutHandling: false });
  await say({ body: 'STOP' });
  expect((await simulator.create({ To: to, Body: 'x' })).status).toBe(201);
  await simulator.control('POST', 'settings', { optOutHandling: true });
});

test('inboundLost never arrives but is in the list; inboundDuplicate comes twice with one sid', async () => {
  await simulator.control('POST', 'faults', { kind: 'inboundLost', next: 1 });
  const lost = await say({ body: 'lost' });
  expect(lost.body.status).toBeNull();
  expect(app.received).toHaveLength(0);
  const list = await simulator.call('GET', `${simulator.messagesPath}.json?From=${encodeURIComponent(to)}`);
  expect(list.body.messages).toMatchObject([
    { sid: lost.body.sid, direction: 'inbound', status: 'received', body: 'lost' },
  ]);
  await simulator.control('POST', 'faults', { kind: 'inboundDuplicate', next: 1 });
  await say({ body: 'twice' });
  expect(new Set(app.received.map((received) => received.params.MessageSid)).size).toBe(1);
  expect(app.received).toHaveLength(2);
  await simulator.control('POST', 'replay', { sid: lost.body.sid, times: 2 });
  expect(lastParams().MessageSid).toBe(lost.body.sid);
});
