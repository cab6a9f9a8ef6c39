import { expect, test } from 'vitest';
import { html, trusted } from './html';

test('what people wrote is text, in content and in attributes', () => {
  const name = `<b onmouseover="x()">O'Hara & "Sons"</b>`;
  expect(String(html`<p title="${name}" lang='${name}'>${name}</p>`)).toBe(
    '<p title="&lt;b onmouseover=&quot;x()&quot;&gt;O&#39;Hara &amp; &quot;Sons&quot;&lt;/b&gt;" ' +
      "lang='&lt;b onmouseover=&quot;x()&quot;&gt;O&#39;Hara &amp; &quot;Sons&quot;&lt;/b&gt;'>" +
      '&lt;b onmouseover=&quot;x()&quot;&gt;O&#39;Hara &amp; &quot;Sons&quot;&lt;/b&gt;</p>',
  );
});

test('markup stays markup, at any depth, and what isn’t there leaves nothing', () => {
  const rows = ['a', '<b>'].map((row) => html`<li>${row}</li>`);
  expect(String(html`<ul>${[rows, null, undefined, false, 0]}</ul>${trusted('<hr>')}`)).toBe(
    '<ul><li>a</li><li>&lt;b&gt;</li>0</ul><hr>',
  );
});
