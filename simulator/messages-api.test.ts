import twilio from 'twilio';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { simulatorAccountSid } from './server';
import { feedbackTemplate, startTestSimulator, type TestSimulator, testToken } from './testing';

let simulator: TestSimulator;
const to = 'whatsapp:+233241234567';

beforeAll(async () => {
  simulator = await startTestSimulator();
});
afterAll(() => simulator.close());
beforeEach(async () => {
  await simulator.control('POST', 'reset', { templates: true });
  await simulator.control('POST', 'templates', feedbackTemplate);
});

test('create answers 201 with the field types of the Message resource', async () => {
  const { status, body } = await simulator.create({
    To: to,
    ContentSid: feedbackTemplate.sid,
    ContentVariables: JSON.stringify({ '2': 'the Mensah wedding' }),
  });
  expect(status).toBe(201);
  expect(body).toMatchObject({
    account_sid: simulatorAccountSid,
    api_version: '2010-04-01',
    body: 'Hello Ama, how was the Mensah wedding with us?',
    direction: 'outbound-api',
    error_code: null,
    error_message: null,
    from: 'whatsapp:+14155238886',
    messaging_service_sid: null,
    num_media: '0',
    num_segments: '1',
    price: null,
    status: 'queued',
    to,
  });
  expect(body.sid).toMatch(/^SM[0-9a-f]{32}$/);
  expect(body.uri).toBe(`${simulator.messagesPath}/${body.sid}.json`);
  expect(body.subresource_uris.media).toBe(`${simulator.messagesPath}/${body.sid}/Media.json`);
  expect(body.date_created).toMatch(/^\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} \+0000$/);
  await simulator.idle();
  const fetched = await simulator.call('GET', `${simulator.messagesPath}/${body.sid}.json`);
  expect(fetched.body).toMatchObject({ sid: body.sid, status: 'read', error_code: null });
  expect(fetched.body.date_sent).toMatch(/\+0000$/);
});

test("a messaging service without From is accepted first, as Twilio's sender is not chosen yet", async () => {
  const { body } = await simulator.create({
    From: '',
    MessagingServiceSid: `MG${'a'.repeat(32)}`,
    To: '+233241234567',
    Body: 'x',
  });
  expect(body).toMatchObject({
    status: 'accepted',
    from: null,
    num_segments: '0',
    messaging_service_sid: `MG${'a'.repeat(32)}`,
  });
});

test.each([
  [{ Body: 'x' }, 21604],
  [{ To: 'whatsapp:0241234567', Body: 'x' }, 21211],
  [{ To: to, From: '', Body: 'x' }, 21603],
  [{ To: to, From: 'whatsapp:caterer', Body: 'x' }, 21212],
  [{ To: to }, 21602],
  [{ To: to, Body: 'x'.repeat(1601) }, 21617],
  [{ To: to, ContentVariables: '{}' }, 21654],
  [{ To: to, ContentSid: `HX${'f'.repeat(32)}` }, 21655],
  [{ To: to, ContentSid: feedbackTemplate.sid, ContentVariables: '{"1":' }, 21656],
  [{ To: to, ContentSid: feedbackTemplate.sid, ContentVariables: '{"1":"a\\nb"}' }, 21656],
  [{ To: to, Body: 'x', StatusCallback: 'nowhere' }, 21609],
  [{ To: to, Body: 'x', StatusCallback: 'https://my_app.example/status' }, 21609],
  [{ To: to, Body: 'x', From: '', MessagingServiceSid: 'MG12' }, 21705],
  [{ To: to, Body: 'x', MessagingServiceSid: `AC${'a'.repeat(32)}` }, 21705],
])('create refuses %j with %i', async (fields, code) => {
  const { status, body } = await simulator.create(fields as Record<string, string>);
  expect({ status, ...body }).toMatchObject({
    status: 400,
    code,
    more_info: `https://www.twilio.com/docs/errors/${code}`,
  });
  expect(await simulator.messages()).toHaveLength(0);
});

test('wrong credentials get 401 and code 20003', async () => {
  const { status, body } = await simulator.call(
    'GET',
    `${simulator.messagesPath}.json`,
    undefined,
    'Basic bm86bm8=',
  );
  expect({ status, body }).toMatchObject({ status: 401, body: { code: 20003, status: 401 } });
});

