'use server';

import { action } from '@/lib/platform/action';
import * as mutations from './mutations';
import * as occasion from './occasion-mutations';

export const makeQuote = action(mutations.makeQuote, { shows: true });
export const quoteByHand = action(mutations.quoteByHand, { shows: true });
export const sendQuote = action(mutations.sendQuote, { shows: true });
export const makeOccasionQuote = action(occasion.makeOccasionQuote, { shows: true });
export const sendOccasionQuote = action(occasion.sendOccasionQuote, { shows: true });
