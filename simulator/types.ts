/** The records that the simulator keeps. All times are milliseconds on its own clock (see clock.ts). */

export type Status =
  | 'accepted'
  | 'queued'
  | 'sent'
  | 'delivered'
  | 'read'
  | 'failed'
  | 'undelivered'
  | 'received';

export type Channel = 'whatsapp' | 'sms';

export interface Choice {
  id: string;
  title: string;
  description?: string;
}

export interface ListPicker {
  button: string;
  items: Choice[];
}

export interface Media {
  sid: string;
  contentType: string;
  /** An address other than our own media resource, for tests of what the app is willing to fetch. */
  url?: string;
}

export interface StatusChange {
  status: Status;
  at: number;
  errorCode: number | null;
}

/** One HTTP request of ours to the app: a status callback or an inbound message. */
export interface WebhookAttempt {
  kind: 'status' | 'inbound';
  status: Status;
  at: number;
  /** The app's HTTP status; null when no answer came. */
  answer: number | null;
  note?: string;
}

export interface Location {
  latitude: number;
  longitude: number;
  label?: string;
  address?: string;
}

export interface InboundDetails {
  profileName: string;
  waId: string | null;
  externalUserId: string | null;
  button: Choice | null;
  list: Choice | null;
  location: Location | null;
  replyTo: string | null;
  optOutType: 'STOP' | 'START' | 'HELP' | null;
}

export interface Message {
  /** Position in the order of acceptance; the key of paging. */
  seq: number;
  sid: string;
  direction: 'inbound' | 'outbound-api';
  channel: Channel;
  /** Key of the contact at the other end: a phone number or a business-scoped id. */
  contact: string;
  from: string;
  to: string;
  messagingServiceSid: string | null;
  body: string;
  contentSid: string | null;
  contentVariables: string | null;
  buttons: Choice[];
  list: ListPicker | null;
  media: Media[];
  status: Status;
  errorCode: number | null;
  createdAt: number;
  updatedAt: number;
  sentAt: number | null;
  statusCallback: string | null;
  history: StatusChange[];
  webhooks: WebhookAttempt[];
  inbound: InboundDetails | null;
  /** What is still to happen to an outgoing message, so that a restart can go on. */
  outcome: { status: Status; errorCode: number } | null;
}

export interface Contact {
  address: string;
  name: string | null;
  businessScopedId: string | null;
  /** Send without a phone number, as WhatsApp does for people with a user name. */
  hidesPhone: boolean;
  optedOut: boolean;
  /** Its number has no WhatsApp: such messages end as undelivered. */
  lacksWhatsApp: boolean;
  lastInboundAt: number | null;
  lastMessageAt: number;
  /** The sender of ours that wrote last; answers go to it. */
  lastSender: string | null;
  lastSmsSender: string | null;
  messagingServiceSid: string | null;
}

export type ApprovalState =
  | 'unsubmitted'
  | 'received'
  | 'pending'
  | 'approved'
  | 'rejected'
  | 'paused'
  | 'disabled';

export interface Approval {
  status: ApprovalState;
  name: string;
  category: string;
  rejectionReason: string;
  allowCategoryChange: boolean;
}

export interface Template {
  sid: string;
  friendlyName: string;
  language: string;
  variables: Record<string, string>;
  types: Record<string, Record<string, unknown>>;
  createdAt: number;
  updatedAt: number;
  approval: Approval;
}
