import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { officeItems } from '@/app/(office)/office-items';
import { closePool } from '@/db/client';
import { roles } from '@/db/enums';
import { makeMatrixWorld } from '@/db/isolation/matrix-world';
import { openScreen, type Screen } from '@/lib/platform/screen';
import { homeOf } from './home';
import { may, type Permission, type Role, rolesWith } from './permissions';

type AnyScreen = Screen<unknown, readonly PromiseLike<unknown>[], unknown>;

describe('a role', () => {
  const deeds: Record<Exclude<Role, 'manager' | 'client'>, { may: Permission[]; not: Permission[] }> = {
    planner: {
      may: [
        'enquiries.work',
        'bookings.create',
        'bookings.cancel',
        'customers.write',
        'messages.reply',
        'invoices.read',
        'cases.work',
      ],
      not: [
        'payments.record',
        'payments.return',
        'invoices.issue',
        'ledger.read',
        'customers.billing',
        'bookings.overrule',
        'settings.read',
        'writeoffs.decide',
      ],
    },
    accountant: {
      may: [
        'payments.record',
        'payments.return',
        'invoices.issue',
        'invoices.credit',
        'ledger.write',
        'rates.write',
        'customers.billing',
        'reports.financial',
        'exports.run',
        'bookings.read',
        'customers.read',
      ],
      not: [
        'bookings.update',
        'customers.write',
        'messages.read',
        'feedback.read',
        'cases.read',
        'enquiries.read',
        'menu.write',
        'writeoffs.decide',
        'settings.read',
        'dashboard.read',
        'reports.advanced',
      ],
    },
    staff: {
      may: ['bookings.create', 'payments.record', 'invoices.issue', 'messages.reply'],
      not: [
        'customers.write',
        'payments.return',
        'invoices.credit',
        'ledger.read',
        'settings.read',
        'customers.billing',
      ],
    },
    kitchen: {
      may: ['kitchen.sheet', 'office.open'],
      not: ['bookings.read', 'customers.read', 'runsheet.read', 'alerts.read', 'menu.read'],
    },
    driver: {
      may: ['runsheet.read', 'runsheet.work'],
      not: ['bookings.read', 'customers.read', 'kitchen.sheet', 'alerts.read'],
    },
  };

  test.each(Object.entries(deeds))('%s may what it is for and not the rest', (role, { may: yes, not }) => {
    expect(yes.filter((permission) => !may(role as Role, permission))).toEqual([]);
    expect(not.filter((permission) => may(role as Role, permission))).toEqual([]);
  });

  test('begins on a page that it may open, and its rail shows no other', () => {
    expect(roles.map((role) => [role, homeOf(role)])).toEqual([
      ['manager', '/dashboard'],
      ['planner', '/dashboard'],
      ['accountant', '/invoices'],
      ['staff', '/dashboard'],
      ['kitchen', '/kitchen'],
      ['driver', '/calendar/today'],
      ['client', '/my/bookings'],
    ]);
    const rail = (role: Role) => officeItems(role).map(({ href }) => href);
    expect(rail('kitchen')).toEqual(['/kitchen']);
    expect(rail('driver')).toEqual(['/calendar/today']);
    expect(rail('accountant')).toEqual(['/bookings', '/invoices', '/customers', '/reports', '/settings']);
    expect(rail('planner')).not.toContain('/settings/whatsapp');
    expect(rolesWith('settings.write')).toEqual(['manager']);
  });
});

describe('every screen there is', () => {
  let world: Awaited<ReturnType<typeof makeMatrixWorld>>;
  const screens: [string, AnyScreen][] = [];

  beforeAll(async () => {
    world = await makeMatrixWorld();
    const files = readdirSync('lib', { recursive: true, encoding: 'utf8' }).filter((file) =>
      /(^|\/)screens\.ts$/.test(file),
    );
    for (const file of files) {
      const room: Record<string, unknown> = await import(join(process.cwd(), 'lib', file));
      const found = Object.entries(room).flatMap(([name, one]): [string, unknown][] =>
        one instanceof Map ? [...one].map(([key, each]) => [`${name}.${key}`, each]) : [[name, one]],
      );
      for (const [name, one] of found)
        if (one && typeof one === 'object' && 'permission' in one && 'ask' in one)
          screens.push([`${file} ${name}`, one as AnyScreen]);
    }
  }, 60_000);
  afterAll(async () => {
    await world.end();
    await closePool();
  });

  test.each(roles)(
    'answers or forbids a %s, and asks the database nothing that it refuses them',
    async (role) => {
      expect(screens.length).toBeGreaterThan(60);
      const { companyId, userId } = world.mine.people[role];
      const id = world.mine.clientBookings[0] ?? '';
      const params = {
        id,
        paper: 'packing',
        version: '1',
        conversationId: id,
        messageId: id,
        templateId: id,
      };
      const wrong: string[] = [];
      for (const [name, screen] of screens) {
        const opened = await openScreen(screen, {
          member: { companyId, userId },
          address: { params, search: {} },
        }).catch((error: Error) => ({ state: `${error.message} ${String(error.cause ?? '')}` }));
        const due = may(role, screen.permission) ? ['open', 'nothing'] : ['forbidden'];
        if (!due.includes(opened.state)) wrong.push(`${name}: ${opened.state}`);
      }
      expect(wrong).toEqual([]);
    },
  );
});
