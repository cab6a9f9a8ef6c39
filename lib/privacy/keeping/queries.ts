import 'server-only';
import { prepared } from '@/db/prepared';
import { privacySettings } from '@/db/schema/privacy';

/** What the company set; no row while it set nothing. */
export const askKeeping = prepared((db) =>
  db
    .select({
      ...{ messagesMonths: privacySettings.messagesMonths, mediaMonths: privacySettings.mediaMonths },
      ...{ enquiriesMonths: privacySettings.enquiriesMonths, photosMonths: privacySettings.photosMonths },
      ...{ billsYears: privacySettings.billsYears, version: privacySettings.version },
    })
    .from(privacySettings),
);
