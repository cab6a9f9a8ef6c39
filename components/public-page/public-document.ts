import { type Refusal, refusalIn } from '@/components/frame/refusals';
import { themeScript } from '@/components/ui/theme';
import type { Document } from '@/lib/platform/documents';
import { readerLanguage } from '@/lib/platform/format/reader-language';
import { type Html, html, trusted } from '@/lib/platform/html';
import { publicScript } from './public-script';

type Frame = {
  title: string;
  /** The caterer's name, where it is known. */
  company?: string;
  /** Their logo, as an address that holds the picture itself. */
  logo?: string | undefined;
  lang?: string;
  /** What to say where a form couldn't be sent. */
  unsent?: string;
  /** What to say while there is no network. */
  offline?: string;
};

const notSent = 'You seem to be offline. Please try again.';
const noNetwork = 'You are offline. What you see may be old; nothing can be saved until the network is back.';

/** The document of someone who answers us: the caterer's name and one question. */
export function publicDocument(
  { title, company, logo, lang = 'en', unsent = notSent, offline = noNetwork }: Frame,
  body: Html,
): Document['draw'] {
  return (nonce) => html`<html lang="${lang}">
<head>
<meta charset="utf-8">
<title>${title} · Cater</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="theme-color" media="(prefers-color-scheme: light)" content="#faf8f5">
<meta name="theme-color" media="(prefers-color-scheme: dark)" content="#171411">
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/answer.css">
<script nonce="${nonce}">${trusted(themeScript)}</script>
</head>
<body data-frame="portal">
<div role="status"><p id="offline" hidden>${offline}</p></div>
<header>${logo && html`<img src="${logo}" alt="">`}<p dir="auto">${company ?? title}</p></header>
<main id="content" data-unsent="${unsent}">
${body}
</main>
<script nonce="${nonce}">${trusted(publicScript)}</script>
</body>
</html>`;
}

/** Something that can't be shown or done, and how to go on. */
export function publicNotice(
  frame: Frame,
  {
    heading,
    text,
    ways = [],
  }: { heading: string; text: string; ways?: readonly { href: string; label: string }[] },
): Document['draw'] {
  return publicDocument(
    frame,
    html`<section>
<h1>${heading}</h1>
<p>${text}</p>
${ways.map(({ href, label }, index) => html`<a class="button${index === 0 && ' main'}" href="${href}">${label}</a>`)}
</section>`,
  );
}

/** Something that this person may not see, or that isn't there, in the words of every other page and the reader's language. */
export function publicRefusal(why: Refusal, request: Request): Document['draw'] {
  const reader = readerLanguage(request.headers.get('accept-language')) ?? 'en';
  const { title, text, ways, language } = refusalIn(why, reader);
  return publicNotice({ title, company: 'Cater', lang: language }, { heading: title, text, ways });
}

/** Whose page it is, as so many texts, and how to reach them. */
export function publicSender(
  texts: readonly (string | null)[],
  { phone, email }: { phone: string | null; email: string | null },
): Html {
  return html`<p class="small" dir="auto">${texts.filter(Boolean).join(', ')}${phone && html` · <a href="tel:${phone}">${phone}</a>`}${email && html` · <a href="mailto:${email}">${email}</a>`}</p>`;
}

export const problemNote = (problem: string | undefined) =>
  problem && html`<p role="alert" tabindex="-1" autofocus>${problem}</p>`;
