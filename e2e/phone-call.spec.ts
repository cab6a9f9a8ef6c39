import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures';

/**
 * Seconds that one thing takes somebody who is used to a screen and listens to a caller meanwhile: the keystroke-level model
 * of Card, Moran and Newell, at 40 words a minute. A day and an hour by a phone's wheels are eight taps.
 */
const takes = { key: 0.28, tap: 1.1, thought: 1.35 };
const wheels = 8;
/** E2E_HUMAN types as slowly as that; E2E_SHOTS names a folder for a picture of each step. */
const slowly = Boolean(process.env.E2E_HUMAN);
const shots = process.env.E2E_SHOTS;

/** Somebody at the phone: counts what they do and which pages they saw. */
function personAt(page: Page, name: string) {
  const { keyboard } = page;
  const begun = Date.now();
  const seen = new Set<string>();
  let seconds = 0;
  let pictures = 0;
  const see = () => seen.add(new URL(page.url()).pathname);
  const spend = async (time: number) => {
    see();
    seconds += time;
    if (slowly) await page.waitForTimeout(time * 1000);
  };
  const press = async (key: string) => {
    await spend(takes.key);
    await keyboard.press(key);
  };
  const type = async (text: string) => {
    await spend(takes.thought);
    for (const letter of text) {
      await spend(takes.key);
      await keyboard.type(letter);
    }
  };
  const reach = async (target: Locator) => {
    await expect(target).toBeVisible();
    for (let steps = 0; steps < 60; steps += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await press('Tab');
    }
    throw new Error('Tab never came there');
  };
  const tap = async (target: Locator) => {
    await spend(takes.tap);
    await target.tap();
  };
  return {
    press,
    type,
    reach,
    tap,
    tapAndType: async (target: Locator, text: string) => {
      await tap(target);
      await type(text);
    },
    turnWheels: async (target: Locator, local: string) => {
      await spend(wheels * takes.tap);
      await target.fill(local);
    },
    look: async (step: string) => {
      await spend(takes.thought);
      if (!shots) return;
      pictures += 1;
      const picture = `${shots}/${name}-${pictures}-${step}`;
      await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
      await page.screenshot({ path: `${picture}.png` });
      await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
      await page.screenshot({ path: `${picture}-dark.png` });
      await page.emulateMedia({ colorScheme: 'light' });
    },
    /** Seconds that the person took and that the call took with the machine's, and on which pages. */
    sum: () => {
      see();
      const passed = (Date.now() - begun) / 1000;
      return { person: seconds, seconds: slowly ? passed : passed + seconds, pages: [...seen] };
    },
  };
}

function tell(
  name: string,
  { person, seconds, pages }: { person: number; seconds: number; pages: string[] },
) {
  const told = JSON.stringify({
    ...{ call: name, person: Math.round(person), seconds: Math.round(seconds) },
    pages,
  });
  process.stdout.write(`${told}\n`);
  expect(pages.length).toBeLessThanOrEqual(3);
  // How long the machine took is told and not held: a busy one may be as slow as it likes.
  expect(person).toBeLessThan(100);
}