test('unknown message and unknown path get 404 and code 20404', async () => {
  for (const path of [`${simulator.messagesPath}/SM${'0'.repeat(32)}.json`, '/2010-04-01/Nothing.json']) {
    expect((await simulator.call('GET', path)).body).toMatchObject({ code: 20404, status: 404 });
  }
});

test('list gives newest first, filters by To and pages with opaque tokens', async () => {
  for (let index = 0; index < 5; index += 1) await simulator.create({ To: to, Body: `number ${index}` });
  await simulator.create({ To: 'whatsapp:+233200000000', Body: 'other' });
  const first = await simulator.call(
    'GET',
    `${simulator.messagesPath}.json?To=${encodeURIComponent(to)}&PageSize=2`,
  );
  expect(first.body).toMatchObject({ page: 0, page_size: 2, start: 0, end: 1, previous_page_uri: null });
  const bodies: string[] = [];
  let next: string | null = first.body.uri;
  while (next) {
    const { body } = await simulator.call('GET', next);
    bodies.push(...body.messages.map((message: { body: string }) => message.body));
    next = body.next_page_uri;
  }
  expect(bodies).toEqual(['number 4', 'number 3', 'number 2', 'number 1', 'number 0']);
});

test('list filters by the time of sending, by day and by second, also across a skipped clock', async () => {
  await simulator.create({ To: to, Body: 'first day' });
  await simulator.idle();
  await simulator.control('POST', 'clock', { skipMs: 3 * 86_400_000 });
  const { body: created } = await simulator.create({ To: to, Body: 'third day' });
  await simulator.idle();
  const since = new Date(Date.parse(created.date_created)).toISOString();
  const ask = async (filter: string) => {
    const { body } = await simulator.call(
      'GET',
      `${simulator.messagesPath}.json?To=${encodeURIComponent(to)}&${filter}`,
    );
    return body.messages.map((message: { body: string }) => message.body);
  };
  expect(await ask(`DateSent%3E=${encodeURIComponent(since)}`)).toEqual(['third day']);
  expect(await ask(`DateSent%3E=${since.slice(0, 10)}`)).toEqual(['third day']);
  const firstDay = new Date(Date.parse(since) - 3 * 86_400_000).toISOString().slice(0, 10);
  expect(await ask(`DateSent=${firstDay}`)).toEqual(['first day']);
  expect(await ask(`DateSent%3C=${firstDay}`)).toEqual(['first day']);
  const bad = await simulator.call('GET', `${simulator.messagesPath}.json?DateSent=yesterday`);
  expect(bad).toMatchObject({ status: 400, body: { code: 20001 } });
});

test("Twilio's own client creates, fetches and lists against it", async () => {
  const client = twilio(simulatorAccountSid, testToken);
  const toUs = (request: { uri?: string }) => (request.uri ?? '').replace(/^https:\/\/[^/]+/, simulator.url);
  const base = client.request.bind(client);
  client.request = (options) => base({ ...options, uri: toUs(options) });
  const created = await client.messages.create({
    to,
    from: 'whatsapp:+14155238886',
    contentSid: feedbackTemplate.sid,
    contentVariables: JSON.stringify({ '2': 'the funeral' }),
  });
  expect(created.dateCreated).toBeInstanceOf(Date);
  expect(created).toMatchObject({ status: 'queued', numMedia: '0', errorCode: null });
  await simulator.idle();
  const listed = await client.messages.list({
    to,
    dateSentAfter: new Date(created.dateCreated.getTime() - 1000),
    pageSize: 1,
  });
  expect(listed.map((message) => message.sid)).toEqual([created.sid]);
  await expect(client.messages('SM00').fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
  const approval = await client.content.v1.contents(feedbackTemplate.sid).approvalFetch().fetch();
  expect(approval.whatsapp).toMatchObject({ status: 'approved', category: 'UTILITY' });
});

test('a body can be redacted and a message deleted', async () => {
  const { body } = await simulator.create({ To: to, Body: 'private' });
  const path = `${simulator.messagesPath}/${body.sid}.json`;
  expect((await simulator.call('POST', path, 'Body=')).body.body).toBe('');
  expect((await simulator.call('DELETE', path)).status).toBe(204);
  expect((await simulator.call('GET', path)).status).toBe(404);
  expect((await simulator.call('GET', `${simulator.messagesPath}.json`)).body.messages).toHaveLength(0);
});
