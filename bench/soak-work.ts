import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { newSid, signForm } from '../simulator/signature';
import type { SoakUser, World } from './soak-world';

/** What came of one thing that a person did. */
export type Done = {
  kind: 'read' | 'write';
  name: string;
  /** Of the last answer; 0 where there was none. */
  status: number;
  ms: number;
  correct: boolean;
  wrong?: string;
};

/** What was acknowledged, to be found in the database at the end. */
export type Acknowledged = { bookings: string[]; payments: number; sids: string[] };

type Answer = { status: number; text: string; ms: number };

/** One person with a browser of their own, who does one thing after the other. */
export class Person {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(
    private readonly world: World,
    private readonly user: SoakUser,
    private readonly told: Acknowledged,
  ) {}

  close(): void {
    this.agent.destroy();
  }

  /** Does one thing, chosen by a number from 0 to 1: four in five only look. */
  act(chance: number): Promise<Done> {
    const { company } = this.user;
    const bookingId = company.bookingIds[Math.floor(chance * 7919) % company.bookingIds.length] ?? '';
    if (chance < 0.12) return this.look('bookings page', '/bookings?when=all');
    if (chance < 0.26) return this.look('bookings data', '/api/v1/bookings?when=all');
    if (chance < 0.4) return this.look('booking page', `/bookings/${bookingId}`);
    if (chance < 0.46) return this.look('dashboard page', '/dashboard', '');
    if (chance < 0.54) return this.look('dashboard data', '/api/v1/dashboard', '');
    if (chance < 0.64) return this.look('search', `/api/v1/search?q=${company.tag}`);
    if (chance < 0.74) return this.look('customers data', '/api/v1/customers');
    if (chance < 0.8) return this.look('messages data', '/api/v1/messages', '');
    if (chance < 0.87) return this.book();
    return chance < 0.93 ? this.pay() : this.write();
  }

  /** What is told has the company's own words, and no other company's. */
  private async look(name: string, path: string, holds = this.user.company.tag): Promise<Done> {
    const answer = await this.ask(path);
    return this.judge('read', name, answer, answer.text.includes(holds));
  }

  /** Makes a booking as the form does, and looks at it. */
  private async book(): Promise<Done> {
    const { company } = this.user;
    const eventName = `${company.tag} ${randomUUID()}`;
    const start = new Date(Date.now() + (30 + Math.floor(Math.random() * 300)) * 86_400_000).toISOString();
    const answer = await this.post('/bookings/new', this.world.actions.createBooking, {
      customerId: company.customerId,
      eventName,
      eventType: 'wedding',
      serviceStyle: 'buffet',
      startsAt: `${start.slice(0, 10)}T12:00`,
      endsAt: `${start.slice(0, 10)}T18:00`,
      venue: `Garden ${eventName}`,
      venueAddress: '',
      guests: 40,
      specialRequests: '',
      dietary: '',
      callerName: '',
      callerPhone: '',
      lines: [{ thing: { kind: 'dish', id: company.itemId }, quantity: 40, notes: '' }],
    });
    const id = /"ok":true,"data":\{[^}]*"id":"([0-9a-f-]{36})"/.exec(answer.text)?.[1];
    if (!id) return this.judge('write', 'book', answer, false);
    this.told.bookings.push(id);
    const read = await this.ask(`/api/v1/bookings/${id}`);
    return this.judge('write', 'book', { ...answer, status: read.status }, read.text.includes(eventName));
  }

  private async pay(): Promise<Done> {
    const { paidBookingId } = this.user;
    const input = { bookingId: paidBookingId, amount: 1, method: 'cash', reference: '', notes: '' };
    const answer = await this.post(
      `/bookings/${paidBookingId}?tab=money`,
      this.world.actions.recordPayment,
      input,
    );
    const ok = answer.text.includes('"ok":true');
    if (ok) this.told.payments += 1;
    return this.judge('write', 'pay', answer, ok);
  }

  /** The customer writes to the company, by its provider's webhook. */
  private async write(): Promise<Done> {
    const { stack } = this.world;
    const { company } = this.user;
    const sid = newSid('SM');
    const fields = {
      AccountSid: stack.env.TWILIO_ACCOUNT_SID ?? '',
      MessageSid: sid,
      From: `whatsapp:${company.phone}`,
      To: company.senderAddress,
      WaId: company.phone.slice(1),
      Body: 'Is parking possible at the venue?',
      NumMedia: '0',
    };
    const path = '/api/webhooks/twilio/inbound';
    const answer = await this.send(path, {
      method: 'POST',
      body: new URLSearchParams(fields).toString(),
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-twilio-signature': signForm(
          stack.env.TWILIO_AUTH_TOKEN ?? '',
          `${stack.env.PUBLIC_URL}${path}`,
          fields,
        ),
      },
    });
    if (answer.status === 200) this.told.sids.push(sid);
    return this.judge('write', 'webhook', answer, true);
  }

  private judge(kind: Done['kind'], name: string, { status, text, ms }: Answer, right: boolean): Done {
    const { company } = this.user;
    const foreign = this.world.companies.find(({ tag }) => tag !== company.tag && text.includes(tag));
    const correct = status === 200 && right && !foreign;
    const wrong = foreign ? `shows ${foreign.tag}` : `${status}: ${text.slice(0, 300)}`;
    return { kind, name, status, ms, correct, ...(!correct && { wrong: `${name} ${wrong}` }) };
  }

  private ask = (path: string) => this.send(path, { headers: { cookie: this.user.cookie } });

  private post(path: string, action: string, input: unknown): Promise<Answer> {
    return this.send(path, {
      method: 'POST',
      body: JSON.stringify([input, randomUUID()]),
      headers: {
        cookie: this.user.cookie,
        accept: 'text/x-component',
        'content-type': 'text/plain;charset=UTF-8',
        'next-action': action,
        origin: this.world.stack.appUrl,
      },
    });
  }

  private send(
    path: string,
    { method = 'GET', headers, body }: { method?: string; headers: Record<string, string>; body?: string },
  ): Promise<Answer> {
    const began = performance.now();
    return new Promise((resolve) => {
      const done = (status: number, text: string) => resolve({ status, text, ms: performance.now() - began });
      const sent = request(
        `${this.world.stack.appUrl}${path}`,
        { agent: this.agent, method, headers },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('end', () => done(answer.statusCode ?? 0, Buffer.concat(chunks).toString()));
          answer.on('error', (error) => done(0, error.message));
        },
      );
      sent.setTimeout(30_000, () => sent.destroy(new Error('no answer in 30 s')));
      sent.on('error', (error) => done(0, error.message));
      sent.end(body);
    });
  }
}
