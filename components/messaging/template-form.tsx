'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { Form, LeaveLink, SaveButton } from '@/components/form/form';
import { StaleNotice } from '@/components/form/stale-notice';
import { useForm } from '@/components/form/use-form';
import { Field } from '@/components/ui/field';
import { FormActions } from '@/components/ui/form-actions';
import { Input, Textarea } from '@/components/ui/input';
import { Notice, Section } from '@/components/ui/section';
import { notify } from '@/components/ui/toast';
import { saveWording } from '@/lib/messaging/actions';
import { TemplatePreview } from './template-preview';

export type EditedTemplate = {
  id: string;
  version: number;
  /** With its places by name. */
  body: string;
  samples: Record<string, string>;
  buttons: { id: string; title: string }[];
  places: readonly string[];
};

const labels = { body: 'Text', samples: 'Samples', titles: 'Buttons' };
const templateHref = (id: string) => `/settings/whatsapp/templates/${id}`;

/** The wording of a template: text with named places, what the places look like, and the words on the buttons. */
export function TemplateForm({ template }: { template: EditedTemplate }) {
  const router = useRouter();
  const { id, version, buttons, places } = template;
  const form = useForm({
    id: `template-${id}`,
    initial: { body: template.body, samples: template.samples, titles: buttons.map(({ title }) => title) },
    version,
    schema: () => import('@/lib/messaging/schema').then((file) => file.templateForm),
    send: (input, key, edition) => saveWording({ templateId: id, ...input, version: edition.version }, key),
    saved: ({ templateId }) => {
      notify({ message: 'Wording saved', detail: 'Submit it for review when it is ready.', tone: 'success' });
      router.push(templateHref(templateId) as Route);
    },
  });
  const { body, samples, titles } = form.values;
  const used = places.filter((name) => body.includes(`{${name}}`));
  const fields = form.errors;
  return (
    <div className="grid gap-10 lg:grid-cols-[1fr_24rem]">
      <Form form={form} className="flex max-w-xl flex-col gap-5">
        <StaleNotice form={form} noun="template" labels={labels} />
        <Field
          label="Text"
          name="body"
          error={fields.body}
          help={`Places that are filled for each customer: ${places.map((name) => `{${name}}`).join(', ')}.`}
          required
        >
          <Textarea {...form.bind('body')} rows={6} dir="auto" />
        </Field>
        {used.map((name) => (
          <Field
            key={name}
            label={`Sample for {${name}}`}
            name={`samples.${name}`}
            error={fields[`samples.${name}`]}
            help="Shows WhatsApp’s reviewers what stands there."
          >
            <Input
              dir="auto"
              value={samples[name] ?? ''}
              onChange={(event) => form.set({ samples: { ...samples, [name]: event.target.value } })}
            />
          </Field>
        ))}
        {buttons.map((button, at) => (
          <Field
            key={button.id}
            label={`Button ${at + 1}`}
            name={`buttons.${at}`}
            error={fields[`buttons.${at}`]}
            help="What it does stays the same. 20 characters at most."
            required
          >
            <Input
              dir="auto"
              value={titles[at] ?? ''}
              onChange={(event) =>
                form.set({ titles: titles.map((title, one) => (one === at ? event.target.value : title)) })
              }
            />
          </Field>
        ))}
        <FormActions>
          <SaveButton form={form}>Save wording</SaveButton>
          <LeaveLink form={form} href={templateHref(id)} />
        </FormActions>
      </Form>
      <Section title="How it reads" className="lg:sticky lg:top-20 lg:self-start">
        <TemplatePreview
          template={{
            ...numbered(body, used),
            samples,
            buttons: buttons.map((one, at) => ({ ...one, title: titles[at] ?? '' })),
          }}
        />
        <Notice>WhatsApp’s reviewers see it like this. A review takes minutes, seldom a day.</Notice>
      </Section>
    </div>
  );
}

/** The text as the preview takes it. */
function numbered(body: string, used: readonly string[]) {
  const text = used.reduce((so, name, at) => so.replaceAll(`{${name}}`, `{{${at + 1}}}`), body);
  return { body: text, variables: used };
}
