import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Call } from './http';
import type { Live } from './live';
import { samplePhoto } from './sample-photo';

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};

const files: Readonly<Record<string, string>> = {
  '/': 'index.html',
  '/page/style.css': 'style.css',
  '/page/phone.css': 'phone.css',
  '/page/messages.css': 'messages.css',
  '/page/lab.css': 'lab.css',
  '/page/app.js': 'app.js',
  '/page/api.js': 'api.js',
  '/page/chat.js': 'chat.js',
  '/page/contacts.js': 'contacts.js',
  '/page/dom.js': 'dom.js',
  '/page/lab.js': 'lab.js',
  '/page/mail.js': 'mail.js',
  '/page/icon.svg': 'icon.svg',
};

const policy =
  "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** Serves the phone page's files and its event stream. Returns false for a path that is not its own. */
export function servePage(call: Call, live: Live): boolean {
  if (call.method !== 'GET' && call.method !== 'HEAD') return false;
  if (call.path === '/events') {
    live.subscribe(call.response);
    return true;
  }
  if (call.path === '/page/sample-photo.png') {
    call.response.writeHead(200, { 'content-type': 'image/png', 'cache-control': 'max-age=3600' });
    call.response.end(samplePhoto());
    return true;
  }
  const name = Object.hasOwn(files, call.path) ? files[call.path] : undefined;
  if (name === undefined) return false;
  const content = readFileSync(fileURLToPath(new URL(`./page/${name}`, import.meta.url)));
  call.response.writeHead(200, {
    'content-type': types[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-cache',
  });
  call.response.end(call.method === 'HEAD' ? undefined : content);
  return true;
}
