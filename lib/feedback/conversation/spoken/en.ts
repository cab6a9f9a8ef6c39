import type { LinkFacts, Words } from './types';

const mail = (said: string, { customer, link, company, stopLink }: LinkFacts) =>
  `Hello ${customer},\n\n${said}\n\n${link}\n\n${company}\n\nNo more messages from us: ${stopLink}`;

export const en: Words = {
  scores: ['1 – Very bad', '2 – Poor', '3 – Average', '4 – Good', '5 – Excellent'],
  skip: 'Skip',
  finish: 'That’s all',
  yes: 'Yes',
  no: 'No',
  noDish: 'None of them',
  ask: {
    rating: (event) => `How was ${event} overall? Rate us from 1 to 5.`,
    food: 'Thank you! How was the food, from 1 to 5?',
    service: 'And the service of our staff, from 1 to 5?',
    presentation: 'How did the set-up and the tables look, from 1 to 5?',
    timeliness: 'Were we on time, from 1 to 5?',
    recommend: 'Would you recommend us to friends?',
    dishes: 'Which dish did your guests like most?',
    dislikes: 'And was there a dish that they did not like?',
    comment: 'Is there anything else you would like to tell us? Write it in your own words.',
  },
  clarify: {
    rating: (event) => `Thank you. For ${event}, which is it?`,
    food: (event) => `Thank you. For the food at ${event}, which is it?`,
    service: (event) => `Thank you. For the service at ${event}, which is it?`,
    presentation: (event) => `Thank you. For the set-up at ${event}, which is it?`,
    timeliness: (event) => `Thank you. For our timing at ${event}, which is it?`,
    recommend: (event) => `Thank you. After ${event}, would you recommend us: which is it?`,
  },
  noted: (event) => `Thank you. We have passed on what you told us about ${event}.`,
  thanks: ({ customer, event, company, voucher }) => {
    const gift = voucher
      ? ` Here is ${voucher.percent} off your next booking: code ${voucher.code}, valid until ${voucher.until}.`
      : '';
    return `Thank you ${customer} for your feedback on ${event}!${gift} We hope to serve you again, ${company}.`;
  },
  recovery: ({ customer, event, reference, hours, told }) => {
    const ask = told ? '' : ' Please tell us here, in your own words, what went wrong.';
    return `${customer}, we are sorry that ${event} was not what you expected. A manager is looking into it and will contact you within ${hours} h (reference ${reference}).${ask}`;
  },
  sms: {
    first: ({ company, event, link }) => `${company}: how was ${event}? Tell us in a minute: ${link}`,
    again: ({ company, event, link }) =>
      `${company}: we have not heard yet how ${event} went. One minute helps us, and we will not ask again: ${link}`,
    stop: ' Reply STOP to end these messages.',
  },
  email: {
    subject: (event) => `How was ${event}?`,
    first: (facts) =>
      mail(
        `thank you for letting us cater ${facts.event}. How was it? It takes a minute, without signing in:`,
        facts,
      ),
    again: (facts) =>
      mail(
        `we have not heard yet how ${facts.event} went for you. One minute helps us do better; we will not ask again:`,
        facts,
      ),
  },
};
