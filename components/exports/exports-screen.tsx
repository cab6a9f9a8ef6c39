'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { ConfirmFirst } from '@/components/form/confirm-first';
import { attempt } from '@/components/form/send-form';
import { refreshScreens } from '@/components/screen/screen-cache';
import { useScreen } from '@/components/screen/use-screen';
import { Button } from '@/components/ui/button';
import { TextLink } from '@/components/ui/link';
import { List, ListRow } from '@/components/ui/list-row';
import { PageHead } from '@/components/ui/page-head';
import { Section } from '@/components/ui/section';
import { notify } from '@/components/ui/toast';
import type { exportFormats } from '@/db/enums-of-files';
import { askExport } from '@/lib/exports/actions';
import type { exportsScreen } from '@/lib/exports/screens';
import { formatCount } from '@/lib/platform/format/numbers';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { FileRow } from './file-row';
import { formatWords } from './words';

type Data = DataOf<typeof exportsScreen>;

/** Files of lists that are made in the background, and where to ask for one. */
export function ExportsScreen({ sent }: { sent: Sent<Data> }) {
  const { data, place } = useScreen(sent);
  const { asked, files, lists, mostDirect, confirmed, here } = data;
  const direct = formatCount(mostDirect, place.locale);
  return (
    <>
      <PageHead title="Exports" meta={['Lists as files, made in the background and kept for seven days']} />
      <div className="flex max-w-3xl flex-col gap-10">
        {confirmed ? null : <ConfirmFirst path={here} what="take lists along as files" />}
        {asked ? (
          <Section
            title={`${asked.label} as a file`}
            note={`A list of more than ${direct} rows is made in the background. The bell tells you when it is ready; you can leave meanwhile.`}
          >
            <div className="flex flex-wrap items-center gap-3">
              <AskButtons name={asked.name} label={asked.label} filter={asked.filter} primary />
              <TextLink href={asked.page}>
                {asked.filter ? 'The list as you filtered it' : 'The list'}
              </TextLink>
            </div>
          </Section>
        ) : null}
        <Section title="Files">
          {files.length === 0 ? (
            <p className="text-muted text-sm">None yet. Each is kept for seven days once it is made.</p>
          ) : (
            <List label="Files">
              {files.map((file) => (
                <FileRow key={file.id} file={file} place={place} />
              ))}
            </List>
          )}
        </Section>
        <Section
          title="A whole list"
          note={`Up to ${direct} rows you also get at once, from the list itself and as you filtered it.`}
        >
          <List label="Lists">
            {lists.map(({ name, label }) => (
              <ListRow
                key={name}
                title={label}
                end={
                  <span className="flex gap-2">
                    <AskButtons name={name} label={label} filter="" />
                  </span>
                }
              />
            ))}
          </List>
        </Section>
      </div>
    </>
  );
}

type AskProps = { name: string; label: string; filter: string; primary?: boolean };

function AskButtons({ name, label, filter, primary }: AskProps) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const ask = (format: (typeof exportFormats)[number]) =>
    startTransition(async () => {
      const result = await attempt((key) => askExport({ list: name, filter, format }, key));
      if (!result.ok) return notify({ message: 'Not asked for', detail: result.message, tone: 'error' });
      notify({ message: `${label} as ${formatWords[format]}: it is being made` });
      if (primary) router.replace('/exports' as Route);
      refreshScreens();
    });
  return (['xlsx', 'csv'] as const).map((format) => (
    <Button key={format} size={primary ? undefined : 'small'} pending={pending} onClick={() => ask(format)}>
      <span>
        <span className={primary ? undefined : 'sr-only'}>Make </span>
        {formatWords[format]}
        <span className="sr-only">{primary ? ` file of ${label}` : ` file of the whole list ${label}`}</span>
      </span>
    </Button>
  ));
}
