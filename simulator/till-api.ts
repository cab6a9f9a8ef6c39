import { Input } from './control-input';
import { ControlError } from './errors';
import { type Call, readBody, sendJson } from './http';
import { type Till, tellOf } from './till';

const bodyLimit = 64 * 1024;

/** The provider's API: opens a page, and says what became of it. Returns false for a path that is not its own. */
export async function answerTill(call: Call, till: Till): Promise<boolean> {
  const [first, second, ...rest] = call.path.split('/').filter(Boolean);
  if (first !== 'transaction') return false;
  const key = /^Bearer (sk_test_[A-Za-z0-9]{16,100})$/.exec(call.request.headers.authorization ?? '')?.[1];
  if (!key) {
    sendJson(call.response, 401, { status: false, message: 'Invalid key', code: 'invalid_Key' });
    return true;
  }
  if (call.method === 'POST' && second === 'initialize') await initialize(call, till, key);
  else if (call.method === 'GET' && second === 'verify')
    verify(call, till, { key, reference: decodeURIComponent(rest[0] ?? '') });
  else sendJson(call.response, 404, { status: false, message: 'There is no such endpoint' });
  return true;
}

async function initialize(call: Call, till: Till, secretKey: string): Promise<void> {
  const refuse = (message: string, status = 400) =>
    sendJson(call.response, status, { status: false, message });
  let input: Input;
  try {
    input = Input.parse(await readBody(call.request, bodyLimit));
  } catch (error) {
    if (error instanceof ControlError) return refuse(error.message);
    throw error;
  }
  const [reference, email, currency, callbackUrl] = ['reference', 'email', 'currency', 'callback_url'].map(
    (name) => input.text(name) ?? '',
  );
  const amount = input.number('amount', { min: 1, max: 1e12 });
  if (!reference || !/^[\w.=-]{1,100}$/.test(reference)) return refuse('Invalid reference');
  if (!/^\S+@\S+\.\S+$/.test(email ?? '')) return refuse('Invalid Email Address Passed');
  if (amount === undefined || !Number.isInteger(amount)) return refuse('Invalid Amount Sent');
  if (currency !== 'GHS') return refuse('Currency not supported by merchant', 403);
  const opened = till.open({
    secretKey,
    reference,
    amount,
    currency,
    email: email ?? '',
    callbackUrl: callbackUrl ?? '',
  });
  if (!opened) return refuse('Duplicate Transaction Reference');
  const data = {
    authorization_url: `http://${call.request.headers.host}/checkout/${opened.access}`,
    access_code: opened.access,
    reference,
  };
  sendJson(call.response, 200, { status: true, message: 'Authorization URL created', data });
}

function verify(call: Call, till: Till, { key, reference }: { key: string; reference: string }): void {
  const found = till.find(key, reference);
  if (!found) {
    sendJson(call.response, 400, {
      status: false,
      message: 'Transaction reference not found.',
      code: 'transaction_not_found',
    });
    return;
  }
  sendJson(call.response, 200, { status: true, message: 'Verification successful', data: tellOf(found) });
}
