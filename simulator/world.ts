import type { Counters } from './counters';
import type { Faults } from './faults';
import type { Mailbox } from './mailbox';
import type { Settings } from './settings';
import type { Store } from './store';
import type { Till } from './till';
import type { Webhooks } from './webhooks';

/** What every part of one running simulator shares. */
export interface World {
  accountSid: string;
  authToken: string;
  title: string;
  /** Own address, without a slash at the end; known once the server listens. */
  baseUrl: string;
  settings: Settings;
  store: Store;
  faults: Faults;
  counters: Counters;
  webhooks: Webhooks;
  mailbox: Mailbox;
  /** The payment provider. */
  till: Till;
  /** When this simulator began, on its own clock. */
  startedAt: number;
}
