import 'server-only';
import { createElement } from 'react';
import { log } from '@/lib/platform/log';
import { MailPage } from './mail-page';

/**
 * A mail's words as HTML beside its text. Undefined where it can't be drawn: a mail goes without its looks rather than not
 * at all.
 */
export async function drawMail(said: { from: string; text: string }): Promise<string | undefined> {
  try {
    // Loaded when the first mail is sent, and never bundled: it brings the renderer that Next keeps from server code.
    const { render } = await import('@react-email/render');
    return await render(createElement(MailPage, said));
  } catch (error) {
    log.error({ error }, 'a mail’s page could not be drawn');
    return undefined;
  }
}
