import 'server-only';
import twilio from 'twilio';
import type { MessageListInstanceCreateOptions } from 'twilio/lib/rest/api/v2010/account/message.js';
import { validateRequest, validateRequestWithBody } from 'twilio/lib/webhooks/webhooks.js';
import { now } from '@/lib/platform/clock';
import { env } from '@/lib/platform/env';
import { callWire, WireError, type WireRequest, type WireResponse } from './transport';

/** Whose account a call is made on. */
export type TwilioAccount = { accountSid: string; authToken: string };

/**
 * What became of a message given to Twilio. `not_reached`: certainly not accepted. `unknown`: nobody can say,
 * so it has to be looked up before it may be sent again.
 */
export type SendResult =
  | { outcome: 'accepted'; sid: string; status: string; errorCode?: number }
  | { outcome: 'refused'; code: number; message: string; retryAfterMs?: number }
  | { outcome: 'not_reached'; message: string }
  | { outcome: 'unknown'; message: string };

export type Outgoing = {
  to: string;
  /** One of the two. */
  from?: string;
  messagingServiceSid?: string;
  statusCallback?: string;
} & ({ body: string } | { contentSid: string; contentVariables: Record<string, string> });

/** A message as Twilio lists it. */
export type ProviderMessage = {
  sid: string;
  direction: string;
  from: string | null;
  to: string | null;
  body: string;
  status: string;
  errorCode: number | null;
  createdAt: Date;
  messagingServiceSid: string | null;
  mediaCount: number;
};

export type ContentDraft = {
  friendlyName: string;
  language: string;
  variables: Record<string, string>;
  types: Record<string, Record<string, unknown>>;
};

export type Approval = { status: string; category?: string; rejectionReason?: string };

/** Twilio refused a call that is no message. `code` is Twilio's. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';
  constructor(
    readonly status: number,
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

const timeoutMs = { send: 10_000, read: 15_000 };

class Transport {
  lastResponse: WireResponse | undefined;
  request(call: WireRequest): Promise<WireResponse> {
    return callWire(call, { base: env().TWILIO_API_BASE, timeoutMs: timeoutMs.read }).then((response) => {
      this.lastResponse = response;
      return response;
    });
  }
}

type SdkOptions = NonNullable<Parameters<typeof twilio>[2]>;

function sdk({ accountSid, authToken }: TwilioAccount) {
  const transport = new Transport();
  // Our transport keeps the SDK's shape; its own class would bring axios and no notion of "written".
  const httpClient = transport as unknown as SdkOptions['httpClient'];
  return { client: twilio(accountSid, authToken, { httpClient }), transport };
}

/** Gives one message to Twilio, once, and says what became of it. Never throws for an answer or a lost one. */
export async function sendMessage(account: TwilioAccount, message: Outgoing): Promise<SendResult> {
  const { client, transport } = sdk(account);
  try {
    const made = await client.messages.create(createOptions(message));
    if (!made.sid) return { outcome: 'unknown', message: 'Twilio answered without a SID' };
    return {
      outcome: 'accepted',
      sid: made.sid,
      status: made.status,
      errorCode: made.errorCode || undefined,
    };
  } catch (error) {
    return failureOf(error, transport.lastResponse);
  }
}

function createOptions(message: Outgoing): MessageListInstanceCreateOptions {
  const { to, from, messagingServiceSid, statusCallback } = message;
  const common = { to, from, messagingServiceSid, statusCallback };
  if ('body' in message) return { ...common, body: message.body };
  const { contentSid, contentVariables } = message;
  const filled = Object.keys(contentVariables).length > 0;
  return { ...common, contentSid, contentVariables: filled ? JSON.stringify(contentVariables) : undefined };
}

/** The SDK takes its words from the answer, and an answer need not have any. */
function wordsOf(error: unknown): string {
  const said = error instanceof Error ? (error.message as unknown) : error;
  return typeof said === 'string' && said !== '' ? said : 'Twilio gave no reason';
}

/** Twilio's code in an error answer, else the HTTP status that stands for it. */
function codeOf(error: unknown, { statusCode }: WireResponse): number {
  const code = Number((error as { code?: unknown } | null)?.code ?? Number.NaN);
  if (Number.isSafeInteger(code) && code > 0 && code < 2 ** 31) return code;
  return { 401: 20003, 429: 20429 }[statusCode] ?? statusCode;
}

function failureOf(error: unknown, response: WireResponse | undefined): SendResult {
  const message = wordsOf(error);
  if (error instanceof WireError) return { outcome: error.written ? 'unknown' : 'not_reached', message };
  if (!response) throw error;
  // A gateway's 5xx says nothing about whether the message behind it was taken.
  if (response.statusCode >= 500 || response.statusCode < 400) return { outcome: 'unknown', message };
  return {
    outcome: 'refused',
    code: codeOf(error, response),
    message: message.slice(0, 500),
    retryAfterMs: readRetryAfter(response.headers['retry-after']),
  };
}

