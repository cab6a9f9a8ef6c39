import { randomBytes } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { makeBooking, makeCustomer } from '../db/factories/booking';
import { makeCompany, makeUser, type TestCompany } from '../db/factories/company';
import { caseEvents, cases } from '../db/schema/cases';
import { enquiries } from '../db/schema/enquiries';
import { feedback, feedbackRequests } from '../db/schema/feedback';
import { conversations, messages, templates } from '../db/schema/messaging';
import { occasions } from '../db/schema/occasions';
import { demoPassword } from '../db/seed/demo-logins';
import { actAs, type Tx } from '../db/session';
import { defaultTemplate } from '../lib/messaging/templates/defaults/all';
import { arabic, bill, cook, emoji, longName, longWord, offer } from './hostile-things';

export type HostileCompany = {
  manager: string;
  client: string;
  bookingId: string;
  occasionId: string;
  customerId: string;
  feedbackId: string;
  caseId: string;
  conversationId: string;
  messageId: string;
  templateId: string;
  enquiryId: string;
  invoiceId: string;
  receiptId: string;
  categoryId: string;
  dishId: string;
  serviceId: string;
  packageId: string;
  /** The client's own event that they have not rated yet. */
  unratedId: string;
  /** An enquiry, which office and client may still change. */
  openId: string;
};

/** A company with people who sign in by the demo's password; nothing else in it. */
export async function makeOffice(name: string): Promise<TestCompany & { managerEmail: string }> {
  process.env.DATABASE_URL = process.env.E2E_DATABASE_URL;
  const company = await makeCompany({ name });
  const manager = await makePerson(company.id, 'manager', name);
  return { ...company, managerEmail: manager.email };
}

/** Somebody of a company, who signs in by the demo's password. */
export async function makePerson(
  companyId: string,
  role: 'manager' | 'staff' | 'client',
  name: string,
  customerId?: string,
) {
  const email = `${role}-${randomBytes(4).toString('hex')}@catering.test`;
  const passwordHash = await hash(demoPassword);
  return makeUser({ companyId, role, name: name.slice(0, 120), email, passwordHash, customerId });
}

/** A company in which everything is too long, written from right to left, or worth millions. */
export async function makeHostileCompany(): Promise<HostileCompany> {
  const company = await makeOffice(`${longName} & Daughters Catering`);
  const companyId = company.id;
  const customer = await makeCustomer(companyId, {
    name: longName,
    email: `${'averyverylongmailbox'.repeat(3)}@${'subdomain.'.repeat(9)}example`,
    address: longWord,
    notes: `${arabic} ${longWord}`,
  });
  const client = await makePerson(companyId, 'client', longName, customer.id);
  const past = (days: number) => new Date(Date.now() - days * 86_400_000);
  const huge = { quantity: 100_000, serviceQuantity: 65_000, guests: 1000 };
  const rated = await makeBooking(companyId, {
    ...huge,
    customerId: customer.id,
    eventName: longWord,
    venue: `${longWord} Hall`,
    status: 'completed',
    startsAt: past(2),
    specialRequests: `${arabic}\n${longWord}`,
    dietary: emoji,
  });
  const unrated = await makeBooking(companyId, {
    ...huge,
    customerId: customer.id,
    eventName: arabic,
    venue: longName,
    status: 'completed',
    startsAt: past(1),
  });
  await makeBooking(companyId, { ...huge, customerId: customer.id, eventName: emoji, status: 'confirmed' });
  const open = await makeBooking(companyId, {
    ...huge,
    customerId: customer.id,
    eventName: longWord,
    status: 'enquiry',
  });
  const told = await actAs(company.system, (tx) =>
    tell(tx, { companyId, customerId: customer.id, phone: customer.phone ?? '', bookingId: rated.id }),
  );
  const occasionId = v7();
  await actAs(company.system, async (tx) => {
    await tx.insert(occasions).values({ id: occasionId, companyId, customerId: customer.id, name: longWord });
    await tx.execute(sql`update bookings set occasion_id = ${occasionId} where customer_id = ${customer.id}`);
    await offer(tx, open.id);
  });
  const billed = await actAs(company.system, (tx) => bill(tx, rated.id));
  const cooked = await actAs(company.system, (tx) => cook(tx, companyId));
  return {
    ...told,
    ...billed,
    ...cooked,
    manager: company.managerEmail,
    client: client.email,
    bookingId: rated.id,
    occasionId,
    customerId: customer.id,
    unratedId: unrated.id,
    openId: open.id,
  };
}

