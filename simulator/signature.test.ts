import { expect, test } from 'vitest';
import { signForm } from './signature';

test("gives Twilio's published signature for the published request", () => {
  const params = {
    CallSid: 'CA1234567890ABCDE',
    Caller: '+14158675310',
    Digits: '1234',
    From: '+14158675310',
    To: '+18005551212',
  };
  const url = 'https://mycompany.com/myapp.php?foo=1&bar=2';
  expect(signForm('12345', url, params)).toBe('GvWf1cFY/Q7PnoempGyD5oXAezc=');
  expect(signForm('12346', url, params)).not.toBe('GvWf1cFY/Q7PnoempGyD5oXAezc=');
});
