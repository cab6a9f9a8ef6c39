import { createHash } from 'node:crypto';

type Policy = {
  /** Allows the scripts that are rendered for this one answer. */
  nonce?: string;
  /** Allow the scripts of pages that were rendered at build time, as `'sha256-…'`. */
  hashes?: readonly string[];
  development: boolean;
  /** Origins whose pages may show this one; nobody's unless said. */
  framedBy?: readonly string[];
};

/** The content security policy of a page: inline scripts run by nonce or hash only. */
export function contentSecurityPolicy({ nonce, hashes = [], development, framedBy = [] }: Policy): string {
  const scripts = ["'self'", ...(nonce ? [`'nonce-${nonce}'`] : []), ...hashes];
  // React's development build evaluates strings and the dev server talks over a socket; production needs neither.
  if (development) scripts.push("'unsafe-eval'");
  return [
    "default-src 'self'",
    `script-src ${scripts.join(' ')}`,
    "script-src-attr 'none'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${development ? ' ws:' : ''}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${framedBy.length > 0 ? framedBy.join(' ') : "'none'"}`,
  ].join('; ');
}

/** The hashes that allow a page's inline scripts, each once. */
export function inlineScriptHashes(html: string): string[] {
  const inline = html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g);
  return [...new Set(Array.from(inline, ([, text = '']) => hashOf(text)))];
}

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
