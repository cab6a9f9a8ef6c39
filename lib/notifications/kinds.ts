import type { AnyKind } from '@/lib/alerts/kind';
import * as ofBookings from '@/lib/bookings/alert-kinds';
import * as ofCases from '@/lib/cases/alert-kinds';
import * as ofComments from '@/lib/comments/alert-kinds';
import * as ofEnquiries from '@/lib/enquiries/alert-kinds';
import * as ofExports from '@/lib/exports/alert-kinds';
import * as ofFeedback from '@/lib/feedback/alert-kinds';
import * as ofMessaging from '@/lib/messaging/alert-kinds';
import * as ofMonitoring from '@/lib/monitoring/alert-kinds';
import * as ofQuotes from '@/lib/quotes/alert-kinds';
import * as ofSecurity from '@/lib/security/alert-kinds';

/** What the people of a company can be told of, in the order of the settings; each room says what it raises. */
export const alertKinds: readonly AnyKind[] = [
  ...Object.values(ofCases),
  ...Object.values(ofEnquiries),
  ...Object.values(ofQuotes),
  ...Object.values(ofFeedback),
  ...Object.values(ofBookings),
  ...Object.values(ofMessaging),
  ...Object.values(ofMonitoring),
  ...Object.values(ofExports),
  ...Object.values(ofComments),
  ...Object.values(ofSecurity),
];

/** Those of which a company can say who hears. */
export const routedKinds = alertKinds.filter(({ personal }) => !personal);

const byName = new Map(alertKinds.map((kind) => [kind.kind, kind]));

/** Undefined for one that no room raises any more. */
export const kindNamed = (name: string): AnyKind | undefined => byName.get(name);
