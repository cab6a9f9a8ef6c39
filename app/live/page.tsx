import type { Metadata } from 'next';

export const dynamic = 'force-dynamic';
export const metadata: Metadata = { title: 'Up', robots: { index: false, follow: false } };

/** For a person who wants to know whether Cater answers at all; asks neither for a sign-in nor of the database. */
export default function LivePage() {
  return <p>Cater is up.</p>;
}
