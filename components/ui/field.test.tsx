import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Field } from './field';
import { FieldScope } from './field-scope';
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

  it('has an id of its own in each form of a page', () => {
    const field = (
      <Field label="Amount" name="amount">
        <Input />
      </Field>
    );
    const html = renderToStaticMarkup(
      <>
        {field}
        <FieldScope value="pay">{field}</FieldScope>
        <FieldScope value="refund">{field}</FieldScope>
      </>,
    );
    const ids = [...html.matchAll(/<input[^>]*id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids).toEqual(['field-amount', 'field-pay-amount', 'field-refund-amount']);
    for (const id of ids) expect(html).toContain(`for="${id}"`);
  });
});
