import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestSimulator, type TestSimulator } from './testing';

let simulator: TestSimulator;
beforeAll(async () => {
  simulator = await startTestSimulator();
});
afterAll(() => simulator.close());

const create = (types: object) => simulator.call('POST', '/v1/Content', { language: 'en', types });

test.each([
  [{ 'twilio/quick-reply': { body: 'How was it?', actions: [{ id: 'a' }] } }],
  [{ 'twilio/quick-reply': { body: 'How was it?', actions: [{ id: 'a', title: ' ' }] } }],
  [{ 'twilio/list-picker': { body: 'Which?', button: 'Choose', items: [{ id: 'a' }] } }],
])('choices without words are no content: %j', async (types) => {
  expect(await create(types)).toMatchObject({ status: 400, body: { code: 20001 } });
});

test.each(['{{1}} thank you', 'Thank you {{1}}', 'Dear {{1}} {{2}} all'])(
  'WhatsApp is not asked to approve %j, which may be sent within a session all the same',
  async (body) => {
    const { body: made, status } = await create({ 'twilio/text': { body } });
    expect(status).toBe(201);
    const asked = await simulator.call('POST', `/v1/Content/${made.sid}/ApprovalRequests/whatsapp`, {
      name: 'thanks',
      category: 'UTILITY',
    });
    expect(asked).toMatchObject({ status: 400, body: { code: 20001 } });
  },
);
