import type { NextConfig } from 'next';
import { contentSecurityPolicy } from './lib/platform/content-policy';

/**
 * The content security policy has a nonce, so the server writes it into each answer as it comes in. A serverless
 * host hands out the prerendered pages by itself: there it is this one, the same for all.
 */
const policy = process.env.VERCEL
  ? [
      {
        key: 'Content-Security-Policy',
        value: contentSecurityPolicy({ hashes: ["'unsafe-inline'"], development: false }),
      },
    ]
  : [];

const securityHeaders = [
  ...policy,
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), payment=(), usb=()' },
  // Built into the answers whatever PUBLIC_URL will be; browsers heed it over TLS only.
  { key: 'Strict-Transport-Security', value: 'max-age=31536000' },
];

const config: NextConfig = {
  distDir: process.env.NEXT_DIST ?? '.next',
  poweredByHeader: false,
  // Answers are compressed as a whole as they leave (lib/platform/compress-answer.ts).
  compress: false,
  typedRoutes: true,
  // Every file's types are checked by `npm test`; a second time would only make the start slower.
  typescript: { ignoreBuildErrors: true },
  // Health compares the migrations on disk with those applied, also where only traced files are deployed.
  outputFileTracingIncludes: {
    '/api/health': ['./db/migrations/**'],
    // The typefaces of whatever draws paper.
    '/api/v1/**': [
      './node_modules/@expo-google-fonts/inter/{400Regular,600SemiBold}/*.ttf',
      './node_modules/dejavu-fonts-ttf/ttf/DejaVuSans.ttf',
    ],
  },
  experimental: { authInterrupts: true },
  serverExternalPackages: [
    // Otherwise bundled into the chunks of each route anew, and kept in memory as often.
    'drizzle-orm',
    'zod',
    'inngest',
    'pino',
    '@node-rs/argon2',
    'postgres',
    'twilio',
    'nodemailer',
    'sharp',
    'pdfkit',
    'fontkit',
    // Loaded where traces are wanted, and then once.
    '@opentelemetry/api',
    '@opentelemetry/exporter-trace-otlp-http',
    '@opentelemetry/resources',
    '@opentelemetry/sdk-trace-base',
    '@opentelemetry/sdk-trace-node',
    // Brings React's own renderer, which isn't for what Next bundles.
    '@react-email/render',
  ],
  images: { unoptimized: true },
  headers: async () => [
    { source: '/:path*', headers: securityHeaders },
    // Every page but the public form, whose own policy says which sites may show it.
    { source: '/((?!e/).*)', headers: [{ key: 'X-Frame-Options', value: 'DENY' }] },
    // A page that shows the form tells nothing of itself, and the form sends nothing on; as below.
    { source: '/e/:path*', headers: [{ key: 'Referrer-Policy', value: 'same-origin' }] },
    // The address of a customer's page is its key: no other site is told it.
    // Nobody elsewhere is told the address. Not no-referrer: a form posted under it says its origin is null, and
    // a phone without a script would be refused its own answer.
    {
      source: '/:page(f|d|q|pay|join|reset)/:path*',
      headers: [{ key: 'Referrer-Policy', value: 'same-origin' }],
    },
    {
      source: '/api/v1/pictures/:path*',
      headers: [{ key: 'Content-Security-Policy', value: "default-src 'none'; sandbox" }],
    },
    // A stranger's file, opened by itself: it loads and runs nothing. The last rule for an address holds.
    {
      source: '/api/v1/media/:path*',
      headers: [{ key: 'Content-Security-Policy', value: "default-src 'none'; sandbox" }],
    },
  ],
};

export default config;
