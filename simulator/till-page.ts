import { type Call, isForeignOrigin, readBody, sendJson } from './http';
import type { Till, Transaction } from './till';

const policy =
  "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
const lateMs = 20_000;

const style = `:root{color-scheme:light dark;--ink:#1c1917;--soft:#57534e;--line:#d6d3d1;--paper:#fff;--back:#f5f5f4;--go:#166534}
@media(prefers-color-scheme:dark){:root{--ink:#f5f5f4;--soft:#a8a29e;--line:#44403c;--paper:#1c1917;--back:#0c0a09;--go:#4ade80}}
*{box-sizing:border-box}body{margin:0;background:var(--back);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:27rem;margin:0 auto;padding:1.5rem 1rem}section{background:var(--paper);border:1px solid var(--line);border-radius:.75rem;padding:1rem;margin-bottom:1rem}
h1{font-size:1.9rem;margin:.2rem 0;font-variant-numeric:tabular-nums}h2{font-size:1rem;margin:0 0 .6rem}p{margin:.3rem 0}.soft{color:var(--soft);font-size:.9rem;overflow-wrap:anywhere}
button,a.button{display:block;width:100%;min-height:44px;margin:.5rem 0;padding:.6rem;border:1px solid var(--line);border-radius:.5rem;background:none;color:inherit;font:inherit;text-align:center;text-decoration:none;cursor:pointer}
button.main,a.main{background:var(--go);border-color:var(--go);color:#fff;font-weight:600}@media(prefers-color-scheme:dark){button.main,a.main{color:#052e16}}
li{margin:.4rem 0}:focus-visible{outline:3px solid var(--go);outline-offset:2px}`;

const plain = (text: string) => text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);
const money = ({ amount, currency }: Transaction) =>
  `${currency} ${(amount / 100).toFixed(2).replace(/\B(?=(\d{3})+\.)/g, ',')}`;

/** The pages on which customers pay, and where what a bank does is played. Returns false for a path that is not its own. */
export async function serveTill(call: Call, till: Till): Promise<boolean> {
  const [first, access] = call.path.split('/').filter(Boolean);
  if (first === 'payments' && call.method === 'GET') {
    send(call, 'Payments', list(till));
    return true;
  }
  if (first !== 'checkout' || !access) return false;
  const found = till.at(access);
  if (!found)
    send(
      call,
      'Not found',
      '<section><h1>Nothing here</h1><p>This payment is not known. The simulator may have been started anew.</p></section>',
      { status: 404 },
    );
  else if (call.method === 'POST') {
    if (isForeignOrigin(call.request))
      sendJson(call.response, 403, { error: 'the request comes from another page' });
    else await act(call, till, found);
  } else send(call, `Pay ${money(found)}`, page(found));
  return true;
}

async function act(call: Call, till: Till, of: Transaction): Promise<void> {
  const what = new URLSearchParams(await readBody(call.request, 4096)).get('do') ?? '';
  const acts: Record<string, () => void> = {
    momo: () => till.pay(of, 'mobile_money'),
    card: () => till.pay(of, 'card'),
    twice: () => till.pay(of, 'mobile_money', 2),
    silent: () => till.pay(of, 'mobile_money', 0),
    late: () => till.payLate(of, 'mobile_money', lateMs),
    fail: () => till.fail(of, 'mobile_money'),
    dispute: () => till.dispute(of, null),
    lost: () => till.dispute(of, 'merchant-accepted'),
    won: () => till.dispute(of, 'declined'),
    refund: () => till.refund(of),
    tell: () => till.retell(of),
  };
  acts[what]?.();
  const leaves = ['momo', 'card', 'twice', 'silent', 'late', 'fail'].includes(what);
  send(call, `Pay ${money(of)}`, page(of), leaves ? { goTo: of.callbackUrl } : {});
}

const button = (what: string, label: string, main = false) =>
  `<button name="do" value="${what}"${main ? ' class="main"' : ''}>${label}</button>`;

const states: Record<Transaction['status'], string> = {
  abandoned: 'Not paid yet',
  ongoing: 'Being paid: the network has not confirmed it yet',
  success: 'Paid',
  failed: 'Failed',
  reversed: 'Given back',
};

function page(of: Transaction): string {
  const open = of.status === 'abandoned' || of.status === 'failed';
  const pay = `<section><h2>Pay as the customer</h2><form method="post">${button('momo', 'Pay with mobile money', true)}${button('card', 'Pay by card')}${button('fail', 'Let the payment fail')}</form></section>
<section><h2>When things go otherwise</h2><form method="post">${button('late', `Pay, and confirm it ${lateMs / 1000} seconds late`)}${button('twice', 'Pay, and tell the shop twice')}${button('silent', 'Pay, and never tell the shop')}</form></section>`;
  const disputed = of.dispute?.resolution === null;
  const bank = `<section><h2>The customer’s bank</h2><form method="post">${
    disputed
      ? button('lost', 'Chargeback: the customer gets it back') + button('won', 'The shop keeps the money')
      : button('dispute', 'Dispute this payment')
  }${button('refund', 'Refund from the provider’s pages')}${button('tell', 'Tell the shop once more')}</form></section>`;
  const told = of.told.length
    ? `<section><h2>The shop was told</h2><ul>${of.told.map(({ event, answer }) => `<li>${plain(event)}: ${plain(answer)}</li>`).join('')}</ul></section>`
    : '';
  const back = `<a class="button${open ? '' : ' main'}" href="${plain(of.callbackUrl)}">Back to the shop</a>`;
  return `<section><p class="soft">Simulated payment: no money moves</p><h1>${money(of)}</h1><p>${states[of.status]}</p><p class="soft">${plain(of.email)} · ${plain(of.reference)}</p></section>
${open ? pay : ''}${of.status === 'success' ? bank : ''}${told}${back}`;
}

function list(till: Till): string {
  const rows = till.list().slice(0, 100);
  const items = rows.map(
    (of) =>
      `<li><a href="/checkout/${of.access}">${money(of)}</a>: ${states[of.status]}<br><span class="soft">${plain(of.reference)}</span></li>`,
  );
  return `<section><p class="soft">Simulated payments: no money moves</p><h2>Payments</h2>${rows.length ? `<ul>${items.join('')}</ul>` : '<p>Nobody was asked to pay yet. Open a quote or an event in the portal and press “Pay”.</p>'}</section><a class="button" href="/">Phones</a>`;
}

function send(
  call: Call,
  title: string,
  body: string,
  { status = 200, goTo }: { status?: number; goTo?: string } = {},
): void {
  const isAddress = goTo !== undefined && /^https?:\/\//.test(goTo);
  const refresh = isAddress ? `<meta http-equiv="refresh" content="1;url=${plain(goTo)}">` : '';
  const text = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">${refresh}<title>${plain(title)}</title><style>${style}</style></head><body><main>${body}</main></body></html>`;
  call.response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    // With none a browser says of a posted form that it comes from nowhere.
    'referrer-policy': 'same-origin',
    'cache-control': 'no-store',
  });
  call.response.end(text);
}
