import { problemNote, publicDocument, publicNotice } from '@/components/public-page/public-document';
import type { Document } from '@/lib/platform/documents';
import { html } from '@/lib/platform/html';

const title = 'No more messages';

/**
 * Ends all messages by one tap; opening the page alone changes nothing, as mail readers open links by themselves.
 * The browser can post it itself: an opt-out must not wait for a script.
 */
export function stopDocument(company: string, problem?: string): Document['draw'] {
  return publicDocument(
    { title, company },
    html`<section>
<h1 dir="auto">No more messages from ${company}?</h1>
<p>This ends messages by WhatsApp, SMS and e-mail. Your bookings stay as they are.</p>
${problemNote(problem)}
<form method="post"><button class="main">End all messages</button></form>
</section>`,
  );
}

export function stoppedDocument(company: string): Document['draw'] {
  return publicDocument(
    { title, company },
    html`<section>
<h1 tabindex="-1" autofocus>You will get no more messages</h1>
<p>Write START to us on WhatsApp if you change your mind.</p>
</section>`,
  );
}

export const nothingToStop = publicNotice(
  { title },
  {
    heading: 'This link doesn’t work any more',
    text: 'Reply STOP to any of our messages instead, or tell your caterer.',
  },
);
