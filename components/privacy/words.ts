import type { Purpose } from '@/lib/messaging/consent/purpose-words';

export const purposeWords: Record<Purpose, string> = {
  feedback: 'Asking how it was',
  marketing: 'Offers and news',
  photos: 'Photos of their events',
};
export const saidWords = { granted: 'Agreed', withdrawn: 'Said no' } as const;
export const sourceWords = { portal: 'in the portal', staff: 'told the office' } as const;
export const versionWord = (version: number) => (version === 0 ? 'our standard words' : `version ${version}`);
