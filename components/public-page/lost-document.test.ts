import { expect, test, vi } from 'vitest';
import { faultOf, lostDocument } from './lost-document';

vi.mock('@/lib/paper/letterhead/sender', () => ({}));

const asking = (language?: string) =>
  new Request('https://cater.test/q/x', { headers: language ? { 'accept-language': language } : {} });
const sender = { name: 'Akwaaba & Fils', phone: '+233300000001', email: 'a@b.test', language: 'fr' as const };
const text = (drawn: ReturnType<typeof lostDocument>) => String(drawn.draw('nonce'));

test('a link that leads nowhere is told in the browser’s language, else the company’s, else English', () => {
  expect(text(lostDocument({ sought: 'quote', sender, request: asking('en-GB') }))).toContain(
    'There is no quote here',
  );
  expect(text(lostDocument({ sought: 'quote', sender, request: asking('de') }))).toContain(
    'Il n’y a pas de devis ici',
  );
  expect(text(lostDocument({ sought: 'payment', request: asking() }))).toContain(
    'There is nothing to pay here',
  );
  expect(text(lostDocument({ sought: 'paper', request: asking('fr') }))).toContain('<html lang="fr">');
});

test('it says whom to call and to write to where the link still tells, and markup in a name stays text', () => {
  const page = text(
    lostDocument({ sought: 'paper', sender: { ...sender, name: '<b>Ama</b>' }, request: asking('fr') }),
  );
  expect(page).toContain('href="tel:+233300000001"');
  expect(page).toContain('href="mailto:a@b.test"');
  expect(page).toContain('Appeler &lt;b&gt;Ama');
  expect(page).not.toContain('<b>Ama');
  const unknown = text(lostDocument({ sought: 'paper', request: asking('fr') }));
  expect(unknown).toContain('votre traiteur');
  expect(unknown).not.toContain('tel:');
});

test('one that was taken back is gone, not unknown', () => {
  const drawn = lostDocument({ sought: 'quote', revoked: true, sender, request: asking('en') });
  expect(drawn.status).toBe(410);
  expect(text(drawn)).toContain('Akwaaba &amp; Fils has taken it back');
  expect(lostDocument({ sought: 'quote', request: asking() }).status).toBe(404);
});

test('a fault says what it means in the reader’s language, with the number for our log', () => {
  const page = String(faultOf('payment')('f-17', asking('fr-CI')).draw('nonce'));
  expect(page).toContain('elle montre si votre paiement est arrivé');
  expect(page).toContain('<code>f-17</code>');
});
