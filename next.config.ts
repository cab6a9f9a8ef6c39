import type { NextConfig } from 'next';

const development = process.env.NODE_ENV === 'development';

/** React's development build evaluates strings and the dev server talks over a socket; production needs neither. */
const contentSecurityPolicy = [
  "default-src 'self'",
  `script-src 'self' 'unsafe-inline'${development ? " 'unsafe-eval'" : ''}`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  `connect-src 'self'${development ? ' ws:' : ''}`,
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const securityHeaders = [
  { key: 'Content-Security-Policy', value: contentSecurityPolicy },
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), payment=(), usb=()' },
  // Built into the answers whatever PUBLIC_URL will be; browsers heed it over TLS only.
  { key: 'Strict-Transport-Security', value: 'max-age=31536000' },
];

const config: NextConfig = {
  distDir: process.env.NEXT_DIST ?? '.next',
  poweredByHeader: false,
  typedRoutes: true,
  // Every file's types are checked by `npm test`; a second time would only make the start slower.
  typescript: { ignoreBuildErrors: true },
  // Health compares the migrations on disk with those applied, also where only traced files are deployed.
  outputFileTracingIncludes: { '/api/health': ['./db/migrations/**'] },
  experimental: { authInterrupts: true },
  serverExternalPackages: ['inngest', 'pino', '@node-rs/argon2', 'postgres', 'twilio', 'nodemailer'],
  images: { unoptimized: true },
  headers: async () => [
    { source: '/:path*', headers: securityHeaders },
    // A stranger's file, opened by itself: it loads and runs nothing. The last rule for an address holds.
    {
      source: '/api/v1/media/:path*',
      headers: [{ key: 'Content-Security-Policy', value: "default-src 'none'; sandbox" }],
    },
  ],
};

export default config;
