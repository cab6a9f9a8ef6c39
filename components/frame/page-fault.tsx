'use client';

import type { ReaderLanguage } from '@/lib/platform/format/reader-language';
import { Button } from '../ui/button';
import { ButtonLink } from '../ui/link';
import { ErrorState } from '../ui/states';
import { useReaderLanguage } from './use-reader-language';

/** What Next hands to an error boundary; `retry` asks the server again, the digest finds the entry in our log. */
export type FaultProps = { error: Error & { digest?: string }; retry: () => void };

const houses = {
  office: { href: '/', size: 'normal' },
  portal: { href: '/my/bookings', size: 'large' },
  none: { href: '/', size: 'normal' },
} as const;
type House = keyof typeof houses;

type Words = {
  name: string;
  title: string;
  again: string;
  number: string;
  /** What is safe, and what to do if it fails once more. */
  text: Record<House, string>;
  elsewhere: Record<House, string>;
};

const enText =
  'Something failed on our side while it was being put together. Nothing you saved before is lost. Try again; if it fails once more, wait a minute, then tell us.';
const frText =
  'Une erreur s’est produite de notre côté pendant sa préparation. Rien de ce que vous aviez enregistré n’est perdu. Réessayez ; si cela échoue encore, attendez une minute, puis dites-le-nous.';

const words: Record<ReaderLanguage, Words> = {
  en: {
    ...{ name: 'Something went wrong', title: 'This page could not be shown', again: 'Try again' },
    number: 'If you ask for help, give this number:',
    text: {
      ...{ office: enText, none: enText },
      portal:
        'Something failed on our side. Your event and everything you saved is safe. Try again; if it fails once more, call or write to us.',
    },
    elsewhere: { office: 'Go to my first page', portal: 'Go to my events', none: 'Go to the start' },
  },
  fr: {
    ...{ name: 'Un problème est survenu', title: 'Cette page n’a pas pu être affichée', again: 'Réessayer' },
    number: 'Si vous demandez de l’aide, donnez ce numéro :',
    text: {
      ...{ office: frText, none: frText },
      portal:
        'Une erreur s’est produite de notre côté. Votre événement et tout ce que vous avez enregistré sont en sécurité. Réessayez ; si cela échoue encore, appelez-nous ou écrivez-nous.',
    },
    elsewhere: {
      ...{ office: 'Aller à ma première page', portal: 'Aller à mes événements' },
      none: 'Aller au début',
    },
  },
};

/**
 * A page that failed, in place of its content: what happened, what is safe, and how to go on. Customers read it in their browser's
 * language; the office is in English.
 */
export function PageFault({ error, retry, house }: FaultProps & { house: House }) {
  const reader = useReaderLanguage();
  const language = house === 'office' ? 'en' : reader;
  const said = words[language];
  const { href, size } = houses[house];
  return (
    <div lang={language}>
      <title>{`${said.name} · Cater`}</title>
      <ErrorState
        page
        title={said.title}
        code={error.digest}
        numbered={said.number}
        actions={
          <>
            <Button variant="primary" size={size} onClick={retry}>
              {said.again}
            </Button>
            <ButtonLink href={href} size={size}>
              {said.elsewhere[house]}
            </ButtonLink>
          </>
        }
      >
        <p>{said.text[house]}</p>
      </ErrorState>
    </div>
  );
}
