import type { Role } from '@/lib/auth/permissions';

export const roleWords: Record<Role, string> = {
  manager: 'Manager',
  planner: 'Event planner',
  accountant: 'Accountant',
  staff: 'Staff',
  kitchen: 'Kitchen',
  driver: 'Driver',
  client: 'Client',
};

export const passwordHelp = 'At least 12 characters. A few words that only you put together are best.';

export const codeHelp = 'Six figures, as your app shows now, or one of your recovery codes.';
