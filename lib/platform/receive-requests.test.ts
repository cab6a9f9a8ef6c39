import { channel } from 'node:diagnostics_channel';
import { afterEach, expect, test } from 'vitest';
import { readableAddress, receiveRequests } from './receive-requests';

let stop = () => {};
afterEach(() => stop());

test.each(['/bookings/%ED%A0%80', '/api/v1/bookings/%', '/f/%C3%28?x=1', '/%E0%A4%A', '/a%zz'])(
  '%s can’t be read: the page that isn’t there is asked for, before anybody reads it',
  (url) => {
    stop = receiveRequests();
    const request = { url, headers: {} as Record<string, string>, socket: { remoteAddress: '127.0.0.1' } };
    channel('http.server.request.start').publish({ request, response: { setHeader: () => undefined } });
    expect(request.url).toBe(`/%EF%BF%BD${url.includes('?') ? '?x=1' : ''}`);
    expect(Object.values(request.headers)).not.toContain(url);
  },
);

test.each(['/', '/bookings?q=%ED%A0%80', '/customers/%C3%A9', '/bookings/%00', '/a%2Fb', ''])(
  '%s stays as it was asked',
  (url) => expect(readableAddress(url)).toBe(url),
);
