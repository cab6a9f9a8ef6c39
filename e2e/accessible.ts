import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** The widths and themes in which everything is looked at; names and roles are the same in all, colours and room aren't. */
export const looks = [
  { width: 1440, height: 900, theme: 'light' },
  { width: 1440, height: 900, theme: 'dark' },
  { width: 390, height: 844, theme: 'light' },
  { width: 390, height: 844, theme: 'dark' },
] as const;
type Look = (typeof looks)[number];

/** What changes with colours and room. */
const ofLooks = ['color-contrast', 'target-size', 'scrollable-region-focusable'];

/** A field that a bar at the bottom covers is scrolled free; where the page stands now it would count as cut. */
const freeOfBars = '.sticky { position: static !important }';

/** Shows the page at this width and in this theme. */
export async function wear(page: Page, { width, height, theme }: Look): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
}

/** What axe finds on the page as it is, by rule and place: targets under 24 px too. `only` where no more is to be asked. */
export async function findings(
  page: Page,
  { within, only }: { within?: string | undefined; only?: 'looks' | undefined } = {},
): Promise<string[]> {
  // One frame, so axe needs no second page for gathering; what passes isn't sent over.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({
    resultTypes: ['violations'],
    rules: { 'target-size': { enabled: true } },
    ...(only && { runOnly: { type: 'rule', values: ofLooks } }),
  });
  const { violations } = await (within ? axe.include(within) : axe).analyze();
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes
      .slice(0, 3)
      .map(
        ({ target, any }) => `${page.url()} ${impact} ${id}: ${target.join(' ')} (${any[0]?.message ?? ''})`,
      ),
  );
}

/** How far the page scrolls sideways, in pixels, and what sticks out. */
export async function sideways(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.querySelectorAll('main *')].find(
      (element) => element.getBoundingClientRect().right > clientWidth + 1,
    );
    return [`${location.pathname} by ${scrollWidth - clientWidth} px: ${wide?.outerHTML.slice(0, 160)}`];
  });
}

/** Goes to a page that is there, and waits until it is whole. */
export async function openPage(page: Page, path: string): Promise<void> {
  const answer = await page.goto(path);
  expect([path, answer?.status()]).toEqual([path, 200]);
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
  await expect(page.getByRole('status').filter({ hasText: /^Loading/ })).toHaveCount(0);
}

type Everywhere = { within?: string | undefined; also?: (look: Look) => Promise<string[]> };

/** What is wrong with the page as it is now, or with what `within` names of it, at every width and in every theme. */
export async function wrongAnywhere(page: Page, { within, also }: Everywhere = {}): Promise<string[]> {
  const wrong: string[] = [];
  for (const [at, look] of looks.entries()) {
    await wear(page, look);
    await expect(page.locator('html')).toHaveAttribute('data-theme', look.theme);
    if (look.width === 390 && !within) await page.addStyleTag({ content: freeOfBars });
    // Names and roles are asked for once.
    const only = at > 0 ? 'looks' : undefined;
    wrong.push(...(await findings(page, { within, only })), ...(await sideways(page)));
    if (also) wrong.push(...(await also(look)));
  }
  return wrong;
}

/** Opens each page and gathers what is wrong with it. */
export async function inspect(page: Page, paths: readonly string[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const path of paths) {
    await wear(page, looks[0]);
    await openPage(page, path);
    wrong.push(...(await wrongAnywhere(page)));
  }
  return wrong;
}

/** Fails where the page as it is now, or what `within` names of it, can't be used by everybody at some width or in some theme. */
export async function expectUsable(page: Page, within?: string): Promise<void> {
  const before = page.viewportSize();
  const wrong = await wrongAnywhere(page, { within });
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
  if (before) await page.setViewportSize(before);
  expect(wrong).toEqual([]);
}
