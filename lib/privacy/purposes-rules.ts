import { consentPurposes } from '@/db/enums';
import {
  currentWording,
  mayUse,
  type Purpose,
  purposes,
  type Wording,
} from '@/lib/messaging/consent/purpose-words';

type Said = {
  id: string;
  purpose: Purpose;
  state: 'granted' | 'withdrawn';
  version: number;
  words: string;
  source: 'portal' | 'staff';
  reason: string | null;
  createdAt: Date;
};

/** Purpose by purpose: what is asked under now, what was said, and whether it may be done. `said` has the newest first. */
export const tellPurposes = (wordings: readonly (Wording & { purpose: Purpose })[], said: readonly Said[]) =>
  consentPurposes.map((purpose) => {
    const own = said.filter((one) => one.purpose === purpose);
    return {
      purpose,
      label: purposes[purpose].label,
      asks: purposes[purpose].asks,
      now: currentWording(purpose, wordings),
      said: own,
      may: mayUse(purpose, own[0]?.state),
    };
  });
export type ToldPurpose = ReturnType<typeof tellPurposes>[number];
