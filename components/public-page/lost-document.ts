import type { Sender } from '@/lib/paper/letterhead/sender';
import type { Document } from '@/lib/platform/documents';
import { readerLanguage } from '@/lib/platform/format/reader-language';
import { html } from '@/lib/platform/html';
import { lostWords, type Sought } from './lost-words';
import { publicDocument, publicNotice } from './public-document';

type Lost = {
  sought: Sought;
  /** Taken back by the office, rather than unknown. */
  revoked?: boolean;
  /** Whose it was, where the link still tells. */
  sender?: Sender | undefined;
  /** The browser asks for one of our languages; else it is the company's. */
  request: Request;
};

/** Where a link shows nothing (any more): why, and whom to call, in the reader's language. */
export function lostDocument({ sought, revoked = false, sender, request }: Lost): Document {
  const language = readerLanguage(request.headers.get('accept-language')) ?? sender?.language ?? 'en';
  const said = lostWords[language];
  const { name, phone, email } = sender ?? { name: undefined, phone: null, email: null };
  return {
    status: revoked ? 410 : 404,
    draw: publicNotice(
      { title: said.titles[sought], lang: language, ...(name && { company: name }) },
      {
        heading: revoked ? said.revoked : said.none[sought],
        text: revoked ? said.takenBack(name) : said.lost(name ?? said.caterer),
        ways: [
          ...(name && phone ? [{ href: `tel:${phone}`, label: said.call(name) }] : []),
          ...(name && email ? [{ href: `mailto:${email}`, label: said.write(name) }] : []),
        ],
      },
    ),
  };
}

/** A page that failed on our side: what that means for whoever is there, in their language. The code finds it in our log. */
export const faultOf =
  (sought: Sought) =>
  (code: string, request: Request): Document => {
    const language = readerLanguage(request.headers.get('accept-language')) ?? 'en';
    const said = lostWords[language];
    return {
      draw: publicDocument(
        { title: said.faultTitle, lang: language },
        html`<section>
<h1>${said.faultHeading}</h1>
<p>${said.fault(said.meanings[sought])}</p>
<p class="small">${said.number} <code>${code}</code></p>
<a class="button main" href="">${said.again[sought]}</a>
</section>`,
      ),
    };
  };
