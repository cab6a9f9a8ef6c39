import type { TemplateButton } from '@/db/schema/messaging';
import { purposes, samples as usualSamples } from './defaults/purposes';
import type { Purpose } from './defaults/types';
import { problemsByField } from './template-rules';

/** A template as a person writes it: places by name, like {customer}. */
export type Wording = { body: string; samples: Record<string, string>; titles: string[] };

type Stored = {
  body: string;
  variables: string[];
  samples: Record<string, string>;
  buttons: TemplateButton[];
};

/** The places that a purpose fills. */
export function placesOf(purpose: Purpose): readonly string[] {
  return purposes[purpose].variables;
}

/** Samples of all places of a purpose: the template's own, else the usual ones. */
export function samplesOf(purpose: Purpose, own: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(placesOf(purpose).map((name) => [name, own[name] ?? usualSamples[name] ?? '']));
}

/** What is stored, with its places by name again: {{1}} → {customer}. */
export function namedBody({ body, variables }: Pick<Stored, 'body' | 'variables'>): string {
  return body.replace(
    /\{\{\s*(\d+)\s*\}\}/g,
    (whole, number: string) => nameAt(variables, Number(number)) ?? whole,
  );
}

const nameAt = (variables: readonly string[], number: number): string | undefined => {
  const name = variables[number - 1];
  return name && `{${name}}`;
};

/**
 * What a person wrote as WhatsApp takes it: places numbered in the order of the text, samples for those in it,
 * and each button with its meaning kept and its words changed. `problems` by field, none when it can be submitted.
 */
export function readWording(
  { body, samples, titles }: Wording,
  { purpose, buttons }: { purpose: Purpose; buttons: readonly TemplateButton[] },
): Stored & { problems: Record<string, string> } {
  const known = placesOf(purpose);
  const variables: string[] = [];
  const unknown: string[] = [];
  const numbered = body.replace(/\{+([^{}]*)\}+/g, (whole, inside: string) => {
    const name = inside.trim();
    if (!known.includes(name)) {
      unknown.push(whole);
      return whole;
    }
    if (!variables.includes(name)) variables.push(name);
    return `{{${variables.indexOf(name) + 1}}}`;
  });
  const stored = {
    body: numbered.replace(/\r\n?/g, '\n').trim(),
    variables,
    samples: Object.fromEntries(
      variables.map((name) => [name, samples[name]?.trim() ?? usualSamples[name] ?? '']),
    ),
    buttons: buttons.map(({ id }, at) => ({ id, title: titles[at]?.trim() ?? '' })),
  };
  const problems = Object.entries(problemsByField(stored)).map(([field, found]) => [field, found.join(' ')]);
  // A half-written place would reach the customer as it stands.
  const odd = unknown[0] ?? /[{}]/.exec(numbered.replace(/\{\{\d+\}\}/g, ''))?.[0];
  if (odd !== undefined)
    problems.push([
      'body',
      `${odd} stands for nothing here. Use ${known.map((name) => `{${name}}`).join(', ')}.`,
    ]);
  return { ...stored, problems: Object.fromEntries(problems) };
}