test('a caller’s event is confirmed within two minutes on three pages, without a mouse', async ({
  manager: page,
}) => {
  const tag = Date.now().toString(36).slice(-5);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('/dashboard', { waitUntil: 'networkidle' });
  const person = personAt(page, 'keyboard');
  const { press, type, reach } = person;
  const palette = page.getByRole('dialog', { name: 'Search and commands' });
  const command = async (words: string) => {
    await press('Control+k');
    await expect(palette.getByRole('combobox')).toBeFocused();
    await type(words);
    await expect(palette.getByRole('option').first()).toContainText(words, { ignoreCase: true });
    await press('Enter');
  };

  await command('new book');
  const who = page.getByRole('combobox', { name: 'Customer' });
  await reach(who);
  await type(`Abena Owusu ${tag}`);
  await expect(page.getByText('Nobody found. Press Enter for a new caller.')).toBeVisible();
  await person.look('nobody');
  await press('Enter');
  await expect(page.getByLabel('Caller’s name')).toHaveValue(`Abena Owusu ${tag}`);
  await expect(page.getByLabel('Phone')).toBeFocused();
  await type(`024${String(Date.now()).slice(-7)}`);
  await reach(page.getByRole('checkbox', { name: 'They agree to messages on WhatsApp' }));
  await press('Space');
  await reach(page.getByLabel('Event name'));
  await type(`Naming ${tag}`);
  const start = page.getByLabel('Start', { exact: true });
  await reach(start);
  // Day and month are the same number in every notation.
  await type('12122027');
  await press('ArrowRight');
  await type('1100A');
  await expect(start).toHaveValue('2027-12-12T11:00');
  await expect(page.getByLabel('End', { exact: true })).toHaveValue('2027-12-12T15:00');
  await reach(page.getByLabel('Venue', { exact: true }));
  await type(`Osu Hall ${tag}`);
  await reach(page.getByLabel('Guests', { exact: true }));
  await type('60');
  const dish = page.getByRole('combobox', { name: 'Add a dish' });
  await reach(dish);
  for (const words of ['jollof', 'waakye']) {
    await type(words);
    await expect(page.getByRole('listbox', { name: 'Add a dish' }).getByRole('option').first()).toContainText(
      new RegExp(words, 'i'),
    );
    await press('Enter');
  }
  await expect(page.getByLabel(/^Quantity of/)).toHaveCount(2);
  await person.look('filled');
  await press('Control+Enter');
  await expect(page.getByRole('heading', { name: `Naming ${tag}`, exact: true })).toBeVisible();
  await person.look('booked');
  await command('confirm');
  const without = page.getByRole('dialog').filter({ hasText: 'The deposit of' });
  await expect(without.getByLabel('Reason')).toBeFocused();
  await type('Pays today');
  await person.look('reason');
  await press('Control+Enter');
  await expect(page.getByRole('heading', { level: 1 }).locator('..')).toContainText('Confirmed');
  await person.look('confirmed');
  tell('keyboard', person.sum());
});

test('the same by touch on a phone', async ({ browser, manager }) => {
  const tag = Date.now().toString(36).slice(-5);
  const phone = await browser.newContext({
    baseURL: process.env.E2E_BASE_URL,
    storageState: await manager.context().storageState(),
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  const page = await phone.newPage();
  await page.goto('/dashboard', { waitUntil: 'networkidle' });
  const person = personAt(page, 'touch');
  const { tap, tapAndType, type } = person;
  await person.look('today');
  await tap(page.getByRole('link', { name: 'New booking' }).first());
  await tapAndType(page.getByRole('combobox', { name: 'Customer' }), `Yaw Boateng ${tag}`);
  await expect(page.getByText(/^Nobody found/)).toBeVisible();
  await person.look('nobody');
  await tap(page.getByRole('button', { name: 'A new caller' }));
  await expect(page.getByLabel('Caller’s name')).toHaveValue(`Yaw Boateng ${tag}`);
  await expect(page.getByLabel('Phone')).toBeFocused();
  await type(`024${String(Date.now()).slice(-7)}`);
  await tap(page.getByRole('checkbox', { name: 'They agree to messages on WhatsApp' }));
  await tapAndType(page.getByLabel('Event name'), `Lunch ${tag}`);
  await person.turnWheels(page.getByLabel('Start', { exact: true }), '2027-12-12T11:00');
  await expect(page.getByLabel('End', { exact: true })).toHaveValue('2027-12-12T15:00');
  await tapAndType(page.getByLabel('Venue', { exact: true }), `Osu Yard ${tag}`);
  await tapAndType(page.getByLabel('Guests', { exact: true }), '60');
  await person.look('event');
  await tap(page.getByRole('button', { name: 'Add a dish' }));
  const sheet = page.getByRole('dialog', { name: 'Add a dish' });
  for (const words of ['jollof', 'waakye']) {
    await tapAndType(sheet.getByRole('combobox'), words);
    await tap(
      sheet
        .getByRole('option')
        .filter({ hasText: new RegExp(words, 'i') })
        .first(),
    );
  }
  await person.look('dishes');
  await tap(sheet.getByRole('button', { name: 'Done, 2 added' }));
  await person.look('filled');
  await tap(page.getByRole('button', { name: 'Create booking' }));
  await expect(page.getByRole('heading', { name: `Lunch ${tag}`, exact: true })).toBeVisible();
  await person.look('booked');
  await tap(page.getByRole('button', { name: 'More for this booking' }));
  await person.look('menu');
  await tap(page.getByRole('menuitem', { name: 'Confirm booking' }));
  const without = page.getByRole('dialog').filter({ hasText: 'The deposit of' });
  await tapAndType(without.getByLabel('Reason'), 'Pays today');
  await person.look('reason');
  await tap(without.getByRole('button', { name: /confirm/i }));
  await expect(page.getByRole('heading', { level: 1 }).locator('..')).toContainText('Confirmed');
  await person.look('confirmed');
  tell('touch', person.sum());
  await phone.close();
});
