import type { AnswerWay, LostReason, Source } from './rules';

/** What the closed lists are called. */
export const lostWords: Record<LostReason, string> = {
  price: 'Too expensive for them',
  date_taken: 'We are taken on that day',
  no_answer: 'They didn’t answer any more',
  another_caterer: 'They chose another caterer',
  called_off: 'The event was called off',
  not_for_us: 'Not what we do',
  other: 'Another reason',
};

export const sourceWords: Record<Source, string> = {
  form: 'Website form',
  whatsapp: 'WhatsApp',
  office: 'The office',
  portal: 'Client portal',
};

export const answerWords: Record<AnswerWay, string> = {
  message: 'By message',
  phone: 'By phone',
  email: 'By e-mail',
  in_person: 'In person',
};

/** What is agreed to on the form until the company says it in its own words. */
export const usualConsent = 'You may write to me by WhatsApp, SMS or e-mail about my enquiry.';
