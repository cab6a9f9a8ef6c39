import { languages, templatePurposes } from '@/db/enums';
import type { TemplateButton } from '@/db/schema/messaging';
import { en } from './en';
import { fr } from './fr';
import { purposes, samples } from './purposes';
import { tw } from './tw';
import type { Language, Purpose, Wordings } from './types';

const wordings: Record<Language, Wordings> = { en, fr, tw };

export type TemplateDraft = {
  purpose: Purpose;
  language: Language;
  name: string;
  body: string;
  variables: string[];
  samples: Record<string, string>;
  buttons: TemplateButton[];
  category: 'utility' | 'marketing' | 'authentication';
};

/** One purpose in one language as WhatsApp takes it: {{1}}, {{2}}, … in the order in which they are read. */
export function defaultTemplate(purpose: Purpose, language: Language): TemplateDraft {
  const wording = wordings[language][purpose];
  const known = purposes[purpose].variables;
  const variables: string[] = [];
  const body = wording.body.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    if (!known.includes(name)) throw new Error(`${purpose}/${language} names an unknown place: ${name}`);
    if (!variables.includes(name)) variables.push(name);
    return `{{${variables.indexOf(name) + 1}}}`;
  });
  return {
    purpose,
    language,
    name: `${purpose}_${language}`,
    body,
    variables,
    samples: Object.fromEntries(variables.map((name) => [name, samples[name] ?? name])),
    buttons: wording.buttons ?? [],
    category: purposes[purpose].category,
  };
}

/** The wording of a purpose with its values, for use within a session. Unknown languages read English. */
export function spokenText(
  purpose: Purpose,
  language: string,
  values: Readonly<Record<string, string>>,
): string {
  const known = languages.find((one) => one === language) ?? 'en';
  return wordings[known][purpose].body.replace(/\{(\w+)\}/g, (_whole, name: string) => values[name] ?? '');
}

/** All purposes in all languages: what a new company starts with. */
export function defaultTemplates(): TemplateDraft[] {
  return templatePurposes.flatMap((purpose) =>
    languages.map((language) => defaultTemplate(purpose, language)),
  );
}
