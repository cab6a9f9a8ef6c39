import { GeistSans } from 'geist/font/sans';
import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
// What a layout holds, its pages need not bring again: held here, what all boundaries show is in one script, where each of them
// had it in its own.
import '@/components/frame/page-fault';
import '@/components/frame/refused';
import { earlyPressScript } from '@/components/ui/early-press-script';
import { themeScript } from '@/components/ui/theme';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Cater', template: '%s · Cater' },
  description: 'Bookings, menus and guest feedback for caterers.',
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#faf8f5' },
    { media: '(prefers-color-scheme: dark)', color: '#171411' },
  ],
};

/** Reads neither cookies nor headers, so that every page that needs nobody stays prerendered. */
export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" className={GeistSans.variable} suppressHydrationWarning>
      <head>
        {/** biome-ignore lint/security/noDangerouslySetInnerHtml: our own constant; must run before the first paint */}
        <script dangerouslySetInnerHTML={{ __html: `${themeScript};${earlyPressScript}` }} />
      </head>
      <body className="font-sans">{children}</body>
    </html>
  );
}
