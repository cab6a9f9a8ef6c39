import type { LinkFacts, Words } from './types';

const mail = (said: string, { customer, link, company, stopLink }: LinkFacts) =>
  `Agoo ${customer},\n\n${said}\n\n${link}\n\n${company}\n\nSɛ wompɛ yɛn nkra bio a: ${stopLink}`;

/** Asante Twi, in short sentences. */
export const tw: Words = {
  scores: ['1 – Ɛnyɛ koraa', '2 – Ɛnyɛ', '3 – Ɛyɛ kakra', '4 – Ɛyɛ', '5 – Ɛyɛ paa'],
  skip: 'Kɔ so',
  finish: 'Ɛno ara ne no',
  yes: 'Aane',
  no: 'Daabi',
  noDish: 'Biara nni hɔ',
  ask: {
    rating: (event) => `${event} kɔɔ sɛn? Ma yɛn nɔma 1 kɔsi 5.`,
    food: 'Yɛda wo ase! Aduane no yɛɛ sɛn, 1 kɔsi 5?',
    service: 'Na yɛn adwumayɛfoɔ no som mo sɛn, 1 kɔsi 5?',
    presentation: 'Sɛdeɛ yɛsiesiee apono ne beaeɛ no yɛɛ sɛn, 1 kɔsi 5?',
    timeliness: 'Yɛbaa berɛ a ɛsɛ mu anaa, 1 kɔsi 5?',
    recommend: 'Wobɛka yɛn ho asɛm akyerɛ wo nnamfonom?',
    dishes: 'Aduane bɛn na w’ahɔhoɔ pɛɛ paa?',
    dislikes: 'Na aduane bi wɔ hɔ a wɔampɛ anaa?',
    comment: 'Biribi foforɔ wɔ hɔ a wopɛ sɛ woka kyerɛ yɛn anaa? Kyerɛw no sɛdeɛ wopɛ.',
  },
  clarify: {
    rating: (event) => `Yɛda wo ase. ${event} ho no, emu deɛ ɛwɔ he na wokyerɛ?`,
    food: (event) => `Yɛda wo ase. ${event} aduane no ho no, emu deɛ ɛwɔ he na wokyerɛ?`,
    service: (event) => `Yɛda wo ase. Yɛn som wɔ ${event} ho no, emu deɛ ɛwɔ he na wokyerɛ?`,
    presentation: (event) => `Yɛda wo ase. Nsiesie a ɛwɔ ${event} ho no, emu deɛ ɛwɔ he na wokyerɛ?`,
    timeliness: (event) => `Yɛda wo ase. Yɛn berɛ wɔ ${event} ho no, emu deɛ ɛwɔ he na wokyerɛ?`,
    recommend: (event) => `Yɛda wo ase. ${event} akyi no, wobɛka yɛn ho asɛm akyerɛ wo nnamfonom?`,
  },
  noted: (event) => `Yɛda wo ase. Yɛate deɛ woka faa ${event} ho no, na yɛaka akyerɛ wɔn a ɛfa wɔn ho.`,
  thanks: ({ customer, event, company, voucher }) => {
    const gift = voucher
      ? ` Adwuma a ɛdi hɔ no, yɛbɛte so ${voucher.percent} ama wo: fa nɔma ${voucher.code} kɔsi ${voucher.until}.`
      : '';
    return `Yɛda wo ase ${customer} wɔ w’adwene a wode maa yɛn wɔ ${event} ho!${gift} Yɛhwɛ kwan sɛ yɛbɛsom wo bio, ${company}.`;
  },
  recovery: ({ customer, event, reference, hours, told }) => {
    const ask = told ? '' : ' Yɛsrɛ wo, kyerɛw deɛ ankɔ yie no brɛ yɛn wɔ ha.';
    return `${customer}, yɛpa wo kyɛw sɛ ${event} ankɔ sɛdeɛ na wohwɛ kwan. Ɔpanin bi rehwɛ mu, na ɔbɛfrɛ wo wɔ nnɔnhwere ${hours} mu (nɔma ${reference}).${ask}`;
  },
  sms: {
    first: ({ company, event, link }) => `${company}: ${event} kɔɔ sɛn? Ka kyerɛ yɛn wɔ ha: ${link}`,
    again: ({ company, event, link }) =>
      `${company}: yɛnteeɛ sɛdeɛ ${event} kɔeɛ. Ka kyerɛ yɛn wɔ ha; yɛrensan mmisa bio: ${link}`,
    stop: ' Kyerɛw STOP sɛ wompɛ bio a.',
  },
  email: {
    subject: (event) => `${event} kɔɔ sɛn?`,
    first: (facts) =>
      mail(
        `yɛda wo ase sɛ womaa yɛn kwan noaa aduane maa ${facts.event}. Ɛkɔɔ sɛn? Ka kyerɛ yɛn wɔ ha:`,
        facts,
      ),
    again: (facts) =>
      mail(`yɛnteeɛ sɛdeɛ ${facts.event} kɔeɛ maa wo. Ka kyerɛ yɛn wɔ ha; yɛrensan mmisa wo bio:`, facts),
  },
};
