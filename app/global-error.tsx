'use client';

import './globals.css';

/** When even the frame around every page failed, so it brings its own and uses nothing that could fail too. */
export default function GlobalError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <html lang="en">
      <body className="font-sans">
        <title>Something went wrong · Cater</title>
        <main className="mx-auto max-w-3xl px-6 py-16 text-sm">
          <h1 className="font-semibold text-lg">Cater could not be shown</h1>
          <p className="mt-1 max-w-lg text-muted">
            Something failed on our side. Nothing you saved before is lost. Try again; if it fails once more,
            wait a minute, then tell us.
          </p>
          {error.digest ? (
            <p className="mt-2 text-subtle text-xs">
              If you ask for help, give this number: <code>{error.digest}</code>
            </p>
          ) : null}
          <button
            type="button"
            onClick={reset}
            className="mt-5 min-h-control rounded-md bg-brand px-3.5 font-medium text-on-brand"
          >
            Try again
          </button>
        </main>
      </body>
    </html>
  );
}
