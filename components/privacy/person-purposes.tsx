'use client';

import { DialogForm } from '@/components/form/dialog-form';
import { SelectField, TextareaField } from '@/components/form/fields';
import { useForm } from '@/components/form/use-form';
import { showAgain } from '@/components/screen/show-again';
import { closeDialog, DialogButton } from '@/components/ui/dialog';
import { optionsOf } from '@/components/ui/options';
import { Section } from '@/components/ui/section';
import { notify } from '@/components/ui/toast';
import { recordPurpose } from '@/lib/messaging/actions';
import { formatDate } from '@/lib/platform/format/dates';
import type { Locality } from '@/lib/platform/format/zones';
import type { ToldPurpose } from '@/lib/privacy/purposes-rules';
import { purposeWords, saidWords, sourceWords, versionWord } from './words';

const dialog = 'purpose-consent';
const stateWords = { granted: 'They agree', withdrawn: 'They say no' };

type Props = { customerId: string; purposes: readonly ToldPurpose[]; place: Locality };

/** What a customer said about each purpose, under which words, and every word before. */
export function PersonPurposes({ customerId, purposes, place }: Props) {
  return (
    <Section
      title="What they agreed to"
      note="Besides messages about their own events."
      actions={
        <DialogButton opens={dialog} size="small">
          Write down
        </DialogButton>
      }
    >
      <SaidList purposes={purposes} place={place} />
      <SaidDialog customerId={customerId} />
    </Section>
  );
}

/** Purpose by purpose: whether it may be done, and what was said. */
export function SaidList({ purposes, place }: Omit<Props, 'customerId'>) {
  return (
    <ul className="flex flex-col gap-4 text-sm">
      {purposes.map(({ purpose, said, may, asks }) => (
        <li key={purpose}>
          <p className="font-medium">{`${purposeWords[purpose]}: ${may ? 'yes' : 'no'}`}</p>
          {said.length === 0 ? (
            <p className="text-muted">{asks ? 'Never asked or answered.' : 'They never objected.'}</p>
          ) : (
            <ul className="flex flex-col gap-1">
              {said.map((one) => (
                <li key={one.id} dir="auto" className="break-words text-muted">
                  {`${formatDate(one.createdAt, place)}: ${saidWords[one.state]}, ${sourceWords[one.source]}${one.reason ? ` (${one.reason})` : ''}, under ${versionWord(one.version)}: “${one.words}”`}
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}

function SaidDialog({ customerId }: { customerId: string }) {
  const form = useForm({
    id: `purpose-${customerId}`,
    initial: { purpose: '', state: '', reason: '' },
    draft: false,
    schema: () => import('@/lib/messaging/consent/purpose-schema').then((file) => file.saidForm),
    send: (input, key) => recordPurpose({ customerId, ...input }, key),
    saved: (_, reset) => {
      reset();
      closeDialog(dialog);
      notify({ message: 'Written down' });
      showAgain();
    },
  });
  return (
    <DialogForm
      id={dialog}
      title="What did they say?"
      description="Your name, the time and the words that hold now are kept with it."
      form={form}
      submit="Write it down"
      cancel="Not now"
    >
      <SelectField
        {...form.field('purpose')}
        label="About"
        required
        options={optionsOf(purposeWords)}
        placeholder="Choose"
      />
      <SelectField
        {...form.field('state')}
        label="What they said"
        required
        options={optionsOf(stateWords)}
        placeholder="Choose"
      />
      <TextareaField
        {...form.field('reason')}
        label="How they said it"
        help="For offers Ghana’s law asks for it in writing: say where it is, for example “signed order form of 3 May”."
        required
        rows={2}
        dir="auto"
      />
    </DialogForm>
  );
}