/** `Retry-After` in seconds or as a date, in milliseconds from now. */
export function readRetryAfter(value: string | undefined): number | undefined {
  if (!value) return undefined;
  const seconds = Number(value);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(value) - now().getTime();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

async function read<T>(
  account: TwilioAccount,
  work: (client: ReturnType<typeof twilio>) => Promise<T>,
): Promise<T> {
  const { client, transport } = sdk(account);
  try {
    return await work(client);
  } catch (error) {
    const { lastResponse } = transport;
    if (!lastResponse || error instanceof WireError) throw error;
    throw new ProviderError(lastResponse.statusCode, codeOf(error, lastResponse), wordsOf(error));
  }
}

type Listed = Awaited<ReturnType<ReturnType<typeof twilio>['messages']['page']>>['instances'][number];

function toProviderMessage(one: Listed): ProviderMessage {
  return {
    sid: one.sid,
    direction: one.direction,
    from: one.from ?? null,
    to: one.to ?? null,
    body: one.body ?? '',
    status: one.status,
    errorCode: one.errorCode || null,
    createdAt: one.dateCreated,
    messagingServiceSid: one.messagingServiceSid || null,
    mediaCount: Number(one.numMedia) || 0,
  };
}

/** What Twilio knows of one message. Throws ProviderError (404 when unknown) or WireError. */
export function fetchMessage(account: TwilioAccount, sid: string): Promise<ProviderMessage> {
  return read(account, async (client) => toProviderMessage(await client.messages(sid).fetch()));
}

/** Messages to an address since a time, newest first, at most `limit`. Throws ProviderError or WireError. */
export function listMessages(
  account: TwilioAccount,
  { to, since, limit = 1000 }: { to?: string; since: Date; limit?: number },
): Promise<ProviderMessage[]> {
  return read(account, async (client) => {
    const found = await client.messages.list({
      to,
      dateSentAfter: since,
      limit,
      pageSize: Math.min(limit, 200),
    });
    return found.map(toProviderMessage);
  });
}

/** The media of an inbound message that the webhook never told us of. */
export function listMedia(
  account: TwilioAccount,
  sid: string,
): Promise<{ url: string; contentType: string }[]> {
  return read(account, async (client) => {
    const found = await client.messages(sid).media.list({ limit: 10 });
    const base = env().TWILIO_API_BASE ?? 'https://api.twilio.com';
    return found.map((one) => ({
      url: new URL(one.uri.replace(/\.json$/, ''), base).toString(),
      contentType: one.contentType,
    }));
  });
}

/** Name and state of the account: the connection test. */
export function fetchAccount(account: TwilioAccount): Promise<{ name: string; status: string }> {
  return read(account, async (client) => {
    const found = await client.api.v2010.accounts(account.accountSid).fetch();
    return { name: found.friendlyName, status: found.status };
  });
}

/** Makes a content at the provider and returns its ContentSid. */
export function createContent(account: TwilioAccount, draft: ContentDraft): Promise<string> {
  return read(account, async (client) => {
    // The SDK knows each content type as a class; the wire is the plain object.
    const request = {
      friendly_name: draft.friendlyName,
      language: draft.language,
      variables: draft.variables,
      types: draft.types,
    };
    const made = await client.content.v1.contents.create(
      request as unknown as Parameters<typeof client.content.v1.contents.create>[0],
    );
    return made.sid;
  });
}

/** Asks WhatsApp to approve a content. Throws ProviderError. */
export function submitForApproval(
  account: TwilioAccount,
  request: { contentSid: string; name: string; category: string },
): Promise<Approval> {
  return read(account, async (client) => {
    const { contentSid, name, category } = request;
    const made = await client.content.v1
      .contents(contentSid)
      .approvalCreate.create({ name, category: category.toUpperCase() });
    return {
      status: made.status,
      category: made.category,
      rejectionReason: made.rejectionReason || undefined,
    };
  });
}

/** What WhatsApp thinks of a content now. Throws ProviderError. */
export function fetchApproval(account: TwilioAccount, contentSid: string): Promise<Approval> {
  return read(account, async (client) => {
    const found = await client.content.v1.contents(contentSid).approvalFetch().fetch();
    const whatsapp = (found.whatsapp ?? {}) as Record<string, unknown>;
    const text = (name: string) =>
      typeof whatsapp[name] === 'string' ? (whatsapp[name] as string) : undefined;
    return {
      status: text('status') ?? 'unsubmitted',
      category: text('category'),
      rejectionReason: text('rejection_reason') || undefined,
    };
  });
}

export type SignedForm = { url: string; signature: string; fields: Record<string, string | string[]> };

/**
 * The fragment of a webhook's address that asks Twilio to tell again what we could not take: of its own it repeats
 * only what it could not connect for, and an answer of 503 loses the webhook.
 */
export const webhookRetries = 'rc=3&rp=all';

/** Whether Twilio signed this form with this token; a fragment never travels, and may be signed all the same. */
export function isSignedForm(authToken: string, { url, signature, fields }: SignedForm): boolean {
  return [url, `${url}#${webhookRetries}`].some((one) => validateRequest(authToken, signature, one, fields));
}

/** Whether Twilio signed this JSON body, whose hash is in the address as `bodySHA256`. */
export function isSignedBody(
  authToken: string,
  { url, signature, body }: { url: string; signature: string; body: string },
): boolean {
  return validateRequestWithBody(authToken, signature, url, body);
}
