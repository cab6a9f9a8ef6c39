'use client';

import { useSyncExternalStore } from 'react';
import './globals.css';

const words = {
  en: {
    ...{ name: 'Something went wrong', title: 'Cater could not be shown', again: 'Try again' },
    text: 'Something failed on our side. Nothing you saved before is lost. Try again; if it fails once more, wait a minute, then tell us.',
    number: 'If you ask for help, give this number:',
  },
  fr: {
    ...{ name: 'Un problème est survenu', title: 'Cater n’a pas pu être affiché', again: 'Réessayer' },
    text: 'Une erreur s’est produite de notre côté. Rien de ce que vous aviez enregistré n’est perdu. Réessayez ; si cela échoue encore, attendez une minute, puis dites-le-nous.',
    number: 'Si vous demandez de l’aide, donnez ce numéro :',
  },
} as const;
const nothingChanges = () => () => undefined;

/** When even the frame around every page failed, so it brings its own and uses nothing that could fail too. */
export default function GlobalError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  const language = useSyncExternalStore(
    nothingChanges,
    () => (navigator.language.startsWith('fr') ? 'fr' : 'en'),
    () => 'en' as const,
  );
  const said = words[language];
  return (
    <html lang={language}>
      <body className="font-sans">
        <title>{`${said.name} · Cater`}</title>
        <main className="mx-auto max-w-3xl px-6 py-16 text-sm">
          <h1 className="font-semibold text-lg">{said.title}</h1>
          <p className="mt-1 max-w-lg text-muted">{said.text}</p>
          {error.digest ? (
            <p className="mt-2 text-subtle text-xs">
              {said.number} <code>{error.digest}</code>
            </p>
          ) : null}
          <button
            type="button"
            onClick={reset}
            className="mt-5 min-h-control rounded-md bg-brand px-3.5 font-medium text-on-brand"
          >
            {said.again}
          </button>
        </main>
      </body>
    </html>
  );
}
