import type { languages, templateCategories, templatePurposes } from '@/db/enums';
import type { TemplateButton } from '@/db/schema/messaging';

export type Purpose = (typeof templatePurposes)[number];
export type Language = (typeof languages)[number];

/** A wording with named places: `{customer}` becomes {{1}} of the list that `variables` gives. */
export type Wording = { body: string; buttons?: TemplateButton[] };
export type Wordings = Record<Purpose, Wording>;

export type PurposeFacts = {
  category: (typeof templateCategories)[number];
  /** Every language uses these, in this order. */
  variables: readonly string[];
};
