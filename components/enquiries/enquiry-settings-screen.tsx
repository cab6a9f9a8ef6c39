'use client';

import { useRouter } from 'next/navigation';
import { InputField, NumberField, TextareaField } from '@/components/form/fields';
import { Form, SaveButton } from '@/components/form/form';
import { MoneyField } from '@/components/form/money-field';
import { StaleNotice } from '@/components/form/stale-notice';
import { useForm } from '@/components/form/use-form';
import { useSent } from '@/components/screen/use-sent';
import { Checkbox } from '@/components/ui/choice';
import { CopyButton } from '@/components/ui/copy-button';
import { FieldGroup } from '@/components/ui/field';
import { FormActions } from '@/components/ui/form-actions';
import { TextLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { Section } from '@/components/ui/section';
import { notify } from '@/components/ui/toast';
import { saveEnquirySettings } from '@/lib/enquiries/actions';
import type { enquirySettingsScreen } from '@/lib/enquiries/screens';
import { typedMoney } from '@/lib/platform/money';
import type { DataOf } from '@/lib/platform/screen';
import type { Place, Sent } from '@/lib/platform/sent';

type Settings = DataOf<typeof enquirySettingsScreen>;
type Values = ReturnType<typeof valuesOf>;

const labels: Record<keyof Values, string> = {
  formOn: 'Form is open',
  heading: 'Heading',
  intro: 'First words',
  thanks: 'Thanks',
  consentWords: 'What is agreed to',
  sites: 'Sites',
  highValue: 'High value',
  urgentDays: 'Urgent days',
  answerWithin: 'Minutes to answer',
};

function valuesOf(settings: Omit<Settings, 'formAddress' | 'version'>, place: Place) {
  return {
    formOn: settings.formOn,
    heading: settings.heading ?? '',
    intro: settings.intro ?? '',
    thanks: settings.thanks ?? '',
    consentWords: settings.consentWords,
    sites: settings.sites.join('\n'),
    highValue: settings.highValue === null ? '' : typedMoney(settings.highValue, place),
    urgentDays: String(settings.urgentDays),
    answerWithin: String(settings.answerWithin),
  };
}

/** How the company takes enquiries: the form for its website, and what it marks. */
export function EnquirySettingsScreen({ sent }: { sent: Sent<Settings> }) {
  const { data, place } = useSent(sent);
  const router = useRouter();
  const schema = () => import('@/lib/enquiries/schema').then((file) => file.settingsForm(place));
  const form = useForm({
    id: 'enquiry-settings',
    initial: valuesOf(data, place),
    version: data.version,
    schema,
    send: (input, key, { version }) => saveEnquirySettings({ ...input, version }, key),
    stored: (changed) =>
      Object.fromEntries(
        Object.entries(valuesOf({ ...data, ...changed }, place)).filter(([field]) => field in changed),
      ),
    saved: () => {
      notify({ message: 'Saved', tone: 'success' });
      router.refresh();
    },
  });
  return (
    <>
      <PageHead title="Enquiries" meta={['Your website’s form, and what is marked']} />
      <div className="flex max-w-2xl flex-col gap-10">
        {data.formAddress && data.formOn ? <Share address={data.formAddress} /> : null}
        <Form form={form} className="flex flex-col gap-10">
          <StaleNotice form={form} noun="settings" labels={labels} />
          <FieldGroup legend="The form on your website">
            <Checkbox
              name="formOn"
              label="The form is open"
              help="Anybody with its address can ask you for an event."
              checked={form.values.formOn}
              onChange={(event) => form.set({ formOn: event.target.checked })}
            />
            <InputField
              {...form.field('heading')}
              label="Heading"
              help="Over the form; your name where it is empty."
              optional
              dir="auto"
            />
            <TextareaField
              {...form.field('intro')}
              label="First words"
              help="Under the heading, before the first question."
              optional
              rows={2}
              dir="auto"
            />
            <TextareaField
              {...form.field('thanks')}
              label="Thanks after it was sent"
              help="Say when you will answer."
              optional
              rows={2}
              dir="auto"
            />
            <TextareaField
              {...form.field('consentWords')}
              label="What people agree to"
              help="Kept with each enquiry as it was read. Without their tick no message goes out by itself."
              required
              rows={2}
              dir="auto"
            />
            <TextareaField
              {...form.field('sites')}
              label="Sites that may show it within their pages"
              help="One a line, as https://www.example.com. On every other site it stays empty."
              optional
              rows={3}
              dir="ltr"
              spellCheck={false}
            />
          </FieldGroup>
          <FieldGroup legend="What is marked">
            <div className="grid gap-5 sm:grid-cols-3">
              <MoneyField
                {...form.field('highValue')}
                label="High value from"
                help="5,000 where it is empty."
                optional
                {...place}
              />
              <NumberField
                {...form.field('urgentDays')}
                label="Urgent within days"
                help="Events that are so near are marked and stand first."
                required
              />
              <NumberField
                {...form.field('answerWithin')}
                label="Minutes to answer"
                help="From their first word to yours."
                required
              />
            </div>
          </FieldGroup>
          <FormActions>
            <SaveButton form={form}>Save</SaveButton>
          </FormActions>
        </Form>
      </div>
    </>
  );
}

function Share({ address }: { address: string }) {
  const code = `<iframe src="${address}" title="Ask for your event" style="width:100%;height:1100px;border:0"></iframe>`;
  return (
    <Section title="Show it to people" note="Send the link, or put the code into a page of your website.">
      <div className="flex items-center gap-2">
        <TextLink href={address} target="_blank" rel="noreferrer" className="min-w-0 break-all text-sm">
          {address}
        </TextLink>
        <CopyButton value={address} label="Copy link" />
      </div>
      <div className="flex items-start gap-2">
        <code className="min-w-0 flex-1 break-all rounded-md bg-sunken p-3 text-xs">{code}</code>
        <CopyButton value={code} label="Copy code" />
      </div>
    </Section>
  );
}
