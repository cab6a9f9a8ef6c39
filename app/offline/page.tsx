import type { Metadata } from 'next';

export const metadata: Metadata = { title: 'Offline' };
export const dynamic = 'force-static';

/** What a browser may keep for the moments without a network. */
export default function OfflinePage() {
  return (
    <main className="mx-auto flex max-w-lg flex-col gap-3 p-6">
      <h1 className="font-semibold text-lg">You are offline</h1>
      <p className="text-muted">Nothing you saved is lost. Reload the page when the network is back.</p>
    </main>
  );
}