type Story = { companyId: string; customerId: string; phone: string; bookingId: string };

/** Messages, an angry answer, its case and a template, all of them unkind to a page. */
async function tell(tx: Tx, { companyId, customerId, phone, bookingId }: Story) {
  const ids = {
    conversationId: v7(),
    messageId: v7(),
    feedbackId: v7(),
    caseId: v7(),
    templateId: v7(),
    enquiryId: v7(),
  };
  const common = { companyId, customerId, bookingId };
  const hour = 3_600_000;
  await tx.insert(conversations).values({
    id: ids.conversationId,
    companyId,
    customerId,
    address: `whatsapp:${phone}`,
    profileName: emoji,
    lastInboundAt: new Date(),
    unread: 1234,
  });
  await tx.insert(messages).values([
    {
      ...common,
      conversationId: ids.conversationId,
      direction: 'outbound',
      kind: 'feedback_request',
      status: 'failed',
      errorCode: 63016,
      body: `${longWord} ${arabic}`,
      buttons: [1, 2, 3, 4, 5].map((score) => ({
        id: `rate:${score}`,
        title: `${score} – twenty characters`,
      })),
      createdAt: new Date(Date.now() - hour),
    },
    {
      ...common,
      id: ids.messageId,
      conversationId: ids.conversationId,
      direction: 'inbound',
      kind: 'inbound',
      status: 'received',
      body: `1 ${emoji}\n\n${longWord}\n${arabic}`,
      media: [
        { url: 'https://example.test/never-fetched', contentType: 'image/png' },
        { url: 'https://example.test/never-fetched', contentType: 'application/pdf' },
        { url: 'https://example.test/never-fetched', contentType: 'audio/ogg' },
      ],
    },
  ]);
  await tx.insert(feedbackRequests).values({ ...common, state: 'answered', dueAt: new Date() });
  await tx.insert(feedback).values({
    ...common,
    id: ids.feedbackId,
    rating: 1,
    food: 1,
    service: 5,
    wouldRecommend: false,
    needsHuman: true,
    sentiment: -1,
    comments: `${longWord} ${arabic} ${emoji}`,
    source: 'whatsapp',
  });
  await tx.insert(cases).values({
    ...common,
    id: ids.caseId,
    feedbackId: ids.feedbackId,
    reason: 'safety',
    summary: `${longName}: ${longWord} ${arabic}`,
    acknowledgeBy: new Date(Date.now() - hour),
    resolveBy: new Date(Date.now() + hour),
  });
  await tx.insert(caseEvents).values([
    { companyId, caseId: ids.caseId, kind: 'opened', note: longWord },
    { companyId, caseId: ids.caseId, kind: 'remedy_proposed', note: arabic, amount: 1_234_567_890 },
  ]);
  await tx.insert(enquiries).values({
    companyId,
    id: ids.enquiryId,
    source: 'form',
    name: longName,
    email: `${'averyverylongmailbox'.repeat(3)}@example.test`,
    place: longWord,
    budget: 1_234_567_890,
    guests: 99_999,
    eventDate: '2031-12-31',
    message: `${longWord}\n${arabic} ${emoji}`,
    notes: longWord,
    consentVersion: 1,
    consentWords: arabic,
  });
  await tx.insert(templates).values({
    ...defaultTemplate('feedback_request', 'en'),
    id: ids.templateId,
    companyId,
    body: `Hello {{1}}, ${longWord} {{2}} ${arabic} .`,
    approval: 'rejected',
    rejectionReason: longWord,
  });
  return ids;
}
