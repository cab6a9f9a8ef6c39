import type { TemplateButton } from '@/db/schema/messaging';

export type TemplateText = {
  body: string;
  variables: readonly string[];
  samples: Readonly<Record<string, string>>;
  buttons: readonly TemplateButton[];
};

/** A template that WhatsApp would refuse; each sentence says what to change. */
export class TemplateProblem extends Error {
  override readonly name = 'TemplateProblem';
  constructor(readonly problems: string[]) {
    super(problems.join(' '));
  }
}

const mostBody = 1024;
const mostButtons = 10;
const mostTitle = 20;
const mostPayload = 128;
const variable = /\{\{([^{}]*)\}\}/g;

/** What WhatsApp would refuse in a template, as sentences; empty when it can be submitted. */
export function problemsOf(template: TemplateText): string[] {
  return Object.values(problemsByField(template)).flat();
}

/** The same by field of a form: `body`, `samples.<name>`, `buttons.<position>`. */
export function problemsByField(template: TemplateText): Record<string, string[]> {
  const { buttons, variables, samples } = template;
  const all: [string, string[]][] = [
    ['body', [...bodyProblems(template), ...variableProblems(template)]],
    ...variables.map((name): [string, string[]] => [
      `samples.${name}`,
      samples[name]?.trim() ? [] : [`Give a sample for “${name}”.`],
    ]),
    ['buttons', buttons.length > mostButtons ? [`WhatsApp approves at most ${mostButtons} buttons.`] : []],
    ...buttons.map((button, at): [string, string[]] => [
      `buttons.${at}`,
      buttonProblems(button, buttons.slice(0, at)),
    ]),
  ];
  return Object.fromEntries(all.filter(([, problems]) => problems.length > 0));
}

/** Throws TemplateProblem when WhatsApp would refuse it. */
export function checkTemplate(template: TemplateText): void {
  const problems = problemsOf(template);
  if (problems.length > 0) throw new TemplateProblem(problems);
}

function bodyProblems({ body }: TemplateText): string[] {
  const text = body.trim();
  const problems: string[] = [];
  if (text === '') return ['Write a text.'];
  if (text.length > mostBody)
    problems.push(`The text has ${text.length} characters; WhatsApp takes ${mostBody}.`);
  if (/^\{\{[^{}]*\}\}/.test(text)) problems.push('The text may not begin with a variable.');
  if (/\{\{[^{}]*\}\}[\s.,!?;:…]*$/.test(text)) problems.push('The text may not end with a variable.');
  if (/\}\}\s*\{\{/.test(text)) problems.push('Put words between two variables.');
  if (/\n{3,}|\t| {5,}/.test(body)) problems.push('Leave out tabs, runs of spaces and empty lines.');
  return problems;
}

function variableProblems({ body, variables }: TemplateText): string[] {
  const problems: string[] = [];
  const named = [...body.matchAll(variable)].map((found) => (found[1] ?? '').trim());
  const odd = named.find((name) => !/^\d+$/.test(name));
  if (odd !== undefined) problems.push(`{{${odd}}} is not a number.`);
  const numbers = [...new Set(named.filter((name) => /^\d+$/.test(name)).map(Number))].sort((a, b) => a - b);
  const expected = variables.map((_name, index) => index + 1);
  if (numbers.join() !== expected.join())
    problems.push('The variables must be numbered from 1 without a gap, one for each value.');
  const words = body
    .replace(variable, ' ')
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  if (named.length > 0 && words < named.length * 2 + 1)
    problems.push('There are too many variables for so short a text.');
  return problems;
}

function buttonProblems({ id, title }: TemplateButton, before: readonly TemplateButton[]): string[] {
  const problems: string[] = [];
  if (title.trim() === '') problems.push('Every button needs a title.');
  if ([...title].length > mostTitle)
    problems.push(`The button “${title}” is longer than ${mostTitle} characters.`);
  if (title.search(variable) >= 0) problems.push('A button’s title can’t hold a variable.');
  if (id.trim() === '' || id.length > mostPayload) problems.push(`The button “${title}” needs a short id.`);
  if (before.some((one) => one.id === id)) problems.push('Two buttons have the same id.');
  if (before.some((one) => one.title.trim() === title.trim()))
    problems.push('Two buttons have the same title.');
  return problems;
}
