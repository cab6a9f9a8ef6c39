import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { describe, expect, test, vi } from 'vitest';
import { PageFault } from './page-fault';
import { refusalIn } from './refusals';
import { Refused } from './refused';

const reader = vi.hoisted(() => ({ language: 'en' as 'en' | 'fr', path: '/my/bookings/x' }));
vi.mock('./use-reader-language', () => ({ useReaderLanguage: () => reader.language }));
vi.mock('next/navigation', () => ({
  usePathname: () => reader.path,
  useRouter: () => ({ prefetch: () => undefined }),
}));

const fault = { error: Object.assign(new Error('x'), { digest: '4711' }), retry: () => undefined };
const inLanguage = (language: 'en' | 'fr', element: React.ReactElement) => {
  reader.language = language;
  return renderToString(element);
};

describe('pages that aren’t shown', () => {
  test.each(['signIn', 'client', 'nothing', 'nothingOfMine'] as const)(
    'a customer reads “%s” in their language, with the same ways on',
    (why) => {
      const [en, fr] = [refusalIn(why, 'en'), refusalIn(why, 'fr')];
      expect(fr.language).toBe('fr');
      expect(fr.title).not.toBe(en.title);
      expect(fr.ways.map(({ href }) => href)).toEqual(en.ways.map(({ href }) => href));
      expect(inLanguage('fr', createElement(Refused, { why }))).toContain('lang="fr"');
    },
  );

  test('the office is in English, whatever the browser asks for', () => {
    for (const why of ['office', 'staff', 'nothingInOffice'] as const)
      expect(refusalIn(why, 'fr')).toEqual(refusalIn(why, 'en'));
    expect(inLanguage('fr', createElement(PageFault, { ...fault, house: 'office' }))).toContain('Try again');
  });

  test('a page that failed says so in the customer’s language, with the number for whom they ask', () => {
    for (const house of ['portal', 'none'] as const) {
      const page = inLanguage('fr', createElement(PageFault, { ...fault, house }));
      for (const said of ['lang="fr"', 'n’a pas pu être affichée', 'Réessayer', '4711'])
        expect(page).toContain(said);
      expect(page).not.toContain('Try again');
    }
    expect(inLanguage('en', createElement(PageFault, { ...fault, house: 'portal' }))).toContain(
      'Go to my events',
    );
  });
});
