import type { consentChannels, consentSources, cuisines, languages } from '@/db/enums';
import type { CustomerValues } from '@/lib/customers/schema';

export const languageWords: Record<(typeof languages)[number], string> = {
  en: 'English',
  fr: 'French',
  tw: 'Twi',
};

export const cuisineWords: Record<(typeof cuisines)[number], string> = {
  ghanaian: 'Ghanaian',
  continental: 'Continental',
  chinese: 'Chinese',
  indian: 'Indian',
  mixed: 'Mixed',
};

export const channelWords: Record<(typeof consentChannels)[number], string> = {
  whatsapp: 'WhatsApp',
  email: 'E-mail',
  sms: 'SMS',
};

export const consentSourceWords: Record<(typeof consentSources)[number], string> = {
  booking_form: 'on the booking form',
  portal: 'in the portal',
  staff: 'to the office',
  whatsapp: 'by WhatsApp',
  provider: 'at WhatsApp itself',
  import: 'by import',
};

/** What the form's fields are called where a change is told. */
export const changedWords: Record<keyof CustomerValues, string> = {
  name: 'Name',
  phone: 'Phone',
  email: 'E-mail',
  address: 'Address',
  language: 'Language',
  cuisine: 'Favourite cuisine',
  notes: 'Notes',
  tags: 'Tags',
};
