import { afterEach, describe, expect, test } from 'vitest';
import { ConfigurationError, env, forgetEnv } from './env';

const before = { ...process.env };
const under = (given: Record<string, string>) => {
  Object.assign(process.env, given);
  forgetEnv();
  return env;
};
afterEach(() => {
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);
  forgetEnv();
});

describe('what is for development and measurements never opens a production', () => {
  test.each<Record<string, string>>([
    { INNGEST_DEV: '1' },
    { INNGEST_DEV: 'true' },
    { INNGEST_DEV: 'http://127.0.0.1:8288' },
    { INNGEST_DEV: '1', INNGEST_SIGNING_KEY: 'signkey-prod-abcdef' },
    { SEND_RATE: '1000' },
    { TWILIO_API_BASE: 'http://127.0.0.1:4010' },
    { TWILIO_API_BASE: 'https://evil.test' },
    { TWILIO_API_BASE: 'https://api.twilio.com.evil.test' },
    { TWILIO_API_BASE: 'http://api.twilio.com' },
    { PAYSTACK_API_BASE: 'http://127.0.0.1:4010' },
    { PAYSTACK_API_BASE: 'https://api.paystack.co.evil.test' },
  ])('%j refuses the start, naming the variable', (given) => {
    const read = under({ CATER_ENV: 'production', ...given });
    expect(read).toThrow(ConfigurationError);
    expect(read).toThrow(Object.keys(given)[0] ?? '');
    expect(under({ CATER_ENV: 'demo' })).not.toThrow();
  });

  test('what says no, and Twilio’s own hosts, are let be', () => {
    for (const given of [{ INNGEST_DEV: '0' }, { INNGEST_DEV: 'false' }, { INNGEST_DEV: '' }])
      expect(under({ CATER_ENV: 'production', ...given })).not.toThrow();
    expect(
      under({ CATER_ENV: 'production', TWILIO_API_BASE: 'https://api.dublin.ie1.twilio.com' }),
    ).not.toThrow();
  });
});
