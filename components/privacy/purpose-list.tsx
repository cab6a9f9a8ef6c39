'use client';

import { useState } from 'react';
import { DialogForm } from '@/components/form/dialog-form';
import { TextareaField } from '@/components/form/fields';
import { useForm } from '@/components/form/use-form';
import { Button } from '@/components/ui/button';
import { Section } from '@/components/ui/section';
import { notify } from '@/components/ui/toast';
import { writeWording } from '@/lib/messaging/actions';
import { formatDate } from '@/lib/platform/format/dates';
import type { Locality } from '@/lib/platform/format/zones';
import type { DataOf } from '@/lib/platform/screen';
import type { privacyScreen } from '@/lib/privacy/screens';
import { versionWord } from './words';

type Purpose = DataOf<typeof privacyScreen>['purposes'][number];

/** The words that people agree to, purpose by purpose, and how many did under which. */
export function PurposeList({ purposes, place }: { purposes: readonly Purpose[]; place: Locality }) {
  const [edited, setEdited] = useState<Purpose>();
  return (
    <Section
      title="What you ask people"
      note="Messages about somebody’s own event need no consent of this kind: for them counts what they allow on each channel."
    >
      <ul className="flex flex-col gap-6">
        {purposes.map((purpose) => (
          <li key={purpose.purpose} className="flex flex-col gap-2">
            <div className="flex flex-wrap items-center justify-between gap-2">
              <h3 className="font-medium text-sm">{purpose.label}</h3>
              <Button
                size="small"
                aria-haspopup="dialog"
                onClick={() => setEdited(purpose)}
                aria-label={`Change the words of: ${purpose.label}`}
              >
                Change the words
              </Button>
            </div>
            <blockquote dir="auto" className="whitespace-pre-wrap break-words border-s-2 ps-3 text-sm">
              {purpose.now.words}
            </blockquote>
            <p className="text-muted text-sm">
              {`${purpose.asks ? 'Only with a yes.' : 'Until somebody says no.'} ${purpose.effect}`}
            </p>
            <p className="text-muted text-sm">{counted(purpose)}</p>
            {purpose.before.length > 0 ? (
              <details className="text-sm">
                <summary className="cursor-pointer text-muted">
                  Words before ({purpose.before.length})
                </summary>
                <ul className="mt-2 flex flex-col gap-2">
                  {purpose.before.map((one) => (
                    <li key={one.version} dir="auto" className="break-words text-muted text-xs">
                      {`Version ${one.version}, from ${formatDate(one.madeAt, place)}: ${one.words}`}
                    </li>
                  ))}
                </ul>
              </details>
            ) : null}
          </li>
        ))}
      </ul>
      {edited ? (
        <WordingDialog key={edited.purpose} purpose={edited} close={() => setEdited(undefined)} />
      ) : null}
    </Section>
  );
}

/** "12 agreed (10 under version 2, 2 under our standard words), 1 said no." */
function counted({ agreed }: Purpose): string {
  const of = (state: 'granted' | 'withdrawn') => agreed.filter((one) => one.state === state);
  const sum = (state: 'granted' | 'withdrawn') => of(state).reduce((all, { n }) => all + n, 0);
  if (agreed.length === 0) return 'Nobody has said anything about it yet.';
  const by = of('granted')
    .toSorted((one, other) => other.version - one.version)
    .map(({ n, version }) => `${n} under ${versionWord(version)}`)
    .join(', ');
  return `${sum('granted')} agreed${by ? ` (${by})` : ''}, ${sum('withdrawn')} said no.`;
}

function WordingDialog({ purpose: { purpose, label, now }, close }: { purpose: Purpose; close: () => void }) {
  const form = useForm({
    id: `wording-${purpose}`,
    initial: { words: now.words },
    draft: false,
    schema: () => import('@/lib/messaging/consent/purpose-schema').then((file) => file.wordingForm),
    send: ({ words }, key) => writeWording({ purpose, words, after: now.version }, key),
    saved: (_, reset) => {
      reset();
      close();
      notify({ message: 'From now on people are asked in these words' });
    },
  });
  return (
    <DialogForm
      id="wording"
      open
      onClose={close}
      title={`Words of: ${label}`}
      description="A new version. Who agreed before agreed to the words before: they stay with their consent."
      form={form}
      submit="Use these words"
      cancel="Not now"
    >
      <TextareaField
        {...form.field('words')}
        label="What people agree to"
        help="As they would say it themselves: “You may …”."
        required
        rows={4}
        dir="auto"
      />
    </DialogForm>
  );
}
