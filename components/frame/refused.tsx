'use client';

import { usePathname } from 'next/navigation';
import { useEffect } from 'react';
import { buttonStyle } from '../ui/button-style';
import { type Refusal, refusalIn } from './refusals';
import { useReaderLanguage } from './use-reader-language';

/**
 * Every page that isn't shown, by one word: a boundary's tree travels in each page's payload, so it must be one
 * line there. The same answer for what doesn't exist and for what belongs to another company.
 */
export function Refused({
  why,
  bare = false,
}: {
  /** `role`: a whole frame is refused. The office's is refused to clients only, and theirs to the office only. */
  why: Refusal | 'role';
  /** Outside a frame. */
  bare?: boolean;
}) {
  const portal = /^\/my(\/|$)/.test(usePathname());
  const { title, text, ways, language } = refusalIn(
    why === 'role' ? (portal ? 'office' : 'client') : why,
    useReaderLanguage(),
  );
  // The server names the page in English, before it knows who reads.
  useEffect(() => {
    if (language !== 'en') document.title = `${title} · Cater`;
  }, [language, title]);
  const Place = bare ? 'main' : 'div';
  return (
    <Place lang={language} className={bare ? 'mx-auto w-full max-w-3xl px-6 py-16' : undefined}>
      <h1 className="font-semibold text-lg">{title}</h1>
      <p className="mt-1 max-w-lg text-muted text-sm">{text}</p>
      <p className="mt-4 flex flex-wrap gap-2">
        {ways.map(({ href, label }, index) => (
          <a
            key={href}
            href={href}
            className={buttonStyle({ variant: index === 0 ? 'primary' : 'secondary' })}
          >
            {label}
          </a>
        ))}
      </p>
    </Place>
  );
}
