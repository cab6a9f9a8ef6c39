import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { AskForm } from '@/components/enquiries/ask-form';
import { PublicFrame } from '@/components/frame/public-frame';
import { lostWords } from '@/components/public-page/lost-words';
import { EmptyState } from '@/components/ui/states';
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
  if (!form) {
    const language = readerLanguage((await headers()).get('accept-language')) ?? 'en';
    const said = lostWords[language];
    return (
      <PublicFrame company={said.titles.form}>
        <div lang={language}>
          <EmptyState page title={said.none.form}>
            {said.closed(said.caterer)}
          </EmptyState>
        </div>
      </PublicFrame>
    );
  }
  const names = ownHeaders();
  allowFraming(names && (await headers()).get(names.framed), form.sites);
  const { company, heading, intro, consentWords, currency, timeZone } = form;
  const at = now();
  return (
    <PublicFrame company={company}>
      <AskForm
        {...{ company, heading, intro, consentWords, currency }}
        today={dayKey(at, timeZone)}
        stamp={makeStamp(key, at)}
        send={askPublicly.bind(null, key)}
      />
    </PublicFrame>
  );
}
