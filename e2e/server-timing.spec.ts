import type { APIResponse } from '@playwright/test';
import { expect, test } from './fixtures';

const steps = /^gate;dur=[\d.]+, database;dur=[\d.]+, render;dur=[\d.]+, total;dur=[\d.]+$/;
const timesOf = (answer: APIResponse) => answer.headers()['server-timing'];

test('a manager who asks is told what a page and its data took, step by step', async ({ manager }) => {
  for (const path of ['/bookings', '/api/v1/bookings']) {
    expect(timesOf(await manager.request.get(`${path}?timing=1`))).toMatch(steps);
    expect(timesOf(await manager.request.get(path))).toBeUndefined();
  }
});

test('nobody else is, whatever headers they send', async ({ staff, client, request }) => {
  for (const path of ['/bookings?timing=1', '/api/v1/bookings?timing=1']) {
    const answers = [await staff.request.get(path), await request.get(path, { maxRedirects: 0 })];
    expect(answers.map(timesOf)).toEqual([undefined, undefined]);
  }
  for (const path of ['/my/bookings?timing=1', '/api/v1/my/bookings?timing=1'])
    expect(timesOf(await client.request.get(path))).toBeUndefined();
});
