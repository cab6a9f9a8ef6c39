'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { ErrorSummary } from '@/components/ui/error-summary';
import { Field } from '@/components/ui/field';
import { FormActions } from '@/components/ui/form-actions';
import { Input, Textarea } from '@/components/ui/input';
import { ButtonLink } from '@/components/ui/link';
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

type Problem = { message?: string; fields?: Record<string, string> };
const templateHref = (id: string) => `/settings/whatsapp/templates/${id}`;

/** The wording of a template: text with named places, what the places look like, and the words on the buttons. */
export function TemplateForm({ template }: { template: EditedTemplate }) {
  const router = useRouter();
  const { id, version, buttons, places } = template;
  const [body, setBody] = useState(template.body);
  const [samples, setSamples] = useState(template.samples);
  const [titles, setTitles] = useState(buttons.map(({ title }) => title));
  const [problem, setProblem] = useState<Problem>({});
  const [pending, start] = useTransition();
  const used = places.filter((name) => body.includes(`{${name}}`));
  const fields = problem.fields ?? {};
  const save = () =>
    start(async () => {
      const result = await saveWording({ templateId: id, version, body, samples, titles });
      setProblem(result.ok ? {} : result);
      if (!result.ok) return;
      notify({ message: 'Wording saved', detail: 'Submit it for review when it is ready.', tone: 'success' });
      router.push(templateHref(result.data.templateId) as Route);
    });
  return (
    <div className="grid gap-10 lg:grid-cols-[1fr_24rem]">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
        className="flex max-w-xl flex-col gap-5"
      >
        <ErrorSummary
          errors={Object.fromEntries(Object.entries(fields).map(([name, one]) => [name, [one]]))}
          message={problem.fields ? undefined : problem.message}
        />
        <Field
          label="Text"
          name="body"
          error={fields.body}
          help={`Places that are filled for each customer: ${places.map((name) => `{${name}}`).join(', ')}.`}
          required
        >
          <Textarea
            rows={6}
            maxLength={2000}
            dir="auto"
            value={body}
            onChange={(event) => setBody(event.target.value)}
          />
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
              maxLength={200}
              dir="auto"
              value={samples[name] ?? ''}
              onChange={(event) => setSamples({ ...samples, [name]: event.target.value })}
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
              maxLength={100}
              dir="auto"
              value={titles[at] ?? ''}
              onChange={(event) =>
                setTitles(titles.map((title, one) => (one === at ? event.target.value : title)))
              }
            />
          </Field>
        ))}
        <FormActions>
          <Button type="submit" variant="primary" pending={pending}>
            Save wording
          </Button>
          <ButtonLink href={templateHref(id)} variant="quiet">
            Leave without saving
          </ButtonLink>
        </FormActions>
      </form>
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
