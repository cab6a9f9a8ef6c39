import type { Wordings } from './types';

const ratings = [
  { id: 'rate:5', title: '5 – Ɛyɛ paa' },
  { id: 'rate:4', title: '4 – Ɛyɛ' },
  { id: 'rate:3', title: '3 – Ɛyɛ kakra' },
  { id: 'rate:2', title: '2 – Ɛnyɛ' },
  { id: 'rate:1', title: '1 – Ɛnyɛ koraa' },
];

export const tw: Wordings = {
  booking_confirmation: {
    body: 'Agoo {customer}, yɛagye {event} ho adwuma no ato mu, nɔma {reference}. Da: {date}, ɛhyɛ aseɛ {time}. Beae: {venue}. Ahɔhoɔ: {guests}. Ne nyinaa: {amount}. Sɛ biribi asesa a, bua saa nkra yi.',
  },
  booking_moved: {
    body: 'Agoo {customer}, yɛasesa {event} berɛ. Kane no na ɛyɛ {oldDate}, {oldTime}; seesei ɛyɛ {date}, {time}, wɔ {venue}. Wo nɔma {reference} da so wɔ hɔ. Sɛ berɛ foforɔ yi nyɛ mma wo a, bua saa nkra yi.',
  },
  booking_cancelled: {
    body: 'Agoo {customer}, yɛatwa {event} a na ɛbɛba so {date}, {time} no mu, nɔma {reference}. Sɛ na wonhwɛ kwan a, bua saa nkra yi.',
  },
  event_reminder: {
    body: 'Agoo {customer}, ɔkyena na {event} bɛba so. Yɛbɛhyɛ aseɛ {time} wɔ {venue}, na yɛresiesie ama ahɔhoɔ {guests}. Sɛ biribi wɔ hɔ a ɛsɛ sɛ yɛhunu a, bua saa nkra yi.',
  },
  final_count: {
    body: 'Agoo {customer}, yɛresiesie aduane ama {event} wɔ {date} so ama ahɔhoɔ {guests}. Dodoɔ no yɛ pɛpɛɛpɛ anaa? Mia aseɛ ha, anaa bua fa dodoɔ no.',
    buttons: [
      { id: 'count:confirm', title: 'Aane, ɛyɛ pɛpɛɛpɛ' },
      { id: 'count:change', title: 'Daabi, asesa' },
    ],
  },
  feedback_request: {
    body: 'Agoo {customer}, yɛda wo ase sɛ womaa yɛn kwan noaa aduane maa {event}. Ɛkɔɔ sɛn? Mia nɔma 1 kɔsi 5, anaa kyerɛw w’adwene brɛ yɛn.',
    buttons: ratings,
  },
  feedback_reminder: {
    body: 'Agoo {customer}, yɛnteeɛ sɛdeɛ {event} kɔeɛ maa wo. Mia nɔma baako pɛ na boa yɛn; yɛrensan mmisa wo bio.',
    buttons: ratings,
  },
  thank_you: {
    body: 'Yɛda wo ase {customer} wɔ w’adwene a wode ama yɛn wɔ {event} ho! Adwuma a ɛdi hɔ no, yɛbɛte so {percent} ama wo: fa saa nɔma yi {code} kɔsi {until}. Yɛhwɛ kwan sɛ yɛbɛsom wo bio.',
  },
  recovery: {
    body: 'Agoo {customer}, yɛpa wo kyɛw sɛ {event} ankɔ sɛdeɛ na wohwɛ kwan. Ɔpanin bi rehwɛ mu wɔ nɔma {reference} aseɛ, na ɔbɛfrɛ wo nnɛ. Wobɛtumi abua ha berɛ biara.',
  },
  recovery_reask: {
    body: 'Agoo {customer}, yɛwɔ anidasoɔ sɛ yɛasiesie deɛ ankɔ yie wɔ {event} ho no. Seesei wobɛma yɛn nɔma sɛn? Mia nɔma 1 kɔsi 5, anaa kyerɛw w’adwene brɛ yɛn.',
    buttons: ratings,
  },
  remedy_voucher: {
    body: 'Agoo {customer}, yɛpɛ sɛ yɛsiesie deɛ ɛsiiɛ wɔ {event} no. Adwuma a ɛdi hɔ no, yɛbɛte so {percent} ama wo: fa saa nɔma yi {code} kɔsi {until}. Sɛ worebɛfrɛ yɛn adwuma foforɔ a, ka nɔma no kyerɛ yɛn.',
  },
  enquiry_received: {
    body: 'Agoo {customer}, yɛda wo ase sɛ wobisaa {company} fa w’adwuma ho. Wo nsɛmmisa no adu yɛn nkyɛn na obi bɛbua wo nnansa yi ara. Sɛ wopɛ sɛ wode biribi ka ho a, kyerɛw brɛ yɛn.',
  },
  quote_sent: {
    body: 'Agoo {customer}, yɛn boɔ a yɛabɔ ama {event} nie, nɔma {quote}. Ne nyinaa: {amount}, ɛbɛsi {until}. Hwɛ, paw deɛ wopɛ na gye to mu wɔ ha: {link} . Sɛ biribi asesa a, bua saa nkra yi.',
  },
  quote_reminder: {
    body: 'Agoo {customer}, yɛn boɔ a yɛabɔ ama {event}, nɔma {quote}, {amount}, bɛsi {until}. Hwɛ na gye to mu wɔ ha: {link} . Sɛ biribi asesa a, bua saa nkra yi.',
  },
  payment_reminder: {
    body: 'Agoo {customer}, yɛrekae wo {event} ho ka: {amount}, ɛsɛ sɛ wotua no {due}. Sɛ woretua a, ka nɔma yi: {reference}. Sɛ woatua dada a, yɛda wo ase. Sɛ wowɔ asɛm bisa a, bua saa nkra yi.',
  },
  paper_sent: {
    body: 'Agoo {customer}, {company} de krataa yi rebrɛ wo: {paper}, {amount}. Hwɛ na fa sie wɔ ha: {link} . Sɛ wowɔ asɛm bisa a, bua saa nkra yi.',
  },
  opt_in_confirmation: {
    body: 'Wobɛsan anya {company} nkra a ɛfa w’adwuma ho. Kyerɛw STOP sɛ wompɛ bio a.',
  },
  opt_out_confirmation: {
    body: 'Worennya {company} nkra biara bio. Kyerɛw START sɛ wosesa w’adwene a.',
  },
  portal_invitation: {
    body: 'Agoo {customer}, {company} de w’adwuma, quote ne invoice nyinaa kyerɛ wo wɔ ha: {link} . Wonhia password: fa saa nɔma yi anaa w’e-mail hyɛ mu, na code bɛba wo nkyɛn. Sɛ wowɔ asɛm bisa a, bua saa nkra yi.',
  },
  new_device: {
    body: 'Agoo {customer}, obi akɔ w’adwuma mu wɔ {company}: {device}, {when}. Sɛ ɛyɛ wo a, nyɛ hwee. Sɛ ɛnyɛ wo a, bua saa nkra yi seesei ara.',
  },
  // WhatsApp words these itself; it knows no Twi.
  sign_in_code: {
    body: '{pin} is your verification code. For your security, do not share this code.',
  },
};
