import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { CheckGrid } from '@/components/ui/check-grid';
import { Checkbox, Segmented } from '@/components/ui/choice';
import { FieldGroup } from '@/components/ui/field';
import { DateTimeField, InputField, NumberField, SelectField, TextareaField } from './fields';
import { MoneyField } from './money-field';

const nothing = () => undefined;
const told = { name: 'it', label: 'It', help: 'How it is meant', error: 'It is missing' };
const options = [{ value: 'a', label: 'A' }];
const bound = { value: '', onChange: nothing };

/** One of each kind; `group`: its error is of several controls, which are no control themselves. */
const kinds = {
  text: <InputField {...told} {...bound} />,
  number: <NumberField {...told} {...bound} suffix="days" />,
  lines: <TextareaField {...told} {...bound} />,
  select: <SelectField {...told} {...bound} options={options} />,
  moment: <DateTimeField {...told} {...bound} />,
  money: <MoneyField {...told} {...bound} currency="GHS" locale="en-GH" />,
  box: <Checkbox {...told} checked onChange={nothing} />,
};
const groups = {
  boxes: (
    <FieldGroup legend="It" name="it" help={told.help} error={told.error}>
      <CheckGrid name="it" options={options} chosen={[]} change={nothing} />
    </FieldGroup>
  ),
  segments: <Segmented legend="It" name="it" choices={options} error={told.error} />,
};

/** What is read after the name of the element with this id. */
function described(html: string, id: string): string[] {
  const [, ids = ''] =
    new RegExp(
      `<(?:input|select|textarea|fieldset)(?=[^>]* id="${id}")[^>]* aria-describedby="([^"]+)"`,
    ).exec(html) ?? [];
  return ids.split(' ').map((one) => {
    const [, text = ''] = new RegExp(`<p id="${one}"[^>]*>(.*?)</p>`).exec(html) ?? [];
    return text.replaceAll(/<[^>]+>/g, '');
  });
}

describe('every kind of field', () => {
  it.each(Object.entries(kinds))('%s: label, help and error are its control’s', (_, field) => {
    const html = renderToStaticMarkup(field);
    expect(html).toContain('<label for="field-it"');
    expect(html.match(/ id="field-it"/g)).toHaveLength(1);
    expect(described(html, 'field-it')).toEqual([told.help, told.error]);
    expect(html).toMatch(/<(input|select|textarea)(?=[^>]* id="field-it")[^>]* aria-invalid="true"/);
  });

  it.each(Object.entries(groups))(
    '%s: what is wrong is read with the group, and the summary leads there',
    (_, group) => {
      const html = renderToStaticMarkup(group);
      expect(html).toMatch(/<fieldset(?=[^>]* id="field-it")[^>]* tabindex="-1"/);
      expect(described(html, 'field-it')).toContain(told.error);
    },
  );

  it('says nothing of errors where there are none', () => {
    const html = renderToStaticMarkup(
      <FieldGroup legend="It">
        <Checkbox name="one" label="One" checked onChange={nothing} />
      </FieldGroup>,
    );
    expect(html).not.toContain('aria-describedby');
    expect(html).not.toContain('tabindex');
  });
});
