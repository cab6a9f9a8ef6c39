const placeholder = /\{\{\s*(\d+)\s*\}\}/g;

/**
 * A variable's value as WhatsApp takes it: one line, no tabs, no long runs of spaces, no more than 300
 * characters.
 */
export function cleanVariable(value: string): string {
  const line = value.replace(/\s+/g, ' ').trim();
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}

/** Named values as the numbered ones of this template: {customer: 'Ama'} → {'1': 'Ama'}. Missing ones are ''. */
export function numberVariables(
  names: readonly string[],
  values: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    names.map((name, index) => [String(index + 1), cleanVariable(values[name] ?? '')]),
  );
}

/** The text as the customer will read it. */
export function renderBody(body: string, numbered: Readonly<Record<string, string>>): string {
  return body.replace(placeholder, (_whole, number: string) => numbered[number] ?? '');
}

export type Choosable = {
  language: string;
  active: boolean;
  approval: string;
  contentSid: string | null;
};

/**
 * The template for a reader: the first usable one along the chain of languages (customer's, company's,
 * English), else the first that exists at all, so that its state can be told.
 */
export function pickTemplate<T extends Choosable>(
  templates: readonly T[],
  chain: readonly string[],
): T | undefined {
  const ordered = [...new Set([...chain, 'en'])].flatMap((language) =>
    templates.filter((one) => one.language === language),
  );
  const usable = ordered.find((one) => one.active && one.approval === 'approved' && one.contentSid);
  return usable ?? ordered.find((one) => one.active) ?? ordered[0];
}
