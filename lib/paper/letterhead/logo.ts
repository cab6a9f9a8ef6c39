import 'server-only';
import { readFile } from '@/lib/menu/pictures/keep-files';
import { redraw } from '@/lib/menu/pictures/redraw';
import { log } from '@/lib/platform/log';
import type { Letterhead } from '../document';

/** Drawn logos at hand: a picture never changes, so neither does what is drawn of it. */
const drawn = new Map<string, Buffer>();
const mostDrawn = 100;

/** Three points of a printer's to each of the room that a logo has. */
const forms = {
  png: { format: 'png', width: 600, height: 192 },
  webp: { format: 'webp', width: 360, height: 112 },
} as const;

/**
 * The logo of a company's paper as a file; nothing where there is none. The key is made of the company that asks, so no other's
 * file is ever reached. A store that doesn't answer leaves the paper without its logo, not its reader without the paper.
 */
export async function readLogo(
  companyId: string,
  { logo }: Pick<Letterhead, 'logo'>,
  form: keyof typeof forms,
): Promise<Buffer | undefined> {
  if (!logo) return undefined;
  const key = `${companyId}/${logo.id}/${form}`;
  const known = drawn.get(key);
  if (known) return known;
  try {
    const bytes = await readFile(companyId, logo.id, 'large');
    if (!bytes) return undefined;
    const made = await redraw(bytes, forms[form]);
    if (drawn.size >= mostDrawn) drawn.delete(drawn.keys().next().value ?? '');
    drawn.set(key, made);
    return made;
  } catch (error) {
    log.error({ error }, 'a logo could not be read');
    return undefined;
  }
}

/** The same for a page that nobody signs in to: within the page, so that no address of its own leads to it. */
export async function readLogoUrl(
  companyId: string,
  letterhead: Pick<Letterhead, 'logo'>,
): Promise<string | undefined> {
  const bytes = await readLogo(companyId, letterhead, 'webp');
  return bytes && `data:image/webp;base64,${bytes.toString('base64')}`;
}
