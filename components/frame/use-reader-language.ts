'use client';

import { useSyncExternalStore } from 'react';
import { type ReaderLanguage, readerLanguage } from '@/lib/platform/format/reader-language';

const nothingChanges = () => () => undefined;
const wanted = (): ReaderLanguage => readerLanguage(navigator.languages.join(',')) ?? 'en';

/** Which of our languages the browser asks for; English until the page is alive. */
export const useReaderLanguage = (): ReaderLanguage =>
  useSyncExternalStore(nothingChanges, wanted, () => 'en');
