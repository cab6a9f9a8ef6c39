import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { AskScreen, NoFormScreen } from '@/components/enquiries/ask-screen';
import { askPublicly } from '@/lib/enquiries/public/post-action';
import { readPublicForm } from '@/lib/enquiries/public/read-form';
import { makeStamp } from '@/lib/enquiries/public/stamp';
import { ownHeaders } from '@/lib/platform/caller';
import { now } from '@/lib/platform/clock';
import { dayKey } from '@/lib/platform/format/dates';
import { readerLanguage } from '@/lib/platform/format/reader-language';
import { allowFraming } from '@/lib/platform/framing';

export const metadata: Metadata = { title: 'Ask for your event', robots: { index: false, follow: false } };

export default async function AskPage({ params }: { params: Promise<{ key: string }> }) {
  const { key } = await params;
  const form = await readPublicForm(key);
  if (!form)
    return <NoFormScreen language={readerLanguage((await headers()).get('accept-language')) ?? 'en'} />;
  const names = ownHeaders();
  allowFraming(names && (await headers()).get(names.framed), form.sites);
  const { company, heading, intro, consentWords, currency, timeZone } = form;
  const at = now();
  return (
    <AskScreen
      {...{ company, heading, intro, consentWords, currency }}
      today={dayKey(at, timeZone)}
      stamp={makeStamp(key, at)}
      send={askPublicly.bind(null, key)}
    />
  );
}
