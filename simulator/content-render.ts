import type { Choice, ListPicker, Template } from './types';

export interface Rendered {
  body: string;
  buttons: Choice[];
  list: ListPicker | null;
  /** Names of variables that came out empty. */
  empty: string[];
}

const placeholder = /\{\{\s*([A-Za-z0-9_]+)\s*\}\}/g;
const preference = [
  'twilio/quick-reply',
  'twilio/list-picker',
  'twilio/call-to-action',
  'twilio/card',
  'twilio/text',
];

/** Messages with a code: WhatsApp words them itself, and the button copies it. */
const codeType = 'whatsapp/authentication';
const codeContent = (content: Record<string, unknown>): Record<string, unknown> => ({
  body: `{{1}} is your verification code.${content.add_security_recommendation ? ' For your security, do not share this code.' : ''}`,
});

/** The part of a template that a WhatsApp chat shows, and its type. */
export function pickContent(template: Template): { type: string; content: Record<string, unknown> } {
  const type =
    preference.find((name) => template.types[name]) ?? Object.keys(template.types)[0] ?? 'twilio/text';
  return { type, content: template.types[type] ?? {} };
}

/** The template with its variables put in; a variable that was not given takes the template's sample. */
export function renderTemplate(template: Template, given: Readonly<Record<string, string>>): Rendered {
  const picked = pickContent(template);
  const content = picked.type === codeType ? codeContent(picked.content) : picked.content;
  const empty = new Set<string>();
  const fill = (value: unknown): string =>
    typeof value === 'string'
      ? value.replace(placeholder, (_whole, name: string) => {
          const text = given[name] ?? template.variables[name] ?? '';
          if (text.trim() === '') empty.add(name);
          return text;
        })
      : '';
  const choices = (value: unknown, titleKey: string): Choice[] =>
    (Array.isArray(value) ? value : []).filter(isRecord).map((entry) => ({
      id: fill(entry.id) || fill(entry[titleKey]),
      title: fill(entry[titleKey]),
      ...(typeof entry.description === 'string' ? { description: fill(entry.description) } : {}),
    }));
  const items = choices(content.items, 'item');
  return {
    body: fill(content.body) || fill(content.title),
    buttons: choices(content.actions, 'title'),
    list: items.length > 0 ? { button: fill(content.button) || 'Choose', items } : null,
    empty: [...empty],
  };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
