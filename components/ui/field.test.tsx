import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Field } from './field';
import { Input } from './input';

describe('Field', () => {
  it('ties label, help and error to the control', () => {
    const html = renderToStaticMarkup(
      <Field label="Guests" name="guests" help="Children count" error={['At least 1', 'A number']} required>
        <Input />
      </Field>,
    );
    expect(html).toContain('for="field-guests"');
    expect(html).toMatch(/<input[^>]*id="field-guests"/);
    expect(html).toContain('aria-describedby="field-guests-help field-guests-error"');
    expect(html).toContain('aria-invalid="true"');
    expect(html).toContain('At least 1');
    expect(html).not.toContain('A number');
  });

  it('says nothing of errors while there are none', () => {
    const html = renderToStaticMarkup(
      <Field label="Guests" name="guests" error={[]}>
        <Input prefix="GHS" />
      </Field>,
    );
    expect(html).not.toContain('aria-invalid');
    expect(html).not.toContain('aria-describedby');
    expect(html).toMatch(/<input[^>]*name="guests"/);
  });
});
