'use client';

import { useSyncExternalStore } from 'react';
import type { ReaderLanguage } from '@/lib/platform/format/reader-language';

const nothingChanges = () => () => undefined;
/** A browser names them in order, so that nothing is left to weigh. */
const wanted = (): ReaderLanguage =>
  /^fr\b/i.test(navigator.languages.find((tag) => /^(en|fr)\b/i.test(tag)) ?? '') ? 'fr' : 'en';

/** Which of our languages the browser asks for; English until the page is alive. */
export const useReaderLanguage = (): ReaderLanguage =>
  useSyncExternalStore(nothingChanges, wanted, () => 'en');
