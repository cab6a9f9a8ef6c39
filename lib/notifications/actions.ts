'use server';

import { action } from '@/lib/platform/action';
import * as several from './mark-several';
import * as mutations from './mutations';

export const markNotificationsRead = action(mutations.markNotificationsRead);
export const settleNotification = action(mutations.settleNotification);
export const markNotifications = action(several.markNotifications);
export const settleNotifications = action(several.settleNotifications);
export const routeAlerts = action(mutations.routeAlerts, { shows: true });
export const chooseDigest = action(mutations.chooseDigest, { shows: true });
