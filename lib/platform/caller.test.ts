import { describe, expect, test } from 'vitest';
import { addressKey, callerAddress } from './caller';

describe('a caller can’t choose its address', () => {
  test('without proxies X-Forwarded-For has no say', () => {
    for (const forwarded of [null, '1.2.3.4', '1.2.3.4, 5.6.7.8', 'unknown', '\u001b[31m'])
      expect(callerAddress({ peer: '9.9.9.9', forwarded, trusted: 0 })).toBe('9.9.9.9');
  });

  test('behind proxies the hops count from the right', () => {
    const forwarded = '6.6.6.6, 7.7.7.7, 1.2.3.4, 10.0.0.2';
    expect(callerAddress({ peer: '10.0.0.1', forwarded, trusted: 1 })).toBe('10.0.0.2');
    expect(callerAddress({ peer: '10.0.0.1', forwarded, trusted: 2 })).toBe('1.2.3.4');
  });

  test('fewer hops than proxies, or nonsense in place of one, is the socket’s address', () => {
    expect(callerAddress({ peer: '10.0.0.1', forwarded: '1.2.3.4', trusted: 2 })).toBe('10.0.0.1');
    expect(callerAddress({ peer: '10.0.0.1', forwarded: null, trusted: 1 })).toBe('10.0.0.1');
    expect(callerAddress({ peer: '10.0.0.1', forwarded: 'evil"\u001b[31m', trusted: 1 })).toBe('10.0.0.1');
    expect(callerAddress({ peer: null, forwarded: '1.2.3.4', trusted: 0 })).toBe('unknown');
  });

  test('one address has one form', () => {
    for (const peer of ['::ffff:1.2.3.4', '1.2.3.4:80', ' 1.2.3.4 ', '[::ffff:1.2.3.4]:443'])
      expect(callerAddress({ peer, forwarded: null, trusted: 0 })).toBe('1.2.3.4');
  });

  test('a whole /64 counts as one caller', () => {
    const keys = ['2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:ffff:ffff', '2001:0db8:0001:0002:0:0:0:9'];
    expect(new Set(keys.map(addressKey))).toEqual(new Set(['2001:db8:1:2::/64']));
    expect(addressKey('2001:db8:1:3::1')).not.toBe(addressKey('2001:db8:1:2::1'));
    expect(addressKey('::1')).toBe('0:0:0:0::/64');
    expect(addressKey('1.2.3.4')).toBe('1.2.3.4');
  });
});
